"""The administration speaks French: its screens are walked from its own menu, and read."""

import json
import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from portal.uploads.licences import LICENCES
from portal.workflow.setup import ADMINISTRATORS
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import (
    draft,
    logged_in,
    person,
    put_under_review,
    validator,
    writer,
)

# Words that no screen shows: English ones, but those that are French too.
ENGLISH = re.compile(
    r"(?<![\w’./@-])(the|and|your|you|this|these|with|from|for|not|are|is|was|has|have|will|can|there"
    r"|no|yes|all|any|new|more|by|at|edit(ed|ing)?|adds?|added|adding|deleted?|removed?|saved?|view"
    r"|search|settings|users?|groups?|titles?|choose|chosen|upload(ed)?|publish(ed)?|unpublish|drafts?"
    r"|locked|unlock|login|sign|password|names?|last|first|updated?|created?|history|reports?|filter"
    r"|clear|apply|select(ed)?|show|hide|toggle|results?|tags?|welcome|dashboard|home|help|what"
    r"|keyboard|shortcuts?|root|none|true|false|moderators?|approvals?|approved?|rejected?|workflows?"
    r"|slugs?|wagtail|apps?|ago|mins?|hours?|days?|weeks?|months?|years?|hostname|children"
    r"|owner|locale|unknown|others|of|to|in|or|be|been|must|should|please|enter|items?|objects?"
    r"|orders?|sort|next|previous|back|cancel|submit|errors?|warning|required|missing|field|values?"
    r"|labels?|tasks?|steps?|replies|started|finished|pending|awaiting|scheduled?|live|expired"
    r"|current|compare|changes|changed|log|entry|used|unused|files?|width|height)"
    r"(?![\w’@-]|\.\w)",
    re.IGNORECASE,
)
# French that Wagtail's translators wrote, and that is mended: several words for one thing, both
# genders in brackets, titles in capitals, hours as a clock shows them, a colon without its space.
ODD = re.compile(
    r"D’Emploi|Page/Fragment|[Rr]ejet[ée]|Êtes-vous sûr|\(e\)|\(tte\)|Règles de Redirection"
    r"|[Rr]ésultats? (?:de recherche )?amélioré|de promotion|[Ff]ragment|App:|[Mm]odération"
    r"|\b\d\d:\d\d\b|\w\.\.\.|[a-zéè]'[a-zéèA-Z]|^[A-Z]\w+: |\bglossaires\b|\d glossaire"
)
TEXT_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
SEEN_ELSEWHERE = ("script", "style", "svg", "code", "noscript")
EMPTY_COUNTERS = "[data-side-panel-toggle-counter][hidden]"
# What Wagtail makes once and for all when its modules and forms are first read: here by `migrate`,
# which speaks no language; on a site, in French.
MADE_BEFORE = re.compile(
    r"(Choose|Choose another|Edit this) (lieu|métier du RMFP)|All|(Add|Edit|Delete)( collections)?"
    r"|Choose|(Add/edit|Edit any|Select) .*"
)
# A hidden button of wagtailmedia, which no catalogue reaches; licences bear their own names.
NAMED_SO = {"Search", *LICENCES}
NOT_WALKED = re.compile(r"logout|/export|download|/catalogue/|searches\.csv|page-types-usage")
NUMBER = re.compile(r"\d+|[0-9a-f-]{36}")


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
    for node in [*soup(SEEN_ELSEWHERE), *soup.select(EMPTY_COUNTERS)]:
        node.decompose()
    body = soup.body or soup
    words = [*body.stripped_strings]
    words += [node[name] for name in TEXT_ATTRIBUTES for node in body.select(f"[{name}]")]
    return words + [node["value"] for node in body.select("input[type=submit][value]")]


def faulty(words: list[str]) -> set[str]:
    phrases = {" ".join(text.split()) for text in words}
    found = {text for text in phrases if ENGLISH.search(text) or ODD.search(text)}
    return {text for text in found if not MADE_BEFORE.fullmatch(text)} - NAMED_SO


