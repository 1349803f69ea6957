"""« Nos métiers »: the families of occupations, each with its open offers."""

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

SHOWN = 6  # offers of a family; the list has the others


class TradePage(ReviewMixin, BasePage):
    """A page of the recruitment that others review as they do offers."""

    section = RECRUITMENT
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    objects = PageManager()

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class OccupationsPage(TradePage):
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["recruitment.RecruitmentIndexPage"]
    subpage_types = ["recruitment.FamilyPage"]
    max_count = 1

    class Meta:
        verbose_name = _("page «\xa0Nos métiers\xa0»")
        verbose_name_plural = _("pages «\xa0Nos métiers\xa0»")

    @property
    def offers(self):
        """The list above."""
        return self.breadcrumb[-1]

    @cached_property
    def families(self) -> list["FamilyPage"]:
        """Those that visitors may read, each with the number of its open offers."""
        listed = self.offers.publications().order_by().values("domain")
        counts = dict(listed.annotate(count=Count("pk")).values_list("domain", "count"))
        pages = FamilyPage.objects.child_of(self).filter(is_public()).order_by("path")
        families = list(pages.defer_streamfields())
        for family in families:
            family.offer_count = counts.get(family.domain, 0)
        return families

    def companions(self) -> list[BasePage]:
        return self.families


class FamilyPage(TradePage):
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
        super().clean()
        others = type(self).objects.filter(domain=self.domain).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"domain": _("Une page présente déjà cette famille de métiers.")})

    @property
    def list_page(self):
        """The list of offers, two floors above."""
        return self.breadcrumb[-2]

    @cached_property
    def open_offers(self):
        return self.list_page.publications().filter(domain=self.domain)

    @cached_property
    def offer_count(self) -> int:
        return self.open_offers.count()

    @cached_property
    def first_offers(self) -> list:
        return self.open_offers.newest()[:SHOWN].fetch_related_cards()

    @property
    def list_url(self) -> str:
        return f"{self.list_page.url}?domaine={self.domain}#resultats"

    @property
    def counted(self) -> str:
        return self.list_page.publication_model.count_label(self.offer_count)
