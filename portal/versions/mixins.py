"""A page whose versions are kept: its canonical text, its history, and what readers are told."""

import datetime

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.blocks.plain_text import body_text, format_day, join_paragraphs, single_line
from portal.core.visibility import is_reachable
from portal.fields import TriggeredDateTimeField
from portal.versions import views
from portal.versions.declaration import DeclarationMixin
from portal.versions.forms import change_panel
from portal.versions.models import PublishedVersion
from portal.versions.recorder import begin

HISTORY = "historique"


class VersionMixin(RoutablePageMixin, DeclarationMixin):
    # Written by the trigger that sees the versions: no revision holds them, none brings them back.
    told_at = TriggeredDateTimeField(_("dernier changement annoncé le"))
    corrected_at = TriggeredDateTimeField(_("corrigé le"))

    version_panels = [change_panel]
    frozen_template = "portal/versions/snapshot.html"

    class Meta:
        abstract = True

    def route(self, request, path_components):
        # Before who may read it is asked: the past of what is not public is not there.
        if path_components[:1] == [HISTORY] and not (self.is_past_told() and is_reachable(self)):
            raise Http404
        return super().route(request, path_components)

    def is_past_told(self) -> bool:
        """Whether its versions may be read, if the page itself may be."""
        return self.is_listed

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        begin(self)
        return super().save_revision(*args, **kwargs)

    @override("fr")
    def canonical_text(self) -> str:
        """What the page says, as plain text: neither where it is, nor who reads it, nor when.

        Its lines end with a line feed, the last one too; no-break spaces are those of the page.
        """
        sections = (
            self.kind_name,
            single_line(self.title),
            _("Le %s") % format_day(self.date),
            single_line(self.summary),
            body_text(self.body),
        )
        return join_paragraphs(*(section.strip("\n") for section in sections)) + "\n"

    def issued_by(self) -> dict:
        """Who speaks, and whom to ask, as a version keeps them."""
        return {"issuer": "", "contacts": []}

    @property
    def updated_at(self) -> datetime.datetime:
        """When readers were last told of a change: a minor one is silent."""
        return self.told_at or self.last_published_at or self.published_at

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.past(request)

    def past(self, request: HttpRequest) -> dict:
        """Its corrections, the newest first, and whether it ever changed."""
        previewed = getattr(request, "is_preview", False)
        if not self.pk or not (self.told_at or previewed):
            return {}
        versions = list(self.versions.light())
        corrections = [version for version in reversed(versions) if version.is_correction]
        if previewed and (coming := self.coming()):
            corrections.insert(0, coming)
        return {"corrections": corrections, "has_history": len(versions) > 1}

    def coming(self) -> PublishedVersion | None:
        """The correction that readers will be told of."""
        said = self.declaration
        if not said or not said.is_correction:
            return None
        return PublishedVersion(
            page_id=self.pk,
            number=self.last_number + 1,
            published_at=max(filter(None, [self.go_live_at, timezone.now()])),
            kind=said.kind,
            note=said.note,
        )

    @path(f"{HISTORY}/", name="history")
    def history(self, request: HttpRequest) -> HttpResponse:
        return views.HistoryView.as_view(text=self)(request)

    @path(f"{HISTORY}/<int:number>/", name="version")
    def version(self, request: HttpRequest, **address: int) -> HttpResponse:
        return views.VersionView.as_view(text=self)(request, **address)

    @path(f"{HISTORY}/<int:number>/texte/", name="version_text")
    def version_text(self, request: HttpRequest, **address: int) -> HttpResponse:
        return views.TextView.as_view(text=self)(request, **address)

    @path(f"{HISTORY}/<int:number>/depuis/<int:since>/", name="comparison")
    def comparison(self, request: HttpRequest, **address: int) -> HttpResponse:
        return views.ComparisonView.as_view(text=self)(request, **address)
