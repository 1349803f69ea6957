"""Views that show something below a list, at one of the routes of its index page."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.views.generic.base import ContextMixin

from wagtail.models import Page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class SubpageViewMixin(ContextMixin):
    """Mixin for Django's generic views; `index`, the index page, is passed to `as_view()`."""

    index: Page = None
    request: HttpRequest
    route = ""  # name of the index page's route
    label: "StrOrPromise" = ""  # title of the subpage, also in the site maps
    description: "StrOrPromise" = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = self.index.get_context(self.request)
        return (
            context
            | super().get_context_data(**kwargs)
            | {
                "label": self.label,
                "description": self.description,
                "canonical_url": self.index.full_url + self.index.reverse_subpage(self.route),
            }
        )
