"""Public views of the past of a page: its history, its versions, and what changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from wagtail.models import Page

from portal.versions.comparison import compare
from portal.versions.models import PublishedVersion

ROBOTS = "noindex, follow"


class PageHistoryMixin(View):
    """A view below a page, which has checked that visitors may read its history."""

    page: Page = None

    @cached_property
    def versions(self) -> list[PublishedVersion]:
        """All versions of the page, the newest first, without their texts.

        Raise Http404 when there is none.
        """
        versions = list(self.page.versions.light().order_by("-number"))
        if not versions:
            raise Http404
        return versions

    def get_version(self, number: int) -> PublishedVersion:
        """Return the version with all its fields; raise Http404 when there is none."""
        version: PublishedVersion | None = self.page.versions.filter(number=number).first()
        if version is None:
            raise Http404
        return version

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = ROBOTS
        return response


class BaseHistoryView(PageHistoryMixin, TemplateView):
    label: str | Promise = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page
        route = self.request.path.removeprefix(page.get_url(self.request))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "label": self.label,
            "description": page.title,
            "noindex": True,
            "canonical_url": page.canonical_url + route,
            "versions": self.versions,
            "current": self.versions[0],
            "withdrawal": getattr(page, "withdrawal", None),
        }


class HistoryView(BaseHistoryView):
    """The list of all versions."""

    template_name = "portal/versions/history.html"
    label = _("Historique")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = getattr(self.page.breadcrumb[-1], "corrections_feed_url", "")
        return super().get_context_data(**kwargs) | {
            "corrections_url": url,
            "reopenings": self.page.reopenings(),
        }


class VersionView(BaseHistoryView):
    """One version, as it read; raise Http404 when it does not exist."""

    template_name = "portal/versions/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.get_version(kwargs["number"])
        following = [other for other in self.versions if other.number == version.number + 1]
        return super().get_context_data(**kwargs) | {
            "version": version,
            "label": _("Version %d") % version.number,
            "replaced_by": following[0] if following else None,
        }


class TextView(PageHistoryMixin):
    """The canonical text of a version: the very bytes of which the page tells the fingerprint."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        version = self.get_version(number)
        response = HttpResponse(version.text, content_type="text/plain; charset=utf-8")
        response["Link"] = f'<{self.page.canonical_url}>; rel="canonical"'
        return response


class ComparisonView(BaseHistoryView):
    """What changed between two versions; raise Http404 unless the first is the older one."""

    template_name = "portal/versions/comparison.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since, number = kwargs["since"], kwargs["number"]
        if since >= number:
            raise Http404
        old, new = self.get_version(since), self.get_version(number)
        return super().get_context_data(**kwargs) | {
            "old": old,
            "new": new,
            "label": _("Ce qui a changé"),
            "comparison": compare(old, new),
        }
