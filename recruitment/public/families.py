"""« Nos métiers »: the pages of the families of occupations, each with its open offers."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from portal.blocks import BodyBlock
from portal.core.visibility import is_public
from portal.fields import StreamField
from portal.pages.base import BasePage
from portal.workflow.mixins import ReviewMixin
from recruitment.choices import Domain
from recruitment.section import RECRUITMENT

if TYPE_CHECKING:
    from recruitment.lifecycle.states import JobOfferQuerySet
    from recruitment.models import JobOfferPage, RecruitmentIndexPage

MAX_OFFERS = 6  # on the page of a family; the list has the others


class OccupationBasePage(ReviewMixin, BasePage):
    """A page about occupations, which is reviewed as offers are."""

    section = RECRUITMENT
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    objects: ClassVar[Any] = PageManager()  # it has no types

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class OccupationsPage(OccupationBasePage):
    """The page « Nos métiers », above the pages of the families."""

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["recruitment.RecruitmentIndexPage"]
    subpage_types = ["recruitment.FamilyPage"]
    max_count = 1

    class Meta:
        verbose_name = _("page «\xa0Nos métiers\xa0»")
        verbose_name_plural = _("pages «\xa0Nos métiers\xa0»")

    @property
    def offers(self) -> "RecruitmentIndexPage":
        """The list of offers, which is the parent page."""
        index: RecruitmentIndexPage = self.breadcrumb[-1]
        return index

    @cached_property
    def families(self) -> list["FamilyPage"]:
        """The public pages of families, each with the number of its open offers."""
        offers: models.QuerySet[Any] = self.offers.publications()  # of JobOfferPage
        domains = offers.order_by().values("domain")
        counts = dict(domains.annotate(count=Count("pk")).values_list("domain", "count"))
        pages = FamilyPage.objects.child_of(self).filter(is_public()).order_by("path")
        families = list(pages.defer_streamfields())
        for family in families:
            family.offer_count = counts.get(family.domain, 0)
        return families

    def companions(self) -> list[BasePage]:
        """Return the pages whose cards are shown on this one."""
        return list(self.families)


class FamilyPage(OccupationBasePage):
    """The page of a family of occupations. Each family has one page at most."""

    domain = models.CharField(
        _("famille de métiers"),
        max_length=30,
        choices=Domain.choices,
        help_text=_("Les offres ouvertes de cette famille sont montrées sur la page."),
    )

    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("domain"),
        *BasePage.content_panels[1:],
        FieldPanel("body"),
    ]
    parent_page_types = ["recruitment.OccupationsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("famille de métiers")
        verbose_name_plural = _("familles de métiers")

    def clean(self) -> None:
        """Raise ValidationError when another page presents the same family."""
        super().clean()
        others = type(self).objects.filter(domain=self.domain).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"domain": _("Une page présente déjà cette famille de métiers.")})

    @property
    def list_page(self) -> "RecruitmentIndexPage":
        """The list of offers, two levels above."""
        index: RecruitmentIndexPage = self.breadcrumb[-2]
        return index

    @cached_property
    def open_offers(self) -> "JobOfferQuerySet":
        """The open offers of the family."""
        offers: Any = self.list_page.publications()  # a JobOfferQuerySet
        open_offers: JobOfferQuerySet = offers.filter(domain=self.domain)
        return open_offers

    @cached_property
    def offer_count(self) -> int:
        """The number of open offers, which `OccupationsPage.families` sets for all families."""
        count: int = self.open_offers.count()
        return count

    @cached_property
    def first_offers(self) -> "list[JobOfferPage]":
        """The newest open offers, ready to show as cards."""
        offers: list[JobOfferPage] = self.open_offers.newest()[:MAX_OFFERS].fetch_related_cards()
        return offers

    @property
    def list_url(self) -> str:
        """The address of the list, narrowed to the family."""
        return f"{self.list_page.url}?domaine={self.domain}#resultats"

    @property
    def count_label(self) -> str:
        """« 3 offres d’emploi »."""
        return self.list_page.publication_model.count_label(self.offer_count)
