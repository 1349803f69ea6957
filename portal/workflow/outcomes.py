"""Messages that say, after a decision, what becomes of the text that was approved or sent back."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from portal.blocks.plain_text import format_day
from portal.core.datetimes import format_datetime
from portal.workflow.sections import step_name


def add_outcome_message(request: HttpRequest, page: Page) -> None:
    """Add a message to Wagtail's own, which says after any decision that the page was updated."""
    if "action-workflow-action" in request.POST:
        page = Page.objects.get(pk=page.pk)
        messages.success(request, outcome(page), buttons=view_buttons(page))


def add_old_date_message(request: HttpRequest, page: Page) -> None:
    """Ask those who submit a text that never appeared about a date before this day."""
    is_submitted = "action-submit" in request.POST and page.first_published_at is None
    date = getattr(page, "date", None)
    if is_submitted and date and date < timezone.localdate():
        message = _(
            "Ce texte paraîtra avec la date du %s, qui est passée\u00a0: est-ce voulu\u00a0?"
        )
        messages.warning(request, message % format_day(date))


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
