"""What anyone may read of the past of a page: its history, its versions, and what changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from portal.versions.comparison import compared
from portal.versions.models import PublishedVersion

ROBOTS = "noindex, follow"


class PastView:
    """Something below a page; the page itself has said whether it is there for visitors."""

    text = None

    @cached_property
    def versions(self) -> list[PublishedVersion]:
        """All of them, the newest first, without their texts."""
        found = list(self.text.versions.light().order_by("-number"))
        if not found:
            raise Http404
        return found

    def whole(self, number: int) -> PublishedVersion:
        if found := self.text.versions.filter(number=number).first():
            return found
        raise Http404

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = ROBOTS
        return response


class PastPage(PastView, TemplateView):
    label = ""

    def get_context_data(self, **kwargs):
        page, route = self.text, self.request.path.removeprefix(self.text.get_url(self.request))
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


class HistoryView(PastPage):
    template_name = "portal/versions/history.html"
    label = _("Historique")

    def get_context_data(self, **kwargs):
        address = getattr(self.text.breadcrumb[-1], "corrections_feed_url", "")
        return super().get_context_data(**kwargs) | {"corrections_url": address}


class VersionView(PastPage):
    template_name = "portal/versions/version.html"

    def get_context_data(self, **kwargs):
        version = self.whole(kwargs["number"])
        following = [other for other in self.versions if other.number == version.number + 1]
        return super().get_context_data(**kwargs) | {
            "version": version,
            "label": _("Version %d") % version.number,
            "replaced_by": following[0] if following else None,
        }


class TextView(PastView, View):
    """The very bytes whose fingerprint is told."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        version = self.whole(number)
        response = HttpResponse(version.text, content_type="text/plain; charset=utf-8")
        response["Link"] = f'<{self.text.canonical_url}>; rel="canonical"'
        return response


class ComparisonView(PastPage):
    template_name = "portal/versions/comparison.html"

    def get_context_data(self, **kwargs):
        since, number = kwargs["since"], kwargs["number"]
        if since >= number:
            raise Http404
        old, new = self.whole(since), self.whole(number)
        return super().get_context_data(**kwargs) | {
            "old": old,
            "new": new,
            "label": _("Ce qui a changé"),
            "comparison": compared(old, new),
        }
