"""The pages of the press: releases as they were issued, and the press room that lists them."""

import dataclasses
import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.search import index

from portal.blocks.choosers import RichTextBlock
from portal.bundles.mixins import BundledMixin
from portal.core.personal_data import PUBLISHED_TEXTS
from portal.core.snippets import MediaContact, Place
from portal.core.visibility import is_reachable
from portal.listing import ListingForm
from portal.listing.facets import ChoiceFacet
from portal.media.models import Document
from portal.paste.panels import PasteTextPanel
from portal.publications import PublicationIndexPage, PublicationPage
from portal.publications.queryset import is_below
from portal.publications.templates import TemplateMixin
from portal.wagtail_internals.prepared import PreparedQuery, rows_of
from portal.withdrawal import WithdrawalMixin
from press.contacts import PressContact, PressContacts, PressIndexForm
from press.date_rules import RELEASE_FUTURE_DATES, RELEASE_ORDERS
from press.embargo.journalists import Journalist
from press.embargo.links import EmbargoLink, Opening
from press.embargo.mixins import EmbargoMixin
from press.embargo.moves import EmbargoRequest
from press.embargo.views import CopyView, FileView
from press.facets import IssuerFacet
from press.forms import PressReleaseForm
from press.notices import NOTICE_KIND, NoticeMixin
from press.plain_text import canonical_text, plain_text
from press.references import Reference
from press.release_links import PressReleaseAttachment, PressReleaseContact
from press.section import PRESS, PressRules
from press.views import (
    AgendaView,
    ContactsView,
    PhotographsView,
    PressListingView,
    download_photograph,
)

__all__ = [
    "PRESS",
    "EmbargoLink",
    "EmbargoRequest",
    "Journalist",
    "Opening",
    "PressIndexPage",
    "PressReleaseAttachment",
    "PressReleaseContact",
    "PressReleasePage",
    "PressRules",
    "Reference",
]


