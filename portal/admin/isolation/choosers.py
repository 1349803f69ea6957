"""The choosers: what a section may link to, under the titles that it may read."""

from django.shortcuts import get_object_or_404

from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import chooser
from wagtail.models import Page

from wagtailmedia.views.chooser import get_media_json

from portal.admin_access import choosable
from portal.core.visibility import is_public
from portal.media.models import Media


def hide_pages_of_others(queryset, request):
    """One's own and the public ones, known as such: their titles need not be asked for again."""
    known = choosable(Page, request.user).values("pk")
    return queryset.filter(pk__in=known).annotate(reachable=is_public())


def hide_media_of_others(queryset, request):
    """wagtailmedia shows what a person may change, and knows no right to choose."""
    return choosable(Media, request.user)


def media_chosen(request, media_id: int):
    media = get_object_or_404(choosable(Media, request.user), pk=media_id)
    chosen = {"step": "media_chosen", "result": get_media_json(media)}
    return render_modal_workflow(request, None, None, None, json_data=chosen)


class ParentColumn(chooser.ParentPageColumn):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents: dict[str, Page] = {}

    def get_value(self, instance) -> Page:
        path = instance.path[: -instance.steplen]
        if path not in self.parents:  # a bare page would show its coming title
            self.parents[path] = super().get_value(instance).specific_deferred
        return self.parents[path]


class SearchView(chooser.SearchView):
    @property
    def columns(self):
        return [
            ParentColumn(column.name, label=column.label)
            if isinstance(column, chooser.ParentPageColumn)
            else column
            for column in super().columns
        ]


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get(self, request):
        asked = [key for key in request.GET.getlist("id") if key.isdecimal()]
        known = choosable(Page, request.user).filter(pk__in=asked)
        request.GET = request.GET.copy()
        request.GET.setlist("id", known.values_list("pk", flat=True))
        return super().get(request)


class ExternalLinkView(chooser.ExternalLinkView):
    """An address of the portal becomes a link to its page, whose title is the published one."""

    def render_chosen_response(self, result):
        if "id" in result:
            page = get_object_or_404(Page, pk=result["id"]).specific
            result["adminTitle"] = page.get_admin_display_title()
        return super().render_chosen_response(result)
