"""Every kind of page is sound HTML: a strict parser reads it, and what it names exists."""

from collections import Counter

import html5lib
import pytest

from tests.rich_site import PATHS, make_rich_site


@pytest.fixture
def rich_site(db):
    return make_rich_site()


def faults(markup: bytes) -> list[str]:
    """What is wrong with a page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(markup, transport_encoding="utf-8")
    found = [f"{position} {code}" for position, code, _details in parser.errors]
    elements = list(document.iter())
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    found += [f"id {name!r} twice" for name, count in ids.items() if count > 1 or not name.strip()]
    for element in elements:
        for name in ("href", "src", "action"):
            if element.get(name, "-").strip() in ("", "#"):
                found.append(f"<{element.tag}> with an empty {name}")
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            missing = set(element.get(name, "").split()) - set(ids)
            found += [f"{name} names an absent {target}" for target in missing]
    return found


def test_every_kind_of_page_is_sound(client, rich_site):
    problems = {path: faults(client.get(path).content) for path in PATHS}
    assert not {path: found for path, found in problems.items() if found}


@pytest.mark.parametrize(
    "body",
    [
        "<p>Un<div>Deux</div></p>",
        '<p id="un">Un</p><p id="un">Deux</p>',
        '<a href="">Un</a>',
        '<a href="#">Un</a>',
        '<label for="absent">Un</label>',
        '<p id="">Un</p>',
    ],
)
def test_a_fault_would_be_seen(body):
    page = f"<!DOCTYPE html><html><head><title>Un</title></head><body>{body}</body></html>"
    assert faults(page.encode())
