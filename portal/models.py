"""The pages and settings that the portal itself owns; the models of its other modules follow."""

from django.apps import apps
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index

from portal.blocks import BodyBlock, ButtonBlock, KeyFiguresBlock, headings
from portal.core.snippets import GlossaryEntry, MediaContact, Place
from portal.core.themes import PublicationTheme, Theme
from portal.core.users import User
from portal.core.visibility import is_public
from portal.fields import StreamField
from portal.listing.cache import Change
from portal.media.models import Document, Image, Media, Rendition
from portal.media.renditions import SOCIAL
from portal.outbox.models import Mail
from portal.pages.base import BasePage
from portal.publications import (
    THEMES,
    PublicationIndexPage,
    PublicationPage,
    RelatedPublication,
)
from portal.search import SynonymGroup, Word
from portal.site_search.statistics import SearchCount, UnknownSearch
from portal.versions.models import PublishedVersion
from portal.withdrawal import Tombstone, Withdrawal
from portal.worker.models import Heartbeat
from portal.workflow.resources import SectionResource
from portal.workflow.tasks import ReviewTask

__all__ = [
    "AgencyPage",
    "Change",
    "Document",
    "GlossaryEntry",
    "Heartbeat",
    "HomePage",
    "Image",
    "Mail",
    "Media",
    "MediaContact",
    "Place",
    "PortalSettings",
    "PublicationPage",
    "PublicationTheme",
    "PublishedVersion",
    "RelatedPublication",
    "Rendition",
    "ReviewTask",
    "SearchCount",
    "SectionResource",
    "StandardPage",
    "SynonymGroup",
    "Theme",
    "Tombstone",
    "UnknownSearch",
    "User",
    "Withdrawal",
    "Word",
]

LATEST_COUNT = 3  # publications of each kind on the home page
HOME_THEMES = 12
LINK_FIELDS = ["url_path", "live"]


