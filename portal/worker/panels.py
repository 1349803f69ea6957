"""The alarms on the landing page of those concerned, and the way to try again what failed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal.worker import alarms, jobs

PERMISSION = "portal.view_heartbeat"
MOST = 20  # texts to look at


class AlarmsPanel(Component):
    """Empty when all is well, or when nothing concerns this person."""

    name = "alarms"
    order = 10
    template_name = "portal/worker/alarms.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context):
        context = {
            "texts": late_texts(self.user),
            "csrf_token": parent_context.get("csrf_token"),
        }
        if self.user.has_perm(PERMISSION):
            context |= {"troubles": alarms.troubles(), "failed_jobs": jobs.failed()}
        return context


def late_texts(user) -> list[dict]:
    """The texts that are late and that this person may edit, or all for administrators."""
    found = []
    for event in alarms.late()[:MOST]:
        text = event.text()
        if text and (user.has_perm(PERMISSION) or may_edit(user, text)):
            found.append({"text": text, "event": event})
    return found


def may_edit(user, text) -> bool:
    return isinstance(text, Page) and text.permissions_for_user(user).can_edit()


@require_POST
def try_jobs_again(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    count = jobs.try_again()
    words = ngettext("%d tâche est relancée.", "%d tâches sont relancées.", count)
    messages.success(request, words % count)
    return redirect("wagtailadmin_home")