def opened(answer) -> BeautifulSoup:
    """The screen, or the window that a script opens on it."""
    is_window = answer.headers["content-type"] == "application/json"
    html = f"<body>{answer.json()['html']}" if is_window else answer.content
    return BeautifulSoup(html, "html.parser")


def test_the_walk_reads_english_and_odd_french():
    soup = BeautifulSoup(
        '<body><p>Choose a page</p><a title="Your account">x</a><p>Publié(e) à 13:33</p>'
        "<p>Voir l’agence : 8 entrées</p>",
        "html.parser",
    )
    assert faulty(read(soup)) == {"Choose a page", "Your account", "Publié(e) à 13:33"}


def walk(user, start: set[str], limit: int) -> Iterator[tuple[str, list[str]]]:
    """Every screen that links lead to, one of each kind, with its words."""
    client, kinds, waiting = logged_in(user), set(), deque(sorted(start))
    while waiting and len(kinds) < limit:
        path = waiting.popleft()
        kind = NUMBER.sub("n", urlsplit(path).path)
        if kind in kinds or NOT_WALKED.search(path):
            continue
        kinds.add(kind)
        answer = client.get(path, follow=True)
        assert answer.status_code in (200, 403, 404, 405), path
        if answer.status_code != 200 or not is_read(answer):
            continue
        soup = opened(answer)
        entries = [*menu(soup)] if soup.select_one("script#wagtail-sidebar-props") else []
        links = [url for _label, url in entries] + [a.get("href") or "" for a in soup.select("a")]
        waiting += [
            link for link in (urljoin(path, each) for each in links) if link.startswith("/gestion/")
        ]
        title = [soup.title.text.partition(" - ")[0]] if soup.title else []
        yield path, [*title, *(label for label, _url in entries), *read(soup)]


def is_read(answer) -> bool:
    kind = answer.headers["content-type"]
    return "html" in kind or ("json" in kind and "html" in answer.json())


@pytest.mark.parametrize(
    ("who", "limit"),
    [("chief", 400), ("administrator", 60), ("writer", 120), ("validator", 60), ("recruiter", 60)],
)
def test_all_screens_are_in_french(desk_site, chief, who, limit):
    user = {
        "chief": lambda: chief,
        "administrator": lambda: person("adele", ADMINISTRATORS),
        "writer": lambda: writer("wilma"),
        "validator": lambda: validator("chloe"),
        "recruiter": lambda: writer("rachel", RECRUITMENT),
    }[who]()
    start = {"/gestion/", *others(desk_site)} if who in ("chief", "writer") else {"/gestion/"}
    screens = dict(walk(user, start, limit))
    assert len(screens) > (100 if who == "chief" else 15), [*screens]
    faults = {text: path for path, words in screens.items() for text in faulty(words)}
    assert not faults, "\n".join(f"{path}: {text[:120]}" for text, path in faults.items())


def others(site) -> list[str]:
    pages = [site.home, site.press, site.agency]
    return [
        *(f"/gestion/pages/{page.pk}/edit/" for page in pages),
        *(f"/gestion/pages/{page.pk}/history/" for page in pages),
        f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/",
        f"/gestion/pages/add/recruitment/jobofferpage/{site.jobs.pk}/",
        "/gestion/images/add/",
        "/gestion/images/chooser/",
        "/gestion/choose-page/",
        "/gestion/snippets/choose/portal/mediacontact/",
        "/gestion/account/",
    ]


def test_the_login_is_in_french(client, site):
    soup = BeautifulSoup(client.get("/gestion/login/").content, "html.parser")
    words = read(soup)
    assert "Gestion du portail" in words
    assert not faulty(words)
    reset = BeautifulSoup(client.get("/gestion/password_reset/").content, "html.parser")
    assert not faulty(read(reset))
    complete = BeautifulSoup(client.get("/gestion/password_reset/complete/").content, "html.parser")
    assert complete.select_one("a.button-primary").get_text(strip=True) == "Se connecter"
