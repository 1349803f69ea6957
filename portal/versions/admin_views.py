"""The screen that shows, before a text is published again, what its readers will see of it."""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.models import Page

from portal.pages.page_view import PageViewMixin
from portal.versions import snapshot
from portal.versions.comparison import compared
from portal.versions.mixins import VersionMixin
from portal.versions.recorder import is_unknown

TITLE = _("Ce que les lecteurs verront")


def is_offered(page: Page) -> bool:
    return isinstance(page, VersionMixin) and page.must_declare()


class ComingView(PageViewMixin, TemplateView):
    template_name = "portal/versions/admin/coming.html"
    page_title = TITLE
    header_icon = "view"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not is_offered(self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        last = self.page.versions.order_by("-number").first()
        if last is None and is_unknown(self.page) and self.page.live:
            last = told(self.page)  # it will be kept when the draft is saved
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "last": last,
            "said": draft.declaration,
            "coming": draft.coming(),
            "comparison": compared(last, told(draft)) if last else None,
        }


def told(text: VersionMixin) -> SimpleNamespace:
    return SimpleNamespace(text=text.canonical_text(), files=snapshot.files(text), number=None)
