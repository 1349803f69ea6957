"""What becomes of a text that somebody approves or sends back in the editor: told at once."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from portal.desk.sections import step
from portal.templatetags.desk import moment


def tell(request: HttpRequest, page: Page) -> None:
    """After Wagtail's words, which say of every decision that the page was updated."""
    if "action-workflow-action" not in request.POST:
        return
    page = Page.objects.get(pk=page.pk)
    words = outcome(page)
    is_out = page.live and not page.has_unpublished_changes
    buttons = [messages.button(page.url, _("Voir en ligne"))] if is_out else []
    messages.success(request, words, buttons=buttons)


def outcome(page: Page) -> str:
    if task := page.current_workflow_task:
        return _("Votre accord est noté. Ce texte attend encore\u00a0: %s.") % step(task)
    if page.current_workflow_state:
        return _("Ce texte est renvoyé à son auteur, avec vos remarques.")
    if revision := page.scheduled_revision:
        return _("Ce texte est approuvé\u00a0: il paraîtra %s.") % moment(
            revision.approved_go_live_at
        )
    return _("Ce texte est publié.")
