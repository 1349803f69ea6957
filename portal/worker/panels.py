"""The alarms on the landing page of those concerned, and the way to try again what failed."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal.core.users import User
from portal.worker import alarms, jobs

PERMISSION = "portal.view_heartbeat"
MAX_TEXTS = 20  # texts to look at


class AlarmsPanel(Component):
    """Empty when all is well, or when nothing concerns this person."""

    name = "alarms"
    order = 10
    template_name = "portal/worker/alarms.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = {
            "late_texts": late_texts(self.user),
            "csrf_token": parent_context.get("csrf_token"),
        }
        if self.user.has_perm(PERMISSION):
            context |= {
                "messages": alarms.messages_to_administrators(),
                "failed_jobs": jobs.failed_jobs(),
            }
        return context


def late_texts(user: User | AnonymousUser) -> list[dict[str, Any]]:
    """Return the late texts that this person may edit, or all of them for administrators."""
    texts = []
    for event in alarms.late_events()[:MAX_TEXTS]:
        text = event.text()
        if text and (user.has_perm(PERMISSION) or may_edit(user, text)):
            texts.append({"text": text, "event": event})
    return texts


def may_edit(user: User | AnonymousUser, text: object) -> bool:
    return isinstance(text, Page) and bool(text.permissions_for_user(user).can_edit())


@require_POST
def try_jobs_again(request: HttpRequest) -> HttpResponse:
    """Enqueue the failed jobs again. Raise PermissionDenied without the permission."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    count = jobs.try_again()
    message = ngettext("%d tâche est relancée.", "%d tâches sont relancées.", count)
    messages.success(request, message % count)
    return redirect("wagtailadmin_home")
