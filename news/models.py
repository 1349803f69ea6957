"""The pages of the news: the agency's articles, and the press review."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import ListView

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.contrib.settings.models import register_setting
from wagtail.search import index

from portal.bundles.mixins import BundledMixin
from portal.core.personal_data import PUBLISHED_TEXTS
from portal.listing import SubpageViewMixin
from portal.paste.panels import PasteTextPanel
from portal.publications import PublicationIndexPage, PublicationPage
from portal.withdrawal import WithdrawalMixin
from portal.workflow.sections import Review, Role, Section, SwitchableRules, VersionedRules

if TYPE_CHECKING:
    PressReviewListView = ListView["PressReviewItem"]
else:
    PressReviewListView = ListView


@register_setting(icon="lock")
class NewsRules(VersionedRules, SwitchableRules):
    """The rules of review of the news, which administrators set."""

    class Meta:
        verbose_name = _("relecture des actualités")


NEWS = Section(
    key="news",
    name="Actualités",
    writers="Actualités\u00a0: rédaction",
    validators="Actualités\u00a0: validation",
    reviews=(Review("review", "relecture"),),
    rules_model="news.NewsRules",
    validator_snippets=("news.pressreviewitem",),
    powers=(("news.withdraw_newsarticlepage", (Role.VALIDATORS, Role.ADMINISTRATORS)),),
)


class NewsArticlePage(BundledMixin, WithdrawalMixin):
    section = NEWS
    kind_slug = "actualite"
    kind_label = _("Actualité")
    new_label = _("Nouvel article")
    parent_page_types = ["news.NewsIndexPage"]
    content_panels = [
        *PublicationPage.version_panels,
        PasteTextPanel(),
        *PublicationPage.content_panels,
    ]

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")
        permissions = [("withdraw_newsarticlepage", _("Retirer ou supprimer une actualité"))]

    @staticmethod
    def count_label(count: int) -> str:
        return ngettext("%d actualité", "%d actualités", count) % count


class PressReviewItem(index.Indexed, models.Model):
    """An article of another publisher: it is cited and linked, never republished."""

    title = models.CharField(_("titre"), max_length=255)
    outlet = models.CharField(_("média"), max_length=120)
    date = models.DateField(_("date de parution"))
    url = models.URLField(_("adresse de l’article (URL)"), max_length=500)
    quotation = models.TextField(
        _("citation"),
        max_length=300,
        blank=True,
        help_text=_("300 caractères au plus, sans guillemets, tels que parus."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("outlet"),
        FieldPanel("date"),
        FieldPanel("url"),
        FieldPanel("quotation"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("outlet"),
        index.AutocompleteField("title"),
    ]

    personal_data = PUBLISHED_TEXTS

    class Meta:
        verbose_name = _("article de presse")
        verbose_name_plural = _("articles de presse")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.outlet} : {self.title}"


class PressReviewView(SubpageViewMixin, PressReviewListView):
    model = PressReviewItem
    template_name = "news/press_review.html"
    route = "press_review"
    label = _("Revue de presse")
    description = _("Ce que la presse écrit de l’agence. Chaque article se lit chez son éditeur.")
    paginate_by = 20

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        return context | {"elided_pages": pages}


class NewsIndexPage(PublicationIndexPage):
    """The list of articles, with the press review as a subpage."""

    section = NEWS
    publication_model = NewsArticlePage
    latest_heading = _("Dernières actualités")
    more_label = _("Toutes les actualités")
    list_layout = "cards"
    listing_template = "news/news_index_page.html"
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["news.NewsArticlePage"]
    subpage_views = [PressReviewView]

    class Meta:
        verbose_name = _("liste des actualités")

    @path("revue-de-presse/", name="press_review")
    def press_review(self, request: HttpRequest) -> HttpResponseBase:
        return PressReviewView.as_view(index=self)(request)
