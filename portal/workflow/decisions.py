"""Decisions on texts under review: each says which text was read, or is refused."""

import json
from contextlib import ExitStack
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.workflow.outcomes import outcome, view_buttons
from portal.workflow.reading import show_text
from portal.workflow.seen_texts import (
    ChangedTextError,
    require_unchanged,
    seen_token,
    shown_by_editor,
)
from portal.workflow.tasks import DECIDED_MESSAGE, DecisionForm

UNPUBLISHED_MESSAGE = gettext_lazy(
    "Quelqu’un a enregistré ce texte depuis que vous l’avez ouvert\u00a0: rien n’est publié. "
    "Publier remplacerait ce qui a été enregistré."
)


class DecisionView(WorkflowAction):
    """Take the decisions of the screen where a text is read.

    Wagtail's own dialog, which shows no text, leads to that screen.
    """

    request: AdminRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("reading", self.object.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST)
        try:
            require_unchanged(self.object, request.POST.get("seen", ""))  # before any other fault
            if not form.is_valid():
                return show_text(request, self.object, form)
            user, action = self.request.user, self.action_name
            self.task.on_action(self.task_state, user, action, **form.cleaned_data)
        except PermissionDenied as error:
            return show_text(request, self.object, form, error)
        page = Page.objects.get(pk=self.object.pk)
        message = f"«\u00a0{page.get_admin_display_title()}\u00a0» – {outcome(page)}"
        messages.success(request, message, buttons=view_buttons(page))
        return redirect(self.redirect_url)


class DecidingEditView(EditView):
    """An editor whose decisions say which text it was opened on, and at which step of the review.

    So do publications, where people publish alone. What its user saved since is theirs.
    """

    request: AdminRequest

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Save between decisions: Wagtail writes the whole row of a page that is not live yet.

        Read before an approval and written after it, the row would take the page offline.
        """
        with ExitStack() as stack:
            if request.method == "POST":
                stack.enter_context(transaction.atomic())
                Page.objects.select_for_update().filter(pk=page_id).first()
            response: HttpResponseBase = super().dispatch(request, page_id, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if "seen" in self.request.POST:  # a form that is shown again is the one that was opened
            names = {"seen": "seen", "seen_step": "seen-step"}
            return context | {key: self.request.POST.get(name) for key, name in names.items()}
        state = self.page.current_workflow_task_state
        return context | {"seen": self.latest_token(), "seen_step": state.pk if state else ""}

    def latest_token(self) -> str:
        """Return what says the latest text, or the one before it.

        It was fetched before the text of the form: if that one is newer, nothing is decided.
        """
        return seen_token(self.latest_revision) if self.latest_revision else ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "action-workflow-action" in request.POST and not self.page.current_workflow_task:
            messages.error(request, DECIDED_MESSAGE)
            return redirect("reading", self.page.pk)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def workflow_action_is_valid(self) -> bool:
        is_named = "workflow-action-name" in self.request.POST
        return is_named and bool(super().workflow_action_is_valid())

    def perform_workflow_action(self) -> HttpResponseBase:
        form = self.decision_form()
        if not form.is_valid():
            return show_text(self.request, self.page, form)
        sent = self.request.POST.copy()
        sent["workflow-action-extra-data"] = json.dumps(form.cleaned_data)
        self.request.POST = sent  # type: ignore[assignment] # Wagtail's view reads it there
        with transaction.atomic():
            page = Page.objects.select_for_update().get(pk=self.page.pk)
            try:
                self.require_opened(page)
                with shown_by_editor(page):
                    response: HttpResponse = super().perform_workflow_action()
            except PermissionDenied as error:  # what was typed stays saved
                return show_text(self.request, page, form, error)
        return response

    def publish_action(self) -> HttpResponse:
        with transaction.atomic():
            page = Page.objects.select_for_update().get(pk=self.page.pk)
            try:
                self.require_opened_text(page)
            except ChangedTextError as error:  # what was typed is shown again
                return self.show_again(page, error)
            response: HttpResponse = super().publish_action()
        return response

    def show_again(self, page: Page, error: ChangedTextError) -> HttpResponse:
        """Show what was typed again, with the way to what somebody else saved."""
        url = reverse("reading", args=[page.pk])
        if error.seen:
            url += f"?depuis={error.seen.pk}"
        button = messages.button(url, _("Voir ce qui a changé"), new_window=True)
        messages.error(self.request, UNPUBLISHED_MESSAGE, buttons=[button])
        self.has_unsaved_changes = True
        context = self.get_context_data() | {"seen": self.latest_token()}
        response: HttpResponse = self.render_to_response(context)
        return response

    def decision_form(self) -> DecisionForm:
        """Return the form of the decision, with what the dialog of the editor asked."""
        try:
            data = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        except ValueError:
            data = {}
        task = self.page.current_workflow_task
        form: DecisionForm = task.get_form_for_action(self.workflow_action)(
            data if isinstance(data, dict) else {}
        )
        return form

    def require_opened(self, page: Page) -> None:
        """Raise PermissionDenied unless the editor was opened on this text, at this step."""
        sent, state = self.request.POST, page.current_workflow_task_state
        if state is None or sent.get("seen-step") != str(state.pk):
            raise PermissionDenied(DECIDED_MESSAGE)
        self.require_opened_text(page)

    def require_opened_text(self, page: Page) -> None:
        """Raise ChangedTextError unless the editor was opened on this text, or saved it."""
        sent, latest = self.request.POST, page.get_latest_revision()
        if latest is None:
            return
        token = sent.get("seen", "")
        is_own = sent.get("overwrite_revision_id") == str(latest.pk)
        if not (token and is_own and latest.user_id == self.request.user.pk):
            require_unchanged(page, token)
