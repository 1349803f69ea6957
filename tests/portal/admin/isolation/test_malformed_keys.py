"""What stands in place of a key, at every address: refused in words, by all, and never a fault."""

from collections.abc import Iterator
from itertools import cycle, product
from types import SimpleNamespace
from urllib.parse import quote, unquote

from django.urls import Resolver404, resolve

import pytest

from portal.admin.isolation.gates import SESSION_ARGUMENT
from tests.support.admin_addresses import fill, paths, takes_rows
from tests.support.people import logged_in
from tests.support.sweep import EAGER, Visitor
from tests.support.sweep_scene import make_sweep_scene, secrets_from, somebody, target_of

pytestmark = pytest.mark.django_db

NO_KEYS = ["22.0", "22\0", "+22", " 22", "22e0", "９", "٣", "²", "-1", "0", "0x16", "1_0"]
NO_KEYS += ["'", '"', "1'--", "22;", "%s", "{}", "…", "9" * 30, str(10**30), "9" * 4000]
# Parts that are no keys: of these, one each is enough.
NAMES = ("_name", "app_label", "filter_spec", "media_type", "action", "uidb64", "token")
SHARE = 6
REFUSED = (400, 404, 405)
ANYTHING_ELSE = "^.*/$"  # the address of Wagtail's own 404
# What views read of an address without a form, and the worst that may stand there.
NONSENSE = [
    *(f"id={quote(value)}" for value in NO_KEYS),
    "id=all&childOf=x",
    "id=1&childOf=22.0",
    "q=%00&locale=%00",
    "p=%C2%B2&page=%00",
    "ordering=%00&content_type=x",
    "collection_id=22e0",
    "collection_id=%00&tag=%00",
    "tag=x&layout=%00",
    "page_type=x.y.z",
    "user_perms=%00&target_pages[]=x",
    "child_of=x&fields=((",
    "descendant_of=%C2%B2&search=%00",
    "order=%00&limit=x&offset=-1",
    "position=x&create_model=x",
    "export=x&_w_filter_fragment=1",
    "mode=x&in_preview_panel=true",
    "filter_method=x&width=x&height=0&closeness=x",
    "link_url=%00&link_text=%00",
    "multiple=x&select_format=x",
    "term=%00",
    "date_from=x&user=x&action=x&status=x&site=x",
    "html_path=%00",
    "next=//ailleurs.example",
]


@pytest.fixture(scope="module")
def scene(office) -> SimpleNamespace:
    return make_sweep_scene(office)


def is_name(part: str) -> bool:
    return part.endswith(NAMES)


def damaged(target: SimpleNamespace, start: int) -> Iterator[tuple[str, bool]]:
    """Each address with what is no key in each of its keys, and whether a key was there.

    One value in `SHARE`, others at the next address, and for each role: all stand at each kind.
    """
    wrong = cycle(NO_KEYS)
    for number, (form, filled) in enumerate(fill(target.rows, target.parts[:1]), start):
        values = NO_KEYS[number % SHARE :: SHARE]
        names = [name for name in filled if f"%({name})s" in form]
        keys = [name for name in names if not is_name(name)]
        for key, value in product(keys, values):
            if (key, value) != (SESSION_ARGUMENT, "0"):
                yield f"/{form % (filled | {key: quote(value)})}", True
        if len(keys) < len(names):
            texts = {name: quote(next(wrong)) for name in names if is_name(name)}
            yield f"/{form % (filled | texts)}", False
        if takes_rows(form):
            for value in values:  # of a query, NULs are dropped
                yield f"/{form % filled}?id={quote(value)}", "\0" not in value


def is_routed(path: str) -> bool:
    """Whether a view of its own gets the address: most is refused by the map of addresses."""
    try:
        return not resolve(unquote(path.partition("?")[0])).route.endswith(ANYTHING_ELSE)
    except Resolver404:
        return False


@pytest.mark.parametrize(("who", "start"), [("superuser", 0), ("news validators", 3)])
def test_what_is_no_key_is_refused(scene, who, start):
    target = target_of(scene, who)
    damages = damaged(target, start)
    urls = {path: is_key for path, is_key in damages if is_routed(path)}
    assert len(urls) > 300
    visitor, found = Visitor(logged_in(somebody(who))), []
    allowed = REFUSED if who == "superuser" else (*REFUSED, 302)
    for number, (path, is_key) in enumerate(urls.items()):
        sent = [("GET", None), ("POST", EAGER)] if number % 4 == 0 else [("GET", None)]
        for method, fields in sent:
            answer = visitor.call(method, path, fields)
            refused = answer.status in allowed if is_key else answer.status < 500
            if not refused or any(word in answer.told for word in secrets_from(who)):
                found.append(f"{method} {path[:200]}: {answer.status}")
    assert found == []


def test_no_address_fails_for_a_query_that_nobody_sends(scene):
    target, nonsense = target_of(scene, "superuser"), cycle(NONSENSE)
    urls = [path for path in paths(target.rows, target.parts[:1]) if "?" not in path]
    urls = [f"{path}?{next(nonsense)}" for path in urls]
    for path in ("bulk/press/journalist/delete/", "api/main/images/find/"):
        urls += [f"/gestion/{path}?{query}" for query in NONSENSE]
    visitor = Visitor(logged_in(somebody("administrators")))
    assert [path for path in urls if visitor.call("GET", path).status >= 500] == []
