"""The administration speaks French: its screens are walked from its own menu, and read."""

import json
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.support import factories
from tests.support.people import draft, logged_in, put_under_review, validator, writer

ENGLISH = re.compile(
    r"\b(the|and|your|you|this|these|with|from|for|not|are|is|was|has|have|will|can|there|no|yes"
    r"|all|any|new|more|by|at|edit|add|adding|delete|remove|save|view|search|settings|users?|groups?"
    r"|title|choose|upload|publish(ed)?|unpublish|draft|locked|unlock|login|sign|password|name"
    r"|last|first|updated|created|status|history|report|filter|clear|apply|select|show|hide"
    r"|toggle|results?|tags?|welcome|dashboard|home|help|what|keyboard|shortcuts?)\b",
    re.IGNORECASE,
)
TEXT_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
SEEN_ELSEWHERE = ("script", "style", "svg", "code", "noscript")
# A hidden button of its choosers and the name of a column, which no catalogue reaches.
WRITTEN_IN_WAGTAIL = {"Search", "Site name"}
# What Wagtail makes once and for all when its forms are first read: here by `migrate`, which speaks
# no language; on a site, by a request in French.
MADE_BEFORE = re.compile(r"^((Choose|Choose another|Edit this) (lieu|métier du RMFP)|All)$")


@pytest.fixture
def desk_site(site):
    alice, benoit = writer("alice"), validator("benoit")
    draft(site, alice, title="Un brouillon")
    put_under_review(site, alice, title="Un texte relu")
    put_under_review(site, alice, benoit, title="Un texte presque approuvé")
    factories.ImageFactory(title="Une image")
    factories.ThemeFactory(name="Un thème")
    return site


def menu(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """What the menu says and where it leads: a script draws it from this."""
    props = json.loads(soup.select_one("script#wagtail-sidebar-props").text)
    waiting = [props]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "label" in node:
                yield str(node["label"]), str(node.get("url") or "")
            waiting += node.values()


def read(soup: BeautifulSoup) -> list[str]:
    for node in soup(SEEN_ELSEWHERE):
        node.decompose()
    body = soup.body
    words = [*body.stripped_strings]
    words += [node[name] for name in TEXT_ATTRIBUTES for node in body.select(f"[{name}]")]
    return words + [node["value"] for node in body.select("input[type=submit][value]")]


def english(words: list[str]) -> set[str]:
    phrases = {text for text in words if ENGLISH.search(text) and not MADE_BEFORE.match(text)}
    return phrases - WRITTEN_IN_WAGTAIL


def opened(answer) -> BeautifulSoup:
    """The screen, or the window that a script opens on it."""
    is_window = answer.headers["content-type"] == "application/json"
    html = f"<body>{answer.json()['html']}" if is_window else answer.content
    return BeautifulSoup(html, "html.parser")


def test_the_walk_reads_english():
    soup = BeautifulSoup('<body><p>Choose a page</p><a title="Your account">x</a>', "html.parser")
    assert english(read(soup)) == {"Choose a page", "Your account"}


def test_all_screens_of_the_menu_are_in_french(desk_site, chief):
    client = logged_in(chief)
    landing = BeautifulSoup(client.get("/gestion/").content, "html.parser")
    entries = [*menu(landing)]
    paths_by_text = dict.fromkeys(english([label for label, _url in entries]), "menu")
    paths = {url for _label, url in entries if url.startswith("/gestion/") and "logout" not in url}
    assert len(paths) > 25, paths
    for path in sorted(paths | {"/gestion/", *others(desk_site)}):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        paths_by_text |= {
            text: path for text in english(read(opened(answer))) if text not in paths_by_text
        }
    assert not paths_by_text, "\n".join(
        f"{path}: {text[:120]}" for text, path in paths_by_text.items()
    )


def others(site) -> list[str]:
    pages = [site.home, site.press, site.agency]
    return [
        *(f"/gestion/pages/{page.pk}/edit/" for page in pages),
        *(f"/gestion/pages/{page.pk}/history/" for page in pages),
        f"/gestion/pages/{site.press.pk}/",
        f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/",
        f"/gestion/pages/add/recruitment/jobofferpage/{site.jobs.pk}/",
        "/gestion/images/add/",
        "/gestion/images/chooser/",
        "/gestion/choose-page/",
        "/gestion/account/",
        "/gestion/guide/",
    ]


def test_the_login_is_in_french(client, site):
    soup = BeautifulSoup(client.get("/gestion/login/").content, "html.parser")
    words = read(soup)
    assert "Gestion du portail" in words
    assert not english(words)
    reset = BeautifulSoup(client.get("/gestion/password_reset/").content, "html.parser")
    assert not english(read(reset))
