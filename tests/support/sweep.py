"""All the addresses of the administration, called by every method as somebody of a role."""

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from wagtail.permissions import collection_permission_policy

from portal.admin.isolation.middleware import CHOOSER_URL_NAME, MODELS_BY_ARGUMENT
from portal.models import User
from tests.support.admin_addresses import paths
from tests.support.people import logged_in
from tests.support.secret_site import content
from tests.support.sweep_scene import ABOVE, secrets_from, somebody, target_of

Anybody: TypeAlias = User | AnonymousUser
UNUSED = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]  # but for PATCH of what was dismissed
PATCHED = "/gestion/dismissibles/"
HEAD_EVERY = 8  # Django answers HEAD by GET: each role asks for other addresses
# What is noted of a person (what they open, follow, are refused), and copies of what is elsewhere.
NOTED = {
    "django_session",
    "portal_attemptcounter",
    "portal_approvedfiles",
    "portal_pendingact",
    "portal_rendition",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}
OWN = re.compile(r"/gestion/(account|login|logout|password_reset|sessions)/")
# What a writer adds from the editor, for a validator to confirm.
PROPOSAL = re.compile(r"/gestion/snippets/choose/portal/(mediacontact|place)/create/")
# Whose permissions are asked for at an address: those of a model.
MODEL = re.compile(r"/gestion/(?:snippets|settings|bulk)/(?!choose/)(\w+)/(\w+)/")
RIGHTS = {
    "collections/": "wagtailcore.collection",
    "comptes/": "portal.user",
    "groups/": "auth.group",
    "journalistes/": "press.journalist",
    "redirects/": "wagtailredirects.redirect",
    "reports/courriels/": "portal.mail",
    "reports/searches/": "portal.searchcount",
    "searchpicks/": "wagtailsearchpromotions.searchpromotion",
    "sites/": "wagtailcore.site",
    "taches/": "portal.heartbeat",
    "users/": "portal.user",
    "workflows/task": "wagtailcore.task",
    "workflows/": "wagtailcore.workflow",
}
WRITER = "wagtailadmin.access_admin"
BY_COLLECTION = ("portal.image", "portal.document", "portal.media", "wagtailcore.page")
ACTIONS = {"add": "add", "new": "add", "copy": "add", "edit": "change", "delete": "delete"}
# What somebody would send who wants all of it.
EAGER: dict[str, str | list[str]] = {
    **dict.fromkeys(["action-publish", "confirm", "posts", "role", "order", "position"], "1"),
    **dict.fromkeys(["name", "title", "term", "expansion", "label", "first_name"], "Autre"),
    **dict.fromkeys(["last_name", "text", "html", "outlet", "change_note"], "Autre"),
    **dict.fromkeys(["slug", "code", "username", "query_string", "new_slug"], "autre"),
    **dict.fromkeys(["is_superuser", "is_active", "include_descendants", "keep_live"], "on"),
    "reason": "Une rectification doit paraître avant le journal de ce soir.",
    "comment": "À revoir.",
    "email": "voleur@exemple.fr",
    "groups": ["1", "2", "3"],
    "terms": "drone\naéronef",
    "old_path": "/autre",
    "redirect_link": "/presse/",
    "url": "https://exemple.fr/",
    "tags": "autre",
    "collection": "1",
    "mark_as_active": "False",
    "closing_date": "2031-01-01",
    "closing_time": "12:00",
}
READING = re.compile(r"\s*\(?(SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|FETCH|DECLARE|CLOSE)\b")
WRITTEN = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def faults(scene: SimpleNamespace, who: str) -> list[str]:
    """What no answer to somebody of this role should do: one line for each fault."""
    user, target = somebody(who), target_of(scene, who)
    visitor = Visitor(logged_in(user) if isinstance(user, User) else Client())
    urls = paths(target.rows, target.parts[: 1 if who in ABOVE else None])
    found = []
    for number, path in enumerate(urls):
        calls = [("GET", None), ("POST", EAGER), *((method, None) for method in UNUSED)]
        if (number + len(who)) % HEAD_EVERY == 0:
            calls.append(("HEAD", None))
        for method, sent in calls:
            answer = visitor.call(method, path, sent)
            found += [
                f"{method} {path}: {answer.status}, {fault}"
                for fault in faults_of(answer, method, path, user, who)
            ]
    return found


def faults_of(
    answer: SimpleNamespace, method: str, path: str, user: Anybody, who: str
) -> Iterator[str]:
    if answer.status >= 500:
        yield "fails"
    yield from (f"tells {word}" for word in secrets_from(who) if word in answer.told)
    if method in UNUSED and answer.status != 405 and (method, path) != ("PATCH", PATCHED):
        yield "takes a method that no screen uses"
    may = may_act(user, path)
    if answer.status == 200 and (may is False or (who not in ABOVE and is_foreign(path))):
        yield "opens"
    of_right = may or OWN.match(path) or (may is None and who in ABOVE)
    of_right = of_right or (PROPOSAL.match(path) and user.has_perm(WRITER))
    if answer.tables - NOTED and not (method == "POST" and of_right):
        yield f"writes {sorted(answer.tables - NOTED)}"


def may_act(user: Anybody, path: str) -> bool | None:
    """Whether the permissions of this person are enough; None where it is no question of them."""
    place = path.removeprefix("/gestion/")
    model = MODEL.match(path)
    label = ".".join(model.groups()) if model else None
    label = label or next((RIGHTS[start] for start in RIGHTS if place.startswith(start)), None)
    if label is None or label in BY_COLLECTION:
        return None
    action = next((ACTIONS[word] for word in place.split("/") if word in ACTIONS), None)
    app, name = label.split(".")
    if name == "collection":
        return collection_permission_policy.user_has_any_permission(user, ["add", "change"])
    actions = [action] if action else ["add", "change", "delete", "view"]
    return any(user.has_perm(f"{app}.{action}_{name}") for action in actions)


def is_foreign(path: str) -> bool:
    """Whether the address names a page or a file, which are all of another section."""
    match = resolve(path.partition("?")[0])
    return bool(MODELS_BY_ARGUMENT.keys() & match.kwargs.keys()) and (
        match.url_name != CHOOSER_URL_NAME  # it may show what visitors may open
    )


class Visitor:
    """Somebody who calls addresses. What each call writes is undone, but for what GET writes."""

    def __init__(self, client: Client) -> None:
        client.raise_request_exception = False
        self.client = client
        self.cookies = copy.copy(client.cookies)

    def call(self, method: str, path: str, sent: dict | None = None) -> SimpleNamespace:
        """The status of the answer, all that it tells, and the tables that it wrote."""
        before = transaction.savepoint()
        with writing() as tables:
            if method == "POST":
                response = self.client.post(path, sent or {})
            else:
                response = self.client.generic(method, path)
            told = tells(response) if method != "HEAD" else ""
        if method == "GET" and response.status_code < 500:
            transaction.savepoint_commit(before)
        else:
            transaction.savepoint_rollback(before)
        self.client.cookies = copy.copy(self.cookies)
        return SimpleNamespace(status=response.status_code, told=told, tables=tables)


@contextmanager
def writing() -> Iterator[set[str]]:
    """The tables that are written meanwhile, or what was run that is not known to only read."""
    tables: set[str] = set()

    def note(execute, sql, params, many, context):
        if not READING.match(sql):
            table = WRITTEN.match(sql)
            tables.add(table[1] if table else sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def tells(response: HttpResponse) -> str:
    messages = [str(message).lower() for message in get_messages(response.wsgi_request)]
    return f"{content(response)} {messages} {response.get('Location', '')}"
