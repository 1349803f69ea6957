"""The deletion of a shared row: what would lose it is told, and another row may take its place."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import DeleteView

from portal.admin.merging import find_users, merge

MOST_SHOWN = 10


class MergeForm(forms.Form):
    """The row that takes the place of the one to delete."""

    other: forms.ModelChoiceField[Model] = forms.ModelChoiceField(
        None, label="", empty_label=_("Choisissez…")
    )

    def __init__(self, *args: Any, row: Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.label = _("À fusionner avec")
        field.queryset = type(row)._default_manager.exclude(pk=row.pk)


class MergeDeleteView(DeleteView):
    """The deletion of a snippet, or its merger into another of its kind."""

    @cached_property
    def users(self) -> list[Model]:
        """The pages and other rows that refer to this one."""
        return find_users(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "users": self.users[:MOST_SHOWN],
            "user_count": len(self.users),
            "others_count": max(0, len(self.users) - MOST_SHOWN),
            "merge_form": kwargs.get("merge_form") or MergeForm(row=self.object),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge the row into the chosen one, or delete it. Raise PermissionDenied as Wagtail."""
        response: HttpResponse
        if "merge" not in request.POST:
            response = super().post(request, *args, **kwargs)
            return response
        if not self.user_has_permission("change"):
            raise PermissionDenied
        form = MergeForm(request.POST, row=self.object)
        if not form.is_valid():
            response = self.render_to_response(self.get_context_data(merge_form=form))
            return response
        other, name = form.cleaned_data["other"], str(self.object)
        log(instance=self.object, action="wagtail.delete")
        merge(self.object, other)
        message = _("«\u00a0%(row)s\u00a0» est fusionné avec «\u00a0%(other)s\u00a0».")
        messages.success(request, message % {"row": name, "other": other})
        return redirect(self.get_success_url())


def keep_used_snippets(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Delete no snippet among several when one is in use: each is deleted, or merged, alone."""
    if action_type != "delete" or not isinstance(action, SnippetBulkAction):
        return None
    used = [row for row in objects if find_users(row)]
    if not used:
        return None
    names = ", ".join(map(str, used))
    message = _("Rien n’est supprimé\u00a0: %s sert encore. Fusionnez depuis sa fiche.")
    messages.error(request, message % names)
    return redirect(action.next_url)
