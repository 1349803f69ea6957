"""Submission of several texts for review at once: all or none of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page, WorkflowState

from portal.content_checks import find_errors
from portal.core.users import User
from portal.versions.declaration import DeclarationMixin
from portal.versions.forms import KIND_MISSING
from portal.workflow.mixins import ReviewMixin

ACTION = "submit"


class SubmitBulkAction(PageBulkAction):
    """Submit the latest text of each page for its review."""

    display_name = gettext_lazy("Soumettre")
    action_type = ACTION
    aria_label = gettext_lazy("Soumettre à la relecture les pages choisies")
    template_name = "portal/workflow/confirm_bulk_submit.html"
    action_priority = 5

    def check_perm(self, page: Page) -> bool:
        """Return whether the user may submit the page: there is something to review."""
        if not issubclass(page.specific_class, ReviewMixin):
            return False
        has_text = not page.live or page.has_unpublished_changes
        tester = page.specific_deferred.permissions_for_user(self.request.user)
        return has_text and tester.can_edit() and bool(tester.can_submit_for_moderation())

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Start the review of each page, or resume the one that sent it back."""
        for page in objects:
            text = page.specific
            if not text.latest_revision_id:
                text.save_revision(user=user)
            state = text.current_workflow_state
            if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                state.resume(user)
            else:
                text.get_workflow().start(text, user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Return « 3 textes soumis à la relecture. »."""
        message = ngettext(
            "%d texte soumis à la relecture.",
            "%d textes soumis à la relecture.",
            num_parent_objects,
        )
        return message % num_parent_objects


def check_texts_before_submit(
    request: HttpRequest, action_type: str, objects: list[Page], action: PageBulkAction
) -> HttpResponse | None:
    """Submit none of the pages when one has faults; a message names those of each page."""
    if action_type != ACTION:
        return None
    has_faults = name_faults(request, objects, _("«\xa0%s\xa0» n’est pas soumise."))
    return redirect(action.next_url) if has_faults else None


def name_faults(request: HttpRequest, pages: Iterable[Page], message: str) -> bool:
    """Add a message that names the faults of each text that has some; return whether one has."""
    has_faults = False
    for page in pages:
        text = page.get_latest_revision_as_object()
        if faults := " ".join(find_faults(text)):
            has_faults = True
            messages.error(request, f"{message % text.get_admin_display_title()} {faults}")
    return has_faults


def find_faults(text: Page) -> Iterator[str]:
    """Yield what the editor would refuse in the text, if it were submitted there."""
    editable = {field.name for field in text._meta.fields if field.editable}
    try:
        text.clean_fields(exclude={field.name for field in text._meta.fields} - editable)
    except ValidationError as error:
        for name, reasons in error.message_dict.items():
            label = capfirst(str(text._meta.get_field(name).verbose_name))
            yield f"{label}\u00a0: {' '.join(reasons)}"
    yield from dict.fromkeys(str(error.message) for error in find_errors(text))
    if isinstance(text, DeclarationMixin) and text.is_undeclared():
        yield str(KIND_MISSING)
