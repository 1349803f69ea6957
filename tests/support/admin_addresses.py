"""The addresses of the administration, read in the map of addresses, and filled with keys."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.snippets.models import get_snippet_models

ROOT = "gestion/"
API_ACTIONS = ["publish", "copy", "delete", "unpublish", "create_alias", "move"]


def addresses(resolver=None, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each address of the administration as a format, with the names of its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = prefix + pattern.pattern.regex.pattern.replace(r"\A", "^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, whole)
        elif whole.lstrip("^").startswith(ROOT):
            yield normalize(whole)[0]


def bulk_actions() -> list[tuple[str, str, str]]:
    """The application, the model and the name of each action on several rows at once."""
    bulk_action_registry.get_bulk_action_class("", "", "")  # which reads the hooks
    return [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def places(rows: dict[str, int]) -> Iterator[tuple[str, list[dict]]]:
    """Where a part means something of its own, what stands for it: the first start counts.

    `rows` holds the key of a row of each model, by its label, and of each text by its state.
    """

    def named(app: str, model: str, *parts: str) -> dict:
        return dict(zip(parts, (app, model), strict=True))

    yield (
        "bulk/",
        [
            named(app, model, "app_label", "model_name")
            | {"action": action, "query": f"?id={rows[f'{app}.{model}']}"}
            for app, model, action in bulk_actions()
        ],
    )
    yield (
        "settings/",
        [
            named(model._meta.app_label, model._meta.model_name, "app_name", "model_name")
            | {"pk": model.objects.first().pk if model.objects.exists() else 1}
            for model in settings_registry
        ],
    )
    yield (
        "tag-autocomplete/",
        [
            named(*label.split("."), "app_name", "model_name")
            for label in ("taggit.tag", "portal.theme")
        ],
    )
    yield (
        "editing-sessions/ping/",
        [
            named(*label.split("."), "app_label", "model_name") | {"object_id": rows[label]}
            for label in ("wagtailcore.page", "press.pressreleasepage", "press.journalist")
        ],
    )
    yield "choose-page/chosen-multiple/", [{"query": f"?id={rows['wagtailcore.page']}"}]
    yield "pages/create/", [named("press", "pressreleasepage", "app_label", "model_name")]
    yield "api/main/pages/", [{"action_name": action} for action in API_ACTIONS]
    yield "workflows/tasks/add/", [named("portal", "reviewtask", "app_label", "model_name")]
    keys = {
        "api/main/images/": "portal.image",
        "images/chooser/chosen": "portal.image",
        "api/main/documents/": "portal.document",
        "documents/chooser/chosen": "portal.document",
        "collections/": "wagtailcore.collection",
        "comptes/demandes/": "portal.accountrequest",
        "comptes/": "portal.user",
        "groups/": "auth.group",
        "journalistes/": "press.journalist",
        "publications-groupees/": "portal.bundle",
        "reports/courriels/": "portal.mail",
        "sites/": "wagtailcore.site",
        "users/": "portal.user",
        "workflows/tasks/": "wagtailcore.task",
        "workflows/": "wagtailcore.workflow",
    }
    for model in get_snippet_models():
        label = model._meta.label_lower
        for start in ("snippets/", "snippets/choose/"):
            keys[start + label.replace(".", "/")] = label
    for start, label in keys.items():
        yield start, [{"pk": rows[label], "query": f"?id={rows[label]}"}]


def fill(rows: dict[str, int], parts: list[dict]) -> Iterator[tuple[str, dict]]:
    """Each address as a format, with what stands for its parts there or else in `parts`."""
    special = [*places(rows)]
    for form, _names in addresses():
        place = form.removeprefix(ROOT)
        own = next((filled for start, filled in special if place.startswith(start)), [{}])
        for filled in own:
            yield from ((form, common | filled) for common in parts)


def paths(rows: dict[str, int], parts: list[dict]) -> list[str]:
    """Each address, filled; those that take rows in their query get one."""
    return sorted(
        {
            f"/{form % filled}" + (filled.get("query", "") if takes_rows(form) else "")
            for form, filled in fill(rows, parts)
        }
    )


def takes_rows(form: str) -> bool:
    return "/bulk/" in form or "chosen-multiple/" in form
