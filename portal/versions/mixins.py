"""A mixin for pages whose versions are kept: their canonical text, history and corrections."""

import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Revision
from wagtail.url_routing import RouteResult

from portal.blocks.plain_text import body_text, format_day, join_paragraphs, single_line
from portal.core.visibility import is_reachable
from portal.fields import TriggeredDateTimeField
from portal.versions import views
from portal.versions.declaration import DeclarationMixin
from portal.versions.forms import change_panel
from portal.versions.models import PublishedVersion
from portal.versions.recorder import begin_history

HISTORY = "historique"  # the part of the address, below that of the page


class VersionMixin(RoutablePageMixin, DeclarationMixin):
    """A publication with a history, whose pages stand below its own."""

    # A trigger on the versions writes them: no revision holds them, none brings old ones back.
    told_at = TriggeredDateTimeField(_("dernier changement annoncé le"))
    corrected_at = TriggeredDateTimeField(_("corrigé le"))

    version_panels = [change_panel]
    snapshot_template = "portal/versions/snapshot.html"

    withdrawals: "models.Manager[Any]"  # the rows of `portal.withdrawal`, of which nothing is known

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route below the page; raise Http404 for the history of what is not public."""
        # Before Wagtail asks for a password or a login: neither is asked for a history.
        if path_components[:1] == [HISTORY] and not (
            self.is_history_public() and is_reachable(self)
        ):
            raise Http404
        return super().route(request, path_components)

    def is_history_public(self) -> bool:
        """Whether the versions may be read, if the page itself may be."""
        return bool(self.is_listed)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision, once what was published before its section kept versions is recorded."""
        begin_history(self)
        return super().save_revision(*args, **kwargs)

    @override("fr")
    def canonical_text(self) -> str:
        """Return what the page says, as plain text.

        The text depends neither on the page's address, nor on who reads it, nor on when. Its lines
        end with a line feed, the last one too; no-break spaces are those of the page.
        """
        sections = (
            self.kind_name,
            single_line(self.title),
            _("Le %s") % format_day(self.date),
            single_line(self.summary),
            body_text(self.body),
        )
        return join_paragraphs(*(section.strip("\n") for section in sections)) + "\n"

    def issuer_fields(self) -> dict[str, Any]:
        """Return the fields of a version that say who speaks, and whom to ask."""
        return {"issuer": "", "contacts": []}

    @property
    def updated_at(self) -> datetime.datetime:
        """The moment of the last change that was announced: a minor one is not."""
        at: datetime.datetime = self.told_at or self.last_published_at or self.published_at
        return at

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | self.history_context(request)

    def history_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return the page's corrections, the newest first, and whether it ever changed.

        A preview shows also the correction that it would publish.
        """
        previewed = getattr(request, "is_preview", False)
        if not self.pk or not (self.told_at or previewed):
            return {}
        versions = list(self.versions.light().annotate(was_reopened=Exists(self.reopenings())))
        corrections = [version for version in reversed(versions) if version.is_correction]
        if previewed and (coming := self.coming_correction()):
            corrections.insert(0, coming)
        has_history = len(versions) > 1 or any(version.was_reopened for version in versions)
        return {"corrections": corrections, "has_history": has_history}

    def reopenings(self) -> "models.QuerySet[Any]":
        """Return the withdrawals of the page after which it was given back to readers."""
        withdrawals: models.QuerySet[Any] = self.withdrawals.exclude(reopened_at=None)
        return withdrawals

    def coming_correction(self) -> PublishedVersion | None:
        """Return the correction that the next publication announces, unsaved; None without one."""
        declaration = self.declaration
        if not declaration or not declaration.is_correction:
            return None
        return PublishedVersion(
            page_id=self.pk,
            number=self.last_number + 1,
            published_at=max(filter(None, [self.go_live_at, timezone.now()])),
            kind=declaration.kind,
            note=declaration.note,
        )

    @path(f"{HISTORY}/", name="history")
    def history(self, request: HttpRequest) -> HttpResponseBase:
        return views.HistoryView.as_view(page=self)(request)

    @path(f"{HISTORY}/<int:number>/", name="version")
    def version(self, request: HttpRequest, **numbers: int) -> HttpResponseBase:
        return views.VersionView.as_view(page=self)(request, **numbers)

    @path(f"{HISTORY}/<int:number>/texte/", name="version_text")
    def version_text(self, request: HttpRequest, **numbers: int) -> HttpResponseBase:
        return views.TextView.as_view(page=self)(request, **numbers)

    @path(f"{HISTORY}/<int:number>/depuis/<int:since>/", name="comparison")
    def comparison(self, request: HttpRequest, **numbers: int) -> HttpResponseBase:
        return views.ComparisonView.as_view(page=self)(request, **numbers)
