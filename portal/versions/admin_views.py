"""The screen that shows, before a text is published again, what its readers will see of it."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.models import Page

from portal.pages.page_view import PageViewMixin
from portal.versions import snapshot
from portal.versions.comparison import compare
from portal.versions.mixins import VersionMixin
from portal.versions.recorder import lacks_history

TITLE = _("Ce que les lecteurs verront")


class UnrecordedVersion(NamedTuple):
    """What a version of a text would be, for comparisons."""

    text: str
    files: list[snapshot.FileDescription]
    number: None = None


def has_coming_version(page: Page) -> bool:
    """Whether readers know an earlier version of the page, so that this screen shows something."""
    return isinstance(page, VersionMixin) and page.must_declare()


class ComingVersionView(PageViewMixin, TemplateView):
    """Show what will be announced, and what changes since the last version.

    Raise PermissionDenied for those who cannot edit the page, Http404 for pages that readers do
    not know yet.
    """

    template_name = "portal/versions/admin/coming.html"
    page_title = TITLE
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not has_coming_version(self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.page.get_latest_revision_as_object()
        last = self.page.versions.order_by("-number").first()
        if last is None and lacks_history(self.page) and self.page.live:
            last = unrecorded_version(self.page)  # it is recorded when the draft is saved
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "last": last,
            "declaration": draft.declaration,
            "coming": draft.coming_correction(),
            "comparison": compare(last, unrecorded_version(draft)) if last else None,
        }


def unrecorded_version(page: VersionMixin) -> UnrecordedVersion:
    return UnrecordedVersion(page.canonical_text(), snapshot.describe_files(page))
