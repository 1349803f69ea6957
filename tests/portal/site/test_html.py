"""Every kind of page is sound HTML: a strict parser reads it, and what it names exists."""

import re
from collections import Counter

from django.db import transaction

import html5lib
import pytest

from tests.support.rich_pages import make_rich_pages

NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "popovertarget")


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The HTML of each kind of page."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_rich_pages()
        transaction.set_rollback(True)


def faults(markup: bytes) -> list[str]:
    """What is wrong with a page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(markup, transport_encoding="utf-8")
    problems = [f"{position} {code}" for position, code, _details in parser.errors]
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    for check in (names, targets, headings, tables, words):
        problems += check(elements)
    return problems


def names(elements) -> list[str]:
    """An id is there once, and what is named exists."""
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    problems = [
        f"id {name!r} twice" for name, count in ids.items() if count > 1 or not name.strip()
    ]
    for element in elements:
        for name in NAMING:
            missing = set(element.get(name, "").split()) - set(ids)
            problems += [f"{name} names an absent {target}" for target in missing]
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            problems.append(f"{href} leads nowhere")
    return problems


def targets(elements) -> list[str]:
    """No address is empty, a new window is announced, a button says what it does."""
    problems = []
    for element in elements:
        for name in ("href", "src", "action"):
            if element.get(name, "-").strip() in ("", "#"):
                problems.append(f"<{element.tag}> with an empty {name}")
        label = element.get("title", "") + "".join(element.itertext())
        if element.get("target") == "_blank" and "nouvelle fenêtre" not in label:
            problems.append(f"{label!r} opens a window unannounced")
        if element.tag == "button" and not element.get("type"):
            problems.append(f"{label!r} is a button without type")
    return problems


def headings(elements) -> list[str]:
    """One title, then levels without gaps."""
    levels = [int(element.tag[1]) for element in elements if re.fullmatch("h[1-6]", element.tag)]
    problems = [] if levels.count(1) == 1 else [f"{levels.count(1)} titles"]
    steps = zip([0, *levels], levels, strict=False)
    return problems + [f"h{low} then h{high}" for low, high in steps if high > low + 1]


def tables(elements) -> list[str]:
    problems = []
    for table in (element for element in elements if element.tag == "table"):
        caption = table.find("caption")
        if caption is None or not "".join(caption.itertext()).strip():
            problems.append("table without a caption")
        problems += ["th without scope" for th in table.iter("th") if not th.get("scope")]
    return problems


def words(elements) -> list[str]:
    """The language, the title and the texts of pictures, for those who do not see the page."""
    root, *_rest = elements
    title = next((element.text or "" for element in elements if element.tag == "title"), "")
    problems = [] if root.get("lang") == "fr" else ["page without a language"]
    problems += [] if title.strip(" –\n") else ["page without a title"]
    return problems + [
        f"{element.get('src')} without alt"
        for element in elements
        if element.tag == "img" and element.get("alt") is None
    ]


def test_every_kind_of_page_is_sound(pages):
    all_faults = {path: faults(html) for path, html in pages.items()}
    assert not {path: problems for path, problems in all_faults.items() if problems}


def test_no_two_pages_have_the_same_title(pages):
    """But for a list however asked for, and an offer that is over."""
    titles = {
        path: re.search(rb"<title>(.*?)</title>", html, re.DOTALL)[1].decode().strip()
        for path, html in pages.items()
        if "?" not in path and not path.endswith("offre-close/postuler/")
    }
    twice = {title for title, count in Counter(titles.values()).items() if count > 1}
    assert not {path: title for path, title in titles.items() if title in twice}


SOUND = (
    '<!DOCTYPE html><html lang="fr"><head><title>Un</title></head><body><h1>Un</h1>{}</body></html>'
)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p>Un<div>Deux</div></p>", "unexpected-end-tag"),
        ('<p id="un">Un</p><p id="un">Deux</p>', "twice"),
        ('<p id="">Un</p>', "twice"),
        ('<a href="">Un</a>', "empty href"),
        ('<a href="#">Un</a>', "empty href"),
        ('<a href="#absent">Un</a>', "leads nowhere"),
        ('<label for="absent">Un</label>', "absent"),
        ('<button type="button" popovertarget="absent">Un</button>', "absent"),
        ("<button>Un</button>", "without type"),
        ('<a href="/" target="_blank">Un</a>', "unannounced"),
        ("<h1>Deux</h1>", "2 titles"),
        ("<h3>Deux</h3>", "h1 then h3"),
        ("<table><tr><td>1</td></tr></table>", "without a caption"),
        ("<table><caption>Un</caption><tr><th>1</th></tr></table>", "without scope"),
        ('<img src="/x.png">', "without alt"),
    ],
)
def test_a_fault_would_be_seen(body, problem):
    assert not faults(SOUND.format("<p>Deux</p>").encode())
    assert any(problem in fault for fault in faults(SOUND.format(body).encode()))


def test_the_breadcrumb_stands_before_the_content_everywhere(pages):
    for path, markup in pages.items():
        trail = html5lib.parse(markup, transport_encoding="utf-8", namespaceHTMLElements=False)
        navs = [nav for nav in trail.iter("nav") if "fr-breadcrumb" in nav.get("class", "")]
        inside = [nav for main in trail.iter("main") for nav in main.iter("nav") if nav in navs]
        assert not inside, path
        assert len(navs) <= 1, path
