"""Characters that were stored before forms cleaned them break nothing, and change nobody's work."""

import io
import json
from types import SimpleNamespace
from xml.etree import ElementTree

from django.db import connection

from wagtail.models import Page

import openpyxl
import pytest
from icalendar import Calendar

from portal.core.characters import SUSPECT, clean, clean_line
from portal.models import User
from portal.versions.comparison import compare
from portal.workflow.authorship import authors
from portal.workflow.fingerprints import content_digest
from tests.support.admin_forms import stream_fields
from tests.support.people import decide, draft, edit, logged_in, person
from tests.support.published_versions import change, fresh, release
from tests.support.rich_site import PATHS, make_rich_site

OLD = "\v\u200b\ufffe\x02\x1e\u2028"
FEEDS = ["/actualites/", "/presse/", "/recrutement/", "/recherche/"]
ADMIN = [
    *("/gestion/", "/gestion/pages/", "/gestion/reports/site-history/", "/gestion/calendrier/"),
    *("/gestion/snippets/portal/theme/", "/gestion/snippets/portal/mediacontact/"),
    *("/gestion/images/", "/gestion/documents/", "/gestion/users/", "/gestion/recrutement/offres/"),
    *("/gestion/reports/locked/", "/gestion/reports/workflow/", "/gestion/reports/aging-pages/"),
]
WORKBOOKS = [
    *(
        "/gestion/reports/site-history/",
        "/gestion/reports/aging-pages/",
        "/gestion/recrutement/offres/",
    ),
    *("/gestion/redirects/", "/gestion/reports/workflow/"),
]
# What the portal reads itself, and not people: addresses, choices, fingerprints.
READ_BY_CODE = "slug|url|path|email|phone|file|digest|hash|password|key|locale|code|type|stem|kind"
TABLES = "^(portal|news|press|recruitment)_|^wagtailcore_(page|comment|collection|workflow|task)$"
FIXED = "version|tombstone|mail|heartbeat|word|rendition|sectionresource"


def spoil() -> None:
    """Add the characters to each text of the database, as older forms would have stored them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, character_maximum_length"
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name ~ %s AND table_name !~ %s AND column_name !~ %s"
            " AND (data_type = 'text' OR character_maximum_length >= 60)",
            [TABLES, FIXED, READ_BY_CODE],
        )
        for table, column, longest in cursor.fetchall():
            value = f'overlay("{column}" placing %s from 2 for 0)'
            value = f"left({value}, {longest})" if longest else value
            query = f'UPDATE "{table}" SET "{column}" = {value} WHERE length("{column}") > 3'  # noqa: S608
            cursor.execute(query, [OLD])


@pytest.fixture(scope="module")
def spoilt(common_site) -> SimpleNamespace:
    """A site with something of everything, each text of which holds old characters."""
    site = make_rich_site()
    spoil()
    page = Page.objects.get(pk=site.release.pk).specific
    page.body.append(("paragraph", f"<p>Un{OLD}texte.</p>"))
    page.declare("nom", f"Un{OLD}nom.")
    page.save_revision().publish()
    return site


def is_clean(response) -> bool:
    return not SUSPECT.search(response.text.removeprefix("\ufeff"))


@pytest.mark.parametrize("path", PATHS)
def test_no_public_page_shows_them(client, spoilt, path):
    response = client.get(path)
    assert response.status_code in (200, 302, 404, 410), response.status_code
    assert is_clean(response)


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_sound(client, spoilt, path):
    response = client.get(f"{path}flux/atom/")
    assert ElementTree.fromstring(response.content).tag.endswith("feed")  # noqa: S314
    assert is_clean(response)


def test_the_feed_of_corrections_is_sound(client, spoilt):
    response = client.get(spoilt.press.corrections_feed_url)
    assert "nom." in response.text
    assert ElementTree.fromstring(response.content).tag.endswith("feed")  # noqa: S314
    assert is_clean(response)


@pytest.mark.parametrize(
    "path",
    [
        "/recrutement/export/json/",
        "/recrutement/export/csv/",
        "/recrutement/flux/ics/",
        "/sitemap.xml",
        "/recherche/suggestions.json?q=article",
    ],
)
def test_what_machines_read_is_sound(client, spoilt, path):
    response = client.get(path)
    assert response.status_code == 200
    assert is_clean(response)
    if "json" in path:
        assert json.loads(response.content)
        assert "\\u0002" not in response.text
    if "ics" in path:
        assert Calendar.from_ical(response.content).events


@pytest.mark.parametrize("path", ADMIN)
def test_no_screen_of_the_administration_shows_them(spoilt, path):
    response = logged_in(chief()).get(path, follow=True)
    assert response.status_code == 200
    assert is_clean(response)


@pytest.mark.parametrize("path", WORKBOOKS)
def test_workbooks_open(spoilt, path):
    response = logged_in(chief()).get(path, {"export": "xlsx"}, follow=True)
    book = openpyxl.load_workbook(io.BytesIO(response.getvalue()))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert cells
    assert not SUSPECT.search(" ".join(cells))
    lines = logged_in(chief()).get(path, {"export": "csv"}, follow=True)
    assert not SUSPECT.search(lines.getvalue().decode("utf-8-sig"))


def chief():
    return User.objects.filter(is_superuser=True).first() or person("chef", is_superuser=True)


# Nobody wrote what was only cleaned


@pytest.fixture
def old_page(site, alice):
    """A communiqué that was written before, and waits for its approval."""
    quotation = {"text": f"Oui{OLD}.", "author": f"C{OLD}M", "role": "", "source": ""}
    body = [
        {"type": "paragraph", "value": f'<p data-block-key="a">Un{OLD}texte.</p>'},
        {"type": "quotation", "value": quotation | {"source_url": ""}},
    ]
    page = draft(site, alice, f"Un{OLD}titre", summary=f"Un{OLD}chapô.", body=body)
    page.get_workflow().start(page, alice)
    return fresh(page)


def test_who_saves_an_old_text_wrote_nothing(old_page, benoit, chloe):
    before = content_digest(old_page.latest_revision)
    stored = old_page.latest_revision.content
    sent = stream_fields(old_page)
    title, summary = clean_line(old_page.title), clean(old_page.summary)
    edit(benoit, old_page, title=title, summary=summary, **sent)
    page = fresh(old_page)
    assert page.latest_revision.user == benoit
    assert content_digest(page.latest_revision) == before
    assert authors(page).isdisjoint({benoit.pk})
    for name in ("title", "summary", "body"):  # nor was it written anew
        assert page.latest_revision.content[name] == stored[name]
    decide(benoit, page)
    decide(chloe, page)
    assert fresh(page).live


def test_what_changed_is_cleaned(old_page, benoit):
    sent = stream_fields(old_page) | {"body-1-value-author": "Camille\u200b Martin"}
    edit(benoit, old_page, summary=f"Un{OLD}autre chapô.", **sent)
    page = fresh(old_page)
    assert benoit.pk in authors(page)
    text = page.get_latest_revision_as_object()
    assert text.title == f"Un{OLD}titre"
    assert text.summary == "Un\n\nautre chapô."
    assert text.body[1].value["author"] == "Camille Martin"


def test_a_version_with_old_characters_differs_by_its_words_alone(client, site):
    page = release(site, title=f"Un{OLD}titre", summary="Un chapô.")
    [first] = page.versions.all()
    page = change(page, "mineure", "Rien.", title=clean_line(page.title))
    assert page.versions.first().text == first.text != page.versions.last().text
    assert not compare(*page.versions.all())
    assert client.get(f"{page.url}historique/1/texte/").content.decode() == first.text
