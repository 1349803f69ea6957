"""The alarms on the landing page of those concerned, and the way to try again what failed."""

from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from django_tasks_db.models import DBTaskResult

from portal.core.users import User
from portal.worker import alarms, jobs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERMISSION = "portal.view_heartbeat"
MAX_TEXTS = 20  # texts to look at
# Why a job failed, by the kind of its error; the first that fits.
REASONS: "dict[tuple[type[Exception], ...], StrOrPromise]" = {
    (SMTPException,): _("le serveur de courriel a refusé ou n’a pas répondu"),
    (DatabaseError,): _("la base de données a refusé ou n’a pas répondu"),
    (OSError,): _("un fichier ou un serveur n’a pas pu être lu ou écrit"),
    (MemoryError,): _("la mémoire a manqué"),
    (Exception,): _("une erreur imprévue"),
}


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
                "failed_jobs": [(job, failure_reason(job)) for job in jobs.failed_jobs()],
            }
        return context


def failure_reason(job: DBTaskResult[..., object]) -> str | Promise:
    """Return why the job failed, in words that administrators understand."""
    try:
        error = import_string(job.exception_class_path)
    except ImportError:
        error = Exception
    return next(words for kinds, words in REASONS.items() if issubclass(error, kinds))


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
