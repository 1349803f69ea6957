"""Every address of the administration, called by people of other sections, by every method.

Where it takes a key, it gets those of the press, and what is no key.
"""

import re
from itertools import cycle, product

from django.test import Client
from django.urls import resolve

from wagtail.models import Collection, Page, Revision, TaskState
from wagtail.snippets.models import get_snippet_models

import pytest

from portal.models import Document, Image, Media, User
from portal.workflow.setup import ADMINISTRATORS
from press.models import Journalist
from tests.support.admin_addresses import addresses
from tests.support.people import logged_in, person
from tests.support.secret_site import CANARY, content

pytestmark = pytest.mark.django_db

# What is no page, file or snippet: the screens of these are for administrators, or one's own.
APART = {"query_id", "redirect_id", "uploaded_file_id", "uidb64", "token", "session_id"}
KEY = re.compile(r"/\d+/")
NO_KEYS = ["22.0", "22%00", "22e0", "%C2%B2", "-1", "0", "9" * 30, "+22", "%2022", "%D9%A3"]
# What views read of an address without a form, and the worst that may stand there.
NONSENSE = [
    *(f"id={value}" for value in NO_KEYS),
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


def foreign_keys(office) -> dict[str, list]:
    """For each name of a part, what the press has there."""
    pages = [office.keys[name] for name in ("draft", "pending")]
    files = [office.keys[name] for name in ("image", "document", "media")]
    revisions = list(Revision.objects.filter(object_id__in=pages).values_list("pk", flat=True))
    state = TaskState.objects.get(pk=office.keys["task_state"])
    parts = dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "_0"], pages)
    parts |= {
        "page_pk": pages[:1],
        "destination_id": [pages[0], office.site.jobs.pk],
        "image_id": files[:1],
        "document_id": files[1:2],
        "doc_id": files[1:2],
        "media_id": files[2:],
        "pk": [pages[0], *files[:2]],
        "object_id": pages,
        "revision_id": revisions[:1],
        "_1": ["live"],
        "_2": ["latest"],
        "task_state_id": [state.pk],
        "task_id": [state.task_id],
        "workflow_state_id": [state.workflow_state_id],
        "workflow_pk": [state.workflow_state.workflow_id],
        "collection_id": [office.keys["collection"]],
        "content_type_app_name": ["press"],
        "content_type_model_name": ["pressreleasepage"],
        "app_name": ["portal", "taggit"],
        "app_label": ["wagtailcore", "portal", "press"],
        "model_name": ["page", "image", "tag", "journalist"],
        "action": ["delete", "publish", "add_tags"],
        "action_name": ["approve", "publish"],
        "filter_spec": ["original", "fill-0x0"],
        "media_type": ["video"],
    }
    return parts


def keys_at(form: str, keys: dict[str, list], office) -> dict[str, list]:
    """The keys for this address: those of the rows of its own model, where it is of a snippet."""
    for model in get_snippet_models():
        if f"/{model._meta.app_label}/{model._meta.model_name}/" in form:
            row = model._default_manager.order_by("pk").first()
            return keys | {"pk": [row.pk if row else 1]}
    if "journalistes/" in form:
        return keys | {"pk": [office.keys["journalist"]]}
    return keys


def paths(office) -> list[str]:
    keys = foreign_keys(office)
    urls = []
    for form, names in addresses():
        if APART & set(names) or form.endswith("logout/"):
            continue
        unknown = set(names) - keys.keys()
        assert not unknown, f"what stands for {unknown} in {form}?"
        here = keys_at(form, keys, office)
        for values in product(*(here[name] for name in names)):
            urls.append("/" + form % dict(zip(names, values, strict=True)))
    return sorted(set(urls))


def damaged_paths() -> list[str]:
    """Each address that takes keys, once, with something that is none in place of all of them."""
    wrong, urls = cycle(NO_KEYS), []
    for form, names in addresses():
        is_text = any(word in form for word in ("chosen/", "editing-sessions", "preview/"))
        for value in NO_KEYS if is_text else [next(wrong)]:
            values = {name: "portal" if "app_" in name else value for name in names}
            urls += ["/" + form % values] if names else []
    return sorted(set(urls))


def everything() -> list[int]:
    models = (Page, Image, Document, Media, Revision, Collection, Journalist, User)
    return [model.objects.count() for model in models]


def answers_to(path: str, method: str) -> bool:
    """Whether the view does something of its own for the method: classes say so."""
    view_class = getattr(resolve(path.partition("?")[0]).func, "view_class", None)
    return view_class is None or hasattr(view_class, method)


def sweep(client: Client, method: str, urls: list[str]) -> tuple[list[str], list[str]]:
    """Call each address; return those that fail, and those that tell of the press."""
    failed, told = [], []
    client.raise_request_exception = False
    for path in urls:
        response = getattr(client, method)(path)
        failed += [path] if response.status_code >= 500 else []
        told += [path] if method != "head" and CANARY in content(response) else []
    return failed, told


def with_ids(office, path: str) -> str:
    """The address with rows of the press, where it takes them in its query."""
    if "/bulk/" not in path and "chosen-multiple/" not in path:
        return path
    rows = [office.keys[name] for name in ("draft", "image", "journalist")]
    return f"{path}?" + "&".join(f"id={key}" for key in rows)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "head"])
def test_no_address_names_or_harms_what_is_of_another_section(office, method):
    before, urls = everything(), [with_ids(office, path) for path in paths(office)]
    assert len(urls) > 350
    if method == "head":  # answered by `get`
        urls = urls[::8]
    elif method not in ("get", "post"):
        urls = [path for path in urls if answers_to(path, method)][::3]
    client = logged_in(office.beside.rachel if method in ("get", "put") else office.beside.nina)
    assert sweep(client, method, urls) == ([], [])
    assert CANARY not in content(client.get("/gestion/"))  # nor in a message that waited
    assert everything() == before


@pytest.mark.parametrize("name", ["anonymous", "nobody", "administrator"])
def test_no_address_fails_for_anybody(office, name):
    people = {
        "anonymous": Client,
        "nobody": lambda: logged_in(person("personne")),
        "administrator": lambda: logged_in(person("admin", ADMINISTRATORS)),
    }
    client = people[name]()
    before, urls = everything(), [with_ids(office, path) for path in paths(office)]
    failed, told = sweep(client, "get", urls[::3])
    assert failed == []
    assert told == [] or name == "administrator"
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_fails_for_what_is_no_key(office, method):
    client = logged_in(office.secrets.benoit)
    failed, _told = sweep(client, method, damaged_paths())
    assert failed == []


def test_no_address_fails_for_a_query_that_nobody_sends(office):
    nonsense = cycle(NONSENSE)
    urls = [f"{path}?{next(nonsense)}" for path in paths(office) if not KEY.search(path)]
    for path in ("bulk/press/journalist/delete/", "api/main/images/find/"):
        urls += [f"/gestion/{path}?{query}" for query in NONSENSE]
    failed, _told = sweep(logged_in(person("admin", ADMINISTRATORS)), "get", urls)
    assert failed == []
