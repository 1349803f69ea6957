"""Choosers that offer what the user may link to, under the titles that they may see."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import chooser
from wagtail.models import Page
from wagtail.query import PageQuerySet

from wagtailmedia.views.chooser import get_media_json

from portal.admin_access import AdminRequest, choosable
from portal.core.keys import parse_key
from portal.core.visibility import is_linkable
from portal.media.models import Media


def hide_pages_of_others(queryset: PageQuerySet, request: AdminRequest) -> PageQuerySet:
    """Keep the pages that the user may choose, with what `is_reachable` would ask of each."""
    allowed = choosable(Page, request.user).values("pk")
    return queryset.filter(pk__in=allowed).annotate(reachable=is_linkable())


def hide_media_of_others(queryset: QuerySet[Media], request: AdminRequest) -> QuerySet[Model]:
    """Return the media that the user may choose: wagtailmedia offers those that they may change."""
    return choosable(Media, request.user)


def media_chosen(request: AdminRequest, media_id: int) -> HttpResponse:
    """Return the media that was chosen; raise Http404 when the user may not choose it."""
    media = get_object_or_404(choosable(Media, request.user), pk=media_id)
    result = {"step": "media_chosen", "result": get_media_json(media)}
    response: HttpResponse = render_modal_workflow(request, None, None, None, json_data=result)
    return response


def require_destination(request: AdminRequest, page: Page) -> None:
    """Raise Http404 for a copy to a page that does not exist: Wagtail fails."""
    if request.method == "POST":
        get_object_or_404(Page, pk=parse_key(request.POST.get("new_parent_page")))


class ParentColumn(chooser.ParentPageColumn):
    """The column of parents, fetched once each, under the titles that the user may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents: dict[str, Page] = {}

    def get_value(self, instance: Page) -> Page:
        path = instance.path[: -instance.steplen]
        if path not in self.parents:  # a bare `Page` would show the title of its draft
            self.parents[path] = super().get_value(instance).specific_deferred
        return self.parents[path]


class SearchView(chooser.SearchView):
    """The search of the page chooser."""

    @property
    def columns(self) -> list[Column]:
        return [
            ParentColumn(column.name, label=column.label)
            if isinstance(column, chooser.ParentPageColumn)
            else column
            for column in super().columns
        ]


class ChosenMultipleView(chooser.ChosenMultipleView):
    """The answer to a choice of several pages, without those that the user may not choose."""

    def get(self, request: AdminRequest) -> HttpResponse:
        keys = filter(None, map(parse_key, request.GET.getlist("id")))
        allowed = choosable(Page, request.user).filter(pk__in=keys).exclude(depth=1)
        query = request.GET.copy()
        query.setlist("id", allowed.values_list("pk", flat=True))
        request.GET = query  # type: ignore[assignment] # Wagtail reads it once more
        response: HttpResponse = super().get(request)
        return response


class ExternalLinkView(chooser.ExternalLinkView):
    """Turn an address of the portal into a link to its page, under the title that the user may see.

    Raise Http404 when that page is gone.
    """

    def post(self, request: AdminRequest) -> HttpResponse:
        # The form fails for an address that is missing, not for an empty one.
        fields = request.POST.copy()
        fields.setdefault(f"{self.form_prefix}-{self.link_url_field_name}", "")
        request.POST = fields  # type: ignore[assignment] # Wagtail reads it once more
        response: HttpResponse = super().post(request)
        return response

    def render_chosen_response(self, result: dict[str, Any]) -> HttpResponse:
        if "id" in result:
            page = get_object_or_404(Page, pk=result["id"]).specific
            result["adminTitle"] = page.get_admin_display_title()
        response: HttpResponse = super().render_chosen_response(result)
        return response