class PressReleasePage(TemplateMixin, BundledMixin, EmbargoMixin, NoticeMixin, WithdrawalMixin):
    """A text for the press, with the names of its issuer on the day of its publication."""

    class Kind(models.TextChoices):
        RELEASE = "communique", _("Communiqué de presse")
        STATEMENT = "declaration", _("Déclaration")
        SPEECH = "discours", _("Discours")
        NOTICE = NOTICE_KIND, _("Note aux rédactions")
        KIT = "dossier-de-presse", _("Dossier de presse")
        MEDIA = "photo-video", _("Photos et vidéos")

    kind = models.CharField(_("nature"), max_length=20, choices=Kind.choices, default=Kind.RELEASE)
    issuer = models.CharField(
        _("émetteur"),
        max_length=160,
        default="Ministère des Armées et des Anciens combattants",
        help_text=_(
            "Le nom du jour de la publication\u00a0: il reste quand le ministère en change."
        ),
    )
    motto = models.TextField(
        _("devise"), blank=True, default="Liberté\nÉgalité\nFraternité", max_length=120
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note_to_editors = RichTextField(
        _("à propos"),
        blank=True,
        features=RichTextBlock.FEATURES,
        help_text=_("Ce que les rédactions doivent savoir de l’émetteur."),
    )

    section = PRESS
    base_form_class = PressReleaseForm
    date_orders = RELEASE_ORDERS
    future_dates = RELEASE_FUTURE_DATES
    kind_slug = "communique"
    kind_label = _("Texte pour la presse")
    new_label = _("Nouveau communiqué")
    card_template = "press/card.html"
    card_is_illustrated = False
    unseen_on_card = [*PublicationPage.unseen_on_card, "note_to_editors"]
    page_relations = ["place", "reference"]
    snapshot_template = "press/snapshot.html"
    parent_page_types = ["press.PressIndexPage"]
    content_panels = [
        *PublicationPage.version_panels,
        HelpPanel(template="press/admin/reference.html"),
        PasteTextPanel(place="place", contacts="contacts"),
        *PublicationPage.content_panels[:1],
        FieldPanel("kind"),
        NoticeMixin.notice_panel,
        *PublicationPage.content_panels[1:],
        FieldPanel("note_to_editors"),
    ]
    subject_panels = [
        *PublicationPage.subject_panels[:1],
        InlinePanel(
            "contacts",
            heading=_("Contacts presse"),
            label=_("contact"),
            help_text=_("Sans contact choisi ici, le texte donne ceux de l’espace presse."),
        ),
        InlinePanel("attachments", heading=_("Pièces jointes"), label=_("document")),
        *PublicationPage.subject_panels[1:],
    ]
    issue_panels = [
        EmbargoMixin.embargo_panel,
        FieldRowPanel([*PublicationPage.issue_panels, FieldPanel("place")]),
        MultiFieldPanel([FieldPanel("issuer"), FieldPanel("motto")], heading=_("Émetteur")),
        FieldPanel("is_template"),
    ]
    search_fields = [
        *PublicationPage.prose_fields,
        index.SearchField("note_to_editors"),
        *PublicationPage.label_fields,
        index.SearchField("reference_number"),
        index.AutocompleteField("reference_number"),
        index.SearchField("issuer"),
        index.SearchField("event_place"),
        index.FilterField("kind"),
    ]

    personal_data = dataclasses.replace(PUBLISHED_TEXTS, fields=("accreditation_email",))

    class Meta:
        verbose_name = _("communiqué")
        verbose_name_plural = _("communiqués")
        permissions = [("withdraw_pressreleasepage", _("Retirer ou supprimer un communiqué"))]

    @staticmethod
    def count_label(count: int) -> str:
        return ngettext("%d texte pour la presse", "%d textes pour la presse", count) % count

    @property
    def reference_number(self) -> str:
        """« CP-2026-017 »; empty before the first publication."""
        reference = getattr(self, "reference", None)
        return str(reference) if reference else ""

    @property
    def published_hour(self) -> datetime.datetime | None:
        """The hour of its publication; None when it bears the date of another day."""
        at = self.first_published_at
        if at is None or timezone.localdate(at) != self.date:
            return None
        return timezone.localtime(at)

    @property
    def is_notice(self) -> bool:
        return self.kind == self.Kind.NOTICE

    @cached_property
    def contact_list(self) -> list[MediaContact]:
        """The contacts of the text; without any, those of the press room for its themes."""
        links: Any = self.contacts.all()
        if isinstance(links, models.QuerySet):
            links = rows_of(PressReleaseContact, "page", "contact").fetch(key=self.pk)
        if chosen := [link.contact for link in links]:
            return chosen
        links_of_room = PressContact.objects.filter(page__path=self.path[: -self.steplen])
        return PressContacts(links_of_room).for_themes(theme.slug for theme in self.card_themes)

    @cached_property
    def attachment_list(self) -> list[Document]:
        links: Any = self.attachments.all()
        if isinstance(links, models.QuerySet):
            links = rows_of(PressReleaseAttachment, "page", "document").fetch(key=self.pk)
        return [link.document for link in links]

    def copy_attributes(self) -> dict[str, Any]:
        """Return the values of a new release that is made from this one: its event is another."""
        dates = dict.fromkeys(["event_at", "accreditation_until"])
        return super().copy_attributes() | dates

    def canonical_text(self) -> str:
        """Return the text that is kept of each published version."""
        return canonical_text(self)

    def issuer_fields(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "contacts": [contact.text_fields() for contact in self.contact_list],
        }

    @path("texte/", name="text")
    def text(self, request: HttpRequest) -> HttpResponse:
        """Serve the release as plain text; raise Http404 unless it is listed and public."""
        if not (self.is_listed and is_reachable(self)):
            raise Http404
        response = HttpResponse(plain_text(self), content_type="text/plain; charset=utf-8")
        response["X-Robots-Tag"] = "noindex"
        response["Link"] = f'<{self.get_full_url(request)}>; rel="canonical"'
        return response


class PressListingForm(ListingForm):
    SORTS = {"recent": _("Les plus récents"), "ancien": _("Les plus anciens")}
    RELEVANCE = {"pertinence": _("Les plus pertinents")}

    nature = ChoiceFacet("kind", PressReleasePage.Kind.choices, label=_("Nature"))
    emetteur = IssuerFacet("issuer", label=_("Émetteur"))

    field_order = ["q", "nature", "emetteur", "theme", "annee", "mois", "tri"]


EVENTS = Q(kind=PressReleasePage.Kind.NOTICE, event_at__isnull=False)


@cache
def next_notices() -> PreparedQuery[PressReleasePage]:
    """Return the query of the public note to editors of a list whose event comes next."""
    notices = PressReleasePage.objects.listed().filter(is_below(), EVENTS, event_at__gt=Now())
    return PreparedQuery(notices.defer_streamfields().order_by("event_at", "pk")[:1])


class PressIndexPage(PublicationIndexPage):
    """The press room: the list of releases, its contacts and its photo library."""

    section = PRESS
    publication_model = PressReleasePage
    form_class = PressListingForm
    listing_view = PressListingView
    listing_template = "press/press_index_page.html"
    latest_heading = _("Pour la presse")
    more_label = _("Tous les textes pour la presse")
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["press.PressReleasePage"]
    subpage_views = [AgendaView, ContactsView, PhotographsView]
    base_form_class = PressIndexForm
    content_panels = [
        *PublicationIndexPage.content_panels,
        InlinePanel(
            "contact_links",
            heading=_("Contacts presse"),
            label=_("contact"),
            help_text=_("Un contact pour toutes les questions, puis un pour chaque thème suivi."),
        ),
    ]

    class Meta:
        verbose_name = _("liste des communiqués")

    @cached_property
    def contacts(self) -> PressContacts:
        return PressContacts(self.contact_links.all())

    def events(self) -> Any:
        """Return the public notes to editors that announce an event."""
        releases: Any = self.publications()  # of `publication_model`
        return releases.filter(EVENTS).defer_streamfields()

    def next_notice(self) -> PressReleasePage | None:
        """Return the note to editors whose event comes next; None without any."""
        notices = next_notices().fetch(parent=self.path, depth=self.depth + 1)
        return notices[0] if notices else None

    @path("agenda/", name="agenda")
    def agenda(self, request: HttpRequest) -> HttpResponseBase:
        return AgendaView.as_view(index=self)(request)

    @path("contacts/", name="contacts")
    def contacts_page(self, request: HttpRequest) -> HttpResponseBase:
        return ContactsView.as_view(index=self)(request)

    @path("phototheque/", name="photographs")
    def photographs(self, request: HttpRequest) -> HttpResponseBase:
        return PhotographsView.as_view(index=self)(request)

    photograph = path("phototheque/<int:key>/<str:size>/")(download_photograph)

    @path("sous-embargo/<str:token>/", name="embargo")
    def embargoed_copy(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return CopyView.as_view()(request, token=token)

    @path("sous-embargo/<str:token>/fichiers/<str:name>/<str:signature>/")
    def embargoed_file(
        self, request: HttpRequest, token: str, name: str, signature: str
    ) -> HttpResponseBase:
        return FileView.as_view()(request, token=token, name=name, signature=signature)
