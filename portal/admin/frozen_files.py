"""What the administration says of frozen files: why they do not change, and the way out.

The rule itself is that of the rows (`portal.media.freeze`): what gets past these messages is
refused all the same.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.messages import get_messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action import BulkAction

from portal.admin.isolation.middleware import MODELS_BY_ARGUMENT
from portal.media.freeze import FROZEN, FrozenFileError, frozen_keys
from portal.media.models import Upload

CHANGING_ACTIONS = {"delete", "add_tags", "add_to_collection"}
MOST_NAMES = 5  # in a message


class FrozenFilesMiddleware:
    """Tell that a file is frozen on its screens, and wherever a view tried to change it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if request.method != "GET" or name not in ("edit", "delete"):
            return None
        for argument in MODELS_BY_ARGUMENT.keys() & kwargs.keys():
            model = MODELS_BY_ARGUMENT[argument]
            if not issubclass(model, Upload) or not frozen_keys(model, [int(kwargs[argument])]):
                continue
            if name == "delete":
                return refuse(request, model._default_manager.get(pk=kwargs[argument]))
            if not len(get_messages(request)):  # or a refusal has just said it
                messages.info(request, FROZEN)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, FrozenFileError):
            return refuse(request, exception.upload)
        return None


def refuse(request: HttpRequest, upload: Model | None) -> HttpResponse:
    """Lead back to the screen of the file with the message; a script gets it as JSON."""
    if not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_message": FROZEN}, status=409)
    messages.error(request, FROZEN)
    url = AdminURLFinder(request.user).get_edit_url(upload)
    return redirect(url or "wagtailadmin_home")


def keep_frozen_files(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: BulkAction
) -> HttpResponse | None:
    """Change none of the files when one is frozen; a message names the first ones."""
    uploads = [row for row in objects if isinstance(row, Upload)]
    if action_type not in CHANGING_ACTIONS or not uploads:
        return None
    model = type(uploads[0])  # a bulk action is of one model
    keys = frozen_keys(model, [upload.pk for upload in uploads])
    if not keys:
        return None
    names = [str(upload) for upload in uploads if upload.pk in keys]
    quoted = [_("«\xa0%s\xa0»") % name for name in names[:MOST_NAMES]]
    quoted += ["…"] * (len(names) > MOST_NAMES)
    messages.error(request, f"{get_text_list(quoted, _('et'))}. {FROZEN}")
    return redirect(action.next_url)
