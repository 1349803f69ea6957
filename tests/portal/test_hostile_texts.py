"""Whatever is typed on whatever screen, no page, list, feed, export or screen breaks."""

import io
import json
from types import SimpleNamespace
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from portal.core.characters import SUSPECT, clean_output
from tests.support import factories
from tests.support.people import draft, logged_in, open_editor, person
from tests.support.published_versions import fresh

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.text(
    st.sampled_from("\v\u2028\u200b\ufffe\x00\x1e<>&\"'=+{}%[]\\ \t\r\né\u0301\u202e🚀"),
    max_size=40,
)
PUBLIC = [
    *("/", "/actualites/", "/actualites/flux/atom/", "/presse/", "/presse/flux/atom/"),
    *("/recherche/", "/recherche/flux/atom/", "/recherche/suggestions.json", "/plan-du-site/"),
    *("/recrutement/", "/recrutement/flux/atom/", "/recrutement/flux/ics/", "/sitemap.xml"),
    *("/recrutement/export/json/", "/recrutement/export/csv/", "/presse/contacts/"),
]
SCREENS = [
    *("/gestion/", "/gestion/pages/search/", "/gestion/snippets/portal/theme/"),
    *("/gestion/snippets/portal/mediacontact/", "/gestion/recrutement/offres/"),
]
HISTORY = "/gestion/reports/site-history/"


@pytest.fixture
def desk(site) -> SimpleNamespace:
    """A page of each kind, with an editor open on each, and who may do everything."""
    chief = person("chef", is_staff=True, is_superuser=True)
    offer = factories.JobOfferPageFactory(parent=site.jobs, live=False)
    offer.save_revision(user=chief)
    pages = [
        draft(site, chief, parent=site.news, factory=factories.NewsArticlePageFactory),
        draft(site, chief),
        offer,
    ]
    editors = [(page, open_editor(chief, page)) for page in pages]
    return SimpleNamespace(chief=chief, client=logged_in(chief), editors=editors)


def write_everywhere(desk, title: str, summary: str, paragraph: str, heading: str) -> None:
    """Type the texts in each kind of page, publish what was taken, and in snippets."""
    block = {"key": "a", "text": paragraph, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    body = {"body-count": "2"}
    for number, (kind, value) in enumerate(
        [
            ("paragraph", {"": json.dumps({"blocks": [block], "entityMap": {}})}),
            ("heading", {"-text": heading, "-level": "h2"}),
        ]
    ):
        item = f"body-{number}"
        body |= {f"{item}-type": kind, f"{item}-order": str(number)}
        body |= {f"{item}-deleted": "", f"{item}-id": ""}
        body |= {f"{item}-value{name}": text for name, text in value.items()}
    for page, press in desk.editors:
        response = press(title=title, summary=summary, short_title=heading, **body)
        assert response.status_code in (200, 302)
        fresh(page).get_latest_revision_as_object().save_revision().publish()
    for name in ("theme", "mediacontact"):
        sent = {"name": title, "entity": summary, "address": paragraph, "slug": heading}
        response = desk.client.post(f"/gestion/snippets/portal/{name}/add/", sent)
        assert response.status_code in (200, 302)


def check(response) -> None:
    """The answer is sound, and holds none of the characters."""
    assert response.status_code in (200, 302, 410)
    content = response.content.decode().removeprefix("\ufeff")
    assert not SUSPECT.search(content) or clean_output(content) == content
    kind = response.get("Content-Type", "")
    if "xml" in kind:
        ElementTree.fromstring(response.content)  # noqa: S314
    elif "json" in kind:
        json.loads(content)
    elif "calendar" in kind:
        Calendar.from_ical(content)


@settings(
    max_examples=4,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_whatever_is_typed_everything_can_be_read(client, desk, texts):
    write_everywhere(desk, *texts)
    for path in PUBLIC:
        check(client.get(path, {"q": texts[0]} if "recherche" in path else {}))
    for page, _press in desk.editors:
        check(client.get(fresh(page).url))
        check(desk.client.get(f"/gestion/pages/{page.pk}/edit/"))
    for path in SCREENS:
        check(desk.client.get(path, {"q": texts[0]}))
    book = desk.client.get(HISTORY, {"export": "xlsx"})
    openpyxl.load_workbook(io.BytesIO(book.getvalue()))