class ShowcasePage(BasePage):
    """A page that opens on a promise: a kicker, buttons, a picture and key figures."""

    kicker = models.CharField(_("surtitre"), max_length=60, blank=True)
    actions = StreamField(
        [("button", ButtonBlock())], verbose_name=_("boutons"), blank=True, max_num=2
    )
    figures = StreamField(
        [("key_figures", KeyFiguresBlock())],
        verbose_name=_("chiffres clés"),
        blank=True,
        max_num=1,
    )
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    content_panels = [
        FieldPanel("kicker"),
        *BasePage.content_panels,
        FieldPanel("actions"),
        FieldPanel("figures"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    illustration_shapes = ("card", "hero", SOCIAL)

    class Meta:
        abstract = True


class HomePage(ShowcasePage):
    parent_page_types = ["wagtailcore.Page"]
    # Any type that names this one in its `parent_page_types`: each application adds its list.
    max_count = 1

    class Meta:
        verbose_name = _("page d’accueil")

    @cached_property
    def indexes(self) -> list[PublicationIndexPage]:
        """The lists below the home page, in the order of the menu."""
        kinds = [kind for kind in apps.get_models() if issubclass(kind, PublicationIndexPage)]
        pages = [page for kind in kinds for page in kind.objects.child_of(self).filter(is_public())]
        return sorted(pages, key=lambda page: page.path)

    @cached_property
    def latest(self) -> list[dict]:
        """The newest publications of each list."""
        sections = [
            {
                "index": page,
                "heading": page.latest_heading,
                "items": page.publications().newest()[:LATEST_COUNT].fetch_related_cards(),
            }
            for page in self.indexes
        ]
        return [section for section in sections if section["items"]]

    def companions(self) -> list[BasePage]:
        cards = [card for section in self.latest for card in section["items"]]
        prefetch_related_objects(cards, THEMES)
        return cards

    def themes(self) -> list[Theme]:
        """The themes of what is listed, the most frequent first."""
        listed = PublicationPage.objects.listed().order_by().values("pk")
        return (
            Theme.objects.filter(publication_themes__content_object__in=listed)
            .annotate(count=models.Count("publication_themes"))
            .order_by("-count", "name")[:HOME_THEMES]
        )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "latest": self.latest,
            "themes": self.themes(),
        }


class AgencyPage(ShowcasePage):
    sections = StreamField(
        BodyBlock(),
        verbose_name=_("sections pleine largeur"),
        blank=True,
        help_text=_("Chaque bloc occupe une bande de la page, sous le corps."),
    )

    content_panels = [*ShowcasePage.content_panels, FieldPanel("sections")]
    search_fields = [*ShowcasePage.search_fields, index.SearchField("sections")]
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("page de l’agence")

    @property
    def headings(self) -> list:
        return headings(self.body)


class StandardPage(BasePage):
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    # Below any type that names this one in its `subpage_types`, which all but the root's have.
    subpage_types = ["portal.StandardPage"]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        return [model for model in super().clean_parent_page_models() if model is not Page]

    @property
    def headings(self) -> list:
        return headings(self.body)


class SocialLinkBlock(blocks.StructBlock):
    network = blocks.CharBlock(label=_("réseau"), max_length=40)
    url = blocks.URLBlock(label=_("adresse"))

    class Meta:
        icon = "link-external"
        label = _("réseau social")


def mandatory_page(label) -> models.ForeignKey:
    """A page that the law wants at the foot of every other."""
    return models.ForeignKey(
        Page, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


@register_setting(icon="home")
class PortalSettings(BaseSiteSetting):
    """What editors may change on every page at once."""

    class Level(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Vigilance")
        ALERT = "alert", _("Alerte")

    class Accessibility(models.TextChoices):
        NONE = "non", _("non conforme")
        PARTIAL = "partiellement", _("partiellement conforme")
        TOTAL = "totalement", _("totalement conforme")

    agency_name = models.CharField(_("nom court de l’agence"), max_length=40, default="AMIAD")
    agency_long_name = models.CharField(
        _("nom complet de l’agence"),
        max_length=160,
        default=_("Agence ministérielle pour l’intelligence artificielle de défense"),
    )
    ministry = models.TextField(
        _("nom du ministère"),
        default="Ministère\ndes Armées\net des Anciens\ncombattants",
        help_text=_("Une ligne du bloc-marque par ligne."),
    )
    motto = models.TextField(_("devise"), default="Liberté\nÉgalité\nFraternité")
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    press_email = models.EmailField(_("adresse du service de presse"), blank=True)
    postal_address = models.TextField(_("adresse postale"), blank=True)
    footer_text = models.TextField(_("texte du pied de page"), blank=True)
    social_links = StreamField(
        [("link", SocialLinkBlock())], verbose_name=_("réseaux sociaux"), blank=True
    )
    demo_notice = models.BooleanField(
        _("contenus de démonstration"),
        default=False,
        help_text=_("Le pied de page dit alors que les contenus sont fictifs."),
    )
    banner_active = models.BooleanField(_("montrer le bandeau"), default=False)
    banner_level = models.CharField(
        _("niveau"), max_length=10, choices=Level.choices, default=Level.INFO
    )
    banner_title = models.CharField(_("titre"), max_length=120, blank=True)
    banner_text = models.CharField(_("texte"), max_length=300, blank=True)
    banner_link = models.URLField(_("adresse"), blank=True)
    accessibility_status = models.CharField(
        _("accessibilité"),
        max_length=20,
        choices=Accessibility.choices,
        default=Accessibility.NONE,
        help_text=_("Sans audit valide, un site est «\xa0non conforme\xa0»."),
    )
    accessibility_page = mandatory_page(_("page «\xa0Accessibilité\xa0»"))
    legal_page = mandatory_page(_("page «\xa0Mentions légales\xa0»"))
    privacy_page = mandatory_page(_("page «\xa0Données personnelles\xa0»"))
    cookies_page = mandatory_page(_("page «\xa0Gestion des cookies\xa0»"))

    select_related = ["accessibility_page", "legal_page", "privacy_page", "cookies_page"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("agency_name"),
                FieldPanel("agency_long_name"),
                FieldPanel("ministry"),
                FieldPanel("motto"),
            ],
            heading=_("Identité"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("banner_active"),
                FieldPanel("banner_level"),
                FieldPanel("banner_title"),
                FieldPanel("banner_text"),
                FieldPanel("banner_link"),
            ],
            heading=_("Bandeau d’urgence"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("press_email"),
                FieldPanel("postal_address"),
                FieldPanel("social_links"),
                FieldPanel("footer_text"),
                FieldPanel("demo_notice"),
            ],
            heading=_("Contacts et pied de page"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility_status"),
                FieldPanel("accessibility_page"),
                FieldPanel("legal_page"),
                FieldPanel("privacy_page"),
                FieldPanel("cookies_page"),
            ],
            heading=_("Mentions obligatoires"),
        ),
    ]

    class Meta:
        verbose_name = _("réglages du portail")

    @classmethod
    def base_queryset(cls):
        # Every page shows these links: of their pages, only what a link needs is worth fetching.
        of_pages = [f"{page}__{name}" for page in cls.select_related for name in LINK_FIELDS]
        return super().base_queryset().only(*[field.name for field in cls._meta.fields], *of_pages)
