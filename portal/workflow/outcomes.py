"""Messages that say, after a decision, what becomes of the text that was approved or sent back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page, TaskState

from portal.admin_access import AdminRequest
from portal.blocks.plain_text import format_day
from portal.core.datetimes import format_datetime
from portal.core.keys import parse_key
from portal.workflow.sections import step_name
from portal.workflow.seen_texts import ChangedTextError, require_unchanged, seen_texts


def add_outcome_message(request: HttpRequest, page: Page) -> None:
    """Add a message to Wagtail's own, which says after any decision that the page was updated."""
    if "action-workflow-action" in request.POST:
        page = Page.objects.get(pk=page.pk)
        messages.success(request, outcome(page), buttons=view_buttons(page))


def check_approved_text(request: AdminRequest, page: Page) -> HttpResponse | None:
    """Stop an approval in an editor that shows another text than the page's latest."""
    if request.POST.get("workflow-action-name") != "approve":
        return None
    token = shown_token(request, page)
    if not token:
        return None
    page = Page.objects.get(pk=page.pk)
    seen_texts(request.user)[page.pk] = token
    try:
        require_unchanged(page, token)
    except ChangedTextError as error:
        add_changed_message(request, page, error)
        return redirect("reading", page.pk)
    return None


def shown_token(request: HttpRequest, page: Page) -> str:
    """Return the token of the text that the editor shows: the one that it saved, or opened."""
    saved = parse_key(request.POST.get("overwrite_revision_id"))
    if saved and (revision := page.revisions.filter(pk=saved).first()):
        return f"{saved}.{revision.created_at.isoformat()}"
    opened = request.POST.get("loaded_revision_id")
    return f"{opened}.{request.POST.get('loaded_revision_created_at', '')}" if opened else ""


def add_changed_message(request: HttpRequest, page: Page, error: ChangedTextError) -> None:
    """Say that the text changed since it was read, with the way to what changed."""
    if error.seen and error.seen != page.latest_revision_id:
        keys = [page.pk, error.seen, page.latest_revision_id]
        url = reverse("wagtailadmin_pages:revisions_compare", args=keys)
    else:
        url = reverse("wagtailadmin_pages:history", args=[page.pk])
    messages.error(request, str(error), buttons=[messages.button(url, _("Voir ce qui a changé"))])


def add_old_date_message(request: HttpRequest, page: Page) -> None:
    """Ask those who submit a text that never appeared about a date before this day."""
    is_submitted = "action-submit" in request.POST and page.first_published_at is None
    date = getattr(page, "date", None)
    if is_submitted and date and date < timezone.localdate():
        message = _(
            "Ce texte paraîtra avec la date du %s, qui est passée\u00a0: est-ce voulu\u00a0?"
        )
        messages.warning(request, message % format_day(date))


class DecisionView(WorkflowAction):
    """Add messages to Wagtail's view, which has none for decisions outside the editor.

    The parameter `seen` of its address says which text was read.
    """

    request: AdminRequest

    def get_submit_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{super().get_submit_url()}?{query}" if query else str(super().get_submit_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if token := request.GET.get("seen"):
            seen_texts(self.request.user)[self.object.pk] = token
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except ChangedTextError as error:
            page = Page.objects.get(pk=self.object.pk)
            add_changed_message(request, page, error)
            url = reverse("reading", args=[page.pk])
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                json_data = {"step": "success", "redirect": url}
                modal: HttpResponse = self.render_modal_json(request, json_data)
                return modal
            return redirect(url)
        self.task_state.refresh_from_db()
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            page = Page.objects.get(pk=self.object.pk)
            message = f"«\u00a0{page.get_admin_display_title()}\u00a0» – {outcome(page)}"
            messages.success(request, message, buttons=view_buttons(page))
        return response


def view_buttons(page: Page) -> list[str]:
    """Return the button that leads to the page on the site, if this shows the latest text."""
    is_up_to_date = page.live and not page.has_unpublished_changes
    return [messages.button(page.url, _("Voir en ligne"))] if is_up_to_date else []


def outcome(page: Page) -> str:
    """Return the sentence that says what becomes of the page's latest text."""
    if task := page.current_workflow_task:
        return _("Votre accord est noté. Ce texte attend encore\u00a0: %s.") % step_name(task)
    if page.current_workflow_state:
        return _("Ce texte est renvoyé à son auteur, avec vos remarques.")
    if revision := page.scheduled_revision:
        return _("Ce texte est approuvé\u00a0: il paraîtra %s.") % format_datetime(
            revision.approved_go_live_at
        )
    return _("Ce texte est publié.")
