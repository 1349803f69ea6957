"""Publication of several texts at once, where their section lets people publish alone.

The confirmation names the texts and keeps their fingerprints: what changed since it was shown, and
what it did not name, is not published.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages import bulk_actions
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.models import Page

from portal.workflow.bulk_submission import name_faults
from portal.workflow.mixins import ReviewMixin
from portal.workflow.seen_texts import seen_token

SEPARATOR = " "


class PublicationForm(DefaultPageForm):
    """Wagtail's form, with what says which texts the confirmation named."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PublishBulkAction(bulk_actions.PublishBulkAction):
    form_class = PublicationForm
    template_name = "portal/workflow/confirm_bulk_publish.html"

    def get_initial(self) -> dict[str, Any]:
        pages, _others = self.get_actionable_objects()
        return {"seen": SEPARATOR.join(filter(None, map(token_of, pages)))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not context["has_draft_descendants"]:
            context["form"].fields["include_descendants"].widget = forms.HiddenInput()
        return context


def token_of(page: Page) -> str:
    """Return what says which text of a section the page shows; an empty string for any other."""
    revision = page.get_latest_revision()
    is_reviewed = issubclass(page.specific_class, ReviewMixin)
    return seen_token(revision) if is_reviewed and revision else ""


def check_texts_before_publish(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """Publish none of the pages when one has faults, or is not as the confirmation named it."""
    if action_type != "publish":
        return None
    data = action.cleaned_form.cleaned_data
    pages = [row for row in objects if isinstance(row, Page)]
    if data.get("include_descendants"):
        pages += [child for page in pages for child in page.get_descendants().not_live()]
    # The lock keeps them from changing before they are published.
    locked = Page.objects.select_for_update().filter(pk__in=[page.pk for page in pages])
    tokens = {"", *data["seen"].split(SEPARATOR)}
    others = [page for page in locked if token_of(page) not in tokens]
    for page in others:
        message = _("«\xa0%s\xa0» a changé, ou n’était pas dans la liste\u00a0: rien n’est publié.")
        messages.error(request, message % page.get_admin_display_title())
    has_faults = not others and name_faults(request, locked, _("«\xa0%s\xa0» n’est pas publiée."))
    return redirect(action.next_url) if others or has_faults else None
