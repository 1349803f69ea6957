"""What the administration answers in words when it refuses a request outside of its screens.

Wagtail and its interfaces write bare English sentences there.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.views.generic.multiple_upload import AddView

JSON_KEYS = {"detail", "error", "message"}  # of a sentence, in Wagtail's interfaces
NO_FILE = _("Aucun fichier n’est arrivé\u00a0: choisissez-en un.")
BAD_REQUEST = _("Cette demande est incomplète, mal formée, ou porte sur ce qui n’existe pas.")
SENTENCES = {
    403: _("Vous n’avez pas le droit de faire cela."),
    404: _("Ce que vous demandez n’existe pas, ou n’existe plus."),
    405: _("Cette adresse ne répond pas à ce type de demande."),
}


def translate(request: HttpRequest, response: HttpResponseBase) -> None:
    """Put a French sentence into a refusal that no template wrote."""
    if not (isinstance(response, HttpResponse) and 400 <= response.status_code < 500):
        return
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind == "application/json":
        if is_wagtails(request):
            translate_json(request, response)
    elif kind == "text/plain" or not response.content.lstrip().startswith(b"<"):
        response.content = sentence(request, response)
        response.headers["Content-Type"] = "text/plain; charset=utf-8"


def translate_json(request: HttpRequest, response: HttpResponse) -> None:
    """Replace the sentences of the answer, and nothing else of it."""
    data = json.loads(response.content or b"null")
    if isinstance(data, dict) and (names := data.keys() & JSON_KEYS):
        data |= dict.fromkeys(names, sentence(request, response))
        response.content = json.dumps(data, ensure_ascii=False)


def sentence(request: HttpRequest, response: HttpResponse) -> str:
    """Return what the refusal says."""
    if response.status_code == 400 and issubclass(view_class(request), AddView):
        return str(NO_FILE)
    return str(SENTENCES.get(response.status_code, BAD_REQUEST))


def view_class(request: HttpRequest) -> type:
    """Return the class of the view that answers; `object` for a function."""
    view: Any = request.resolver_match.func if request.resolver_match else None
    view_type: type = getattr(view, "view_class", None) or getattr(view, "cls", None) or object
    return view_type


def is_wagtails(request: HttpRequest) -> bool:
    """Whether Wagtail wrote the view, or the one that ours extends."""
    view: Any = request.resolver_match.func if request.resolver_match else None
    classes = [view, *view_class(request).__mro__]
    return any(getattr(each, "__module__", "").startswith("wagtail") for each in classes)
