"""What is asked of every request to the administration, before its view.

That is: a method that a screen uses, sound keys, and rights. Wagtail's views hand what stands in an
address to the database, which raises for what is no key. Its choosers and its bulk screens of
snippets name rows to people who may do nothing with them.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

from wagtail.admin.views.dismissibles import DismissiblesView
from wagtail.admin.views.generic import chooser
from wagtail.admin.views.generic.models import CopyViewMixin
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, Task
from wagtail.permission_policies import ModelPermissionPolicy

from portal.admin_access import CHOOSE_ACTIONS
from portal.core.keys import parse_key
from portal.core.users import User
from portal.media.models import Upload

CHOOSERS = (
    chooser.BaseChooseView,
    chooser.ChosenViewMixin,
    chooser.ChosenMultipleViewMixin,
    chooser.CreateViewMixin,
)
# Choosers that ask for no right at all, by the names of their addresses, and what they serve.
CHOOSERS_BY_NAME: dict[str, type[Model]] = {
    "wagtailadmin_workflows:task_chooser": Task,
    "wagtailadmin_workflows:task_chooser_create": Task,
    "wagtailadmin_workflows:task_chooser_results": Task,
    "wagtailadmin_workflows:task_chosen": Task,
    "wagtailsearchpromotions:chooser": SearchPromotion,  # among what visitors searched
    "wagtailsearchpromotions:chooserresults": SearchPromotion,
}
METHODS = ("GET", "HEAD", "POST")
ENDS_OF_KEYS = ("pk", "_id")  # of the names of arguments
SESSION_ARGUMENT = "session_id"  # 0 until the editor has one
# Fields outside of forms that hold keys, and what they hold instead of one.
FIELDS_OF_KEYS: dict[str, set[str]] = {
    "id": {"all"},
    "childOf": {"", "undefined"},
    "collection_id": {""},
    "target_pages[]": {""},
    "overwrite_revision_id": {""},
    "loaded_revision_id": {""},
    "revision_id": set(),
    "position": {"", "0"},
}
WORDS_OF_REVISIONS = ("earliest", "latest", "live")
BLOCK_PREVIEW = "wagtailadmin_block_preview"  # its "id" is the digest of a block
GUARDED_APART: tuple[type[Model], ...] = (Page, Upload, User)  # their own screens ask


def pass_gates(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse | None:
    """Return an answer that stands for that of the view, None where the view may answer.

    Raise Http404 for an address that holds what is no key, SuspiciousOperation for a field that
    does, and PermissionDenied for the chooser or the bulk screen of rows that the user may not
    choose.
    """
    drop_nuls(request)
    require_keys_in_path(request)
    if request.resolver_match and request.resolver_match.url_name != BLOCK_PREVIEW:
        require_keys_in_fields(request.GET)
    require_keys_in_fields(request.POST)
    if "create_model" in request.GET:
        get_model(*request.GET["create_model"].partition(".")[::2])
    view_class = getattr(view, "view_class", object)
    if issubclass(view_class, CopyViewMixin) and request.method not in ("GET", "HEAD"):
        # The screen sends its form elsewhere: sent here, it would be saved over the original.
        return HttpResponseNotAllowed(["GET", "HEAD"])
    require_right_to_choose(request, view_class, getattr(view, "view_initkwargs", {}))
    return None


def refuse_method(
    request: HttpRequest, view: Callable[..., HttpResponse]
) -> HttpResponseNotAllowed | None:
    """Return an answer 405 for a method that no screen uses.

    Django's deletion answers to DELETE too, and then leaves out the confirmation, the history and
    the hooks of Wagtail's own. Views that are functions take any method for a GET.
    """
    methods = list(METHODS)
    if issubclass(getattr(view, "view_class", object), DismissiblesView):
        methods.append("PATCH")
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def drop_nuls(request: HttpRequest) -> None:
    """Ignore the NULs of the query, which the database refuses and not every view cleans."""
    query = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        query.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    if query != request.GET:
        request.GET = query  # type: ignore[assignment] # views read it there


def require_keys_in_path(request: HttpRequest) -> None:
    """Raise Http404 when an argument of the view is named as a key and is none, or holds a NUL."""
    match = request.resolver_match
    if match is None:
        return
    named = [
        value
        for name, value in match.kwargs.items()
        if name.endswith(ENDS_OF_KEYS) and not (name == SESSION_ARGUMENT and value == 0)
    ]
    nameless = [value for value in match.args if value not in WORDS_OF_REVISIONS]
    has_nul = any("\0" in value for value in match.kwargs.values() if isinstance(value, str))
    if has_nul or not all(map(parse_key, [*named, *nameless])):
        raise Http404


def require_keys_in_fields(fields: QueryDict) -> None:
    """Raise SuspiciousOperation when a field that should hold a key holds none."""
    for name, others in FIELDS_OF_KEYS.items():
        for value in fields.getlist(name):
            if value not in others and parse_key(value) is None:
                raise SuspiciousOperation(f"{name} is no key")


def require_right_to_choose(
    request: HttpRequest, view_class: type, options: dict[str, Any]
) -> None:
    """Raise PermissionDenied unless the user may choose rows of the model of the chooser."""
    if issubclass(view_class, CHOOSERS):
        model, policy = options.get("model"), options.get("permission_policy")
    elif request.resolver_match and request.resolver_match.url_name == "wagtail_bulk_action":
        names = request.resolver_match.kwargs
        model, policy = get_model(names["app_label"], names["model_name"]), None
    elif request.resolver_match and request.resolver_match.view_name in CHOOSERS_BY_NAME:
        model, policy = CHOOSERS_BY_NAME[request.resolver_match.view_name], None
    else:
        return
    if not (isinstance(model, type) and issubclass(model, Model)):
        return
    if issubclass(model, GUARDED_APART):
        return
    policy = policy or ModelPermissionPolicy(model)
    if not policy.user_has_any_permission(request.user, CHOOSE_ACTIONS):
        raise PermissionDenied
    if issubclass(view_class, chooser.CreateViewMixin) and not has_creation_form(options):
        raise Http404


def get_model(app_label: str, model_name: str) -> type[Model]:
    """Return the model that an address names; raise Http404 when there is none."""
    try:
        return apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error


def has_creation_form(options: dict[str, Any]) -> bool:
    names = ("creation_form_class", "form_fields", "exclude_form_fields")
    return any(options.get(name) is not None for name in names)
