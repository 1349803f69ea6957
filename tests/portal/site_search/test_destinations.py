"""The search finds the whole site: pages, views below lists, themes, documents, sections."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from portal.models import Destination, Passage
from portal.site_search.indexing import read_publications, read_site
from portal.site_search.jobs import read_site as read_site_job
from portal.worker.jobs import job_results
from tests.support import factories, uploads
from tests.support.documents import opendocument
from tests.support.people import validator
from tests.support.reading import links, paragraph
from tests.support.visibility import CANARY, WAYS, hide
from tests.support.withdrawals import published, withdraw


def test_a_page_whose_title_was_typed_comes_before_publications(client, site, legal):
    factories.NewsArticlePageFactory(
        parent=site.news, title="Des mentions légales et des mentions légales"
    )
    read_site()
    assert links(client, q="mentions legales")[0] == legal.url


def test_views_below_lists_and_of_no_page_are_found(client, site):
    factories.MediaContactFactory(name="Pôle presse", phone="01 99 00 12 34")
    read_site()
    assert f"{site.press.url}contacts/" in links(client, q="contacts presse")
    assert f"{site.press.url}phototheque/" in links(client, q="photothèque")
    assert "/flux/" in links(client, q="flux")
    assert "/plan-du-site/" in links(client, q="plan du site")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("corrections", "/flux/#corrections"),
        ("errata", "/flux/#corrections"),
        ("rectificatif", "/flux/#corrections"),
        ("flux des corrections", "/flux/"),
        ("flux rss", "/flux/"),
        ("atom", "/flux/"),
        ("s’abonner", "/flux/#s-abonner"),
        ("plan du site", "/plan-du-site/"),
    ],
)
def test_ways_to_follow_the_site_are_found_without_synonyms(client, site, words, address):
    read_site()
    (first, *_others) = links(client, q=words)
    assert first.startswith(address)


def test_a_theme_is_found_by_its_name_alone(client, site):
    theme = factories.ThemeFactory(name="Robotique navale")
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone", themes=[theme])
    factories.ThemeFactory(name="Robotique terrestre")  # that nothing has
    read_site()
    address = f"/recherche/?theme={theme.slug}"
    assert links(client, q="robotique navale")[0] == address
    assert (
        "Toutes les publications sur ce thème"
        in client.get("/recherche/", {"q": "robotique navale"}).content.decode()
    )
    assert address not in links(client, q="une robotique navale pour demain")
    assert links(client, q="robotique terrestre") != [address]


def test_a_theme_is_named_in_another_writing_too(client, site):
    theme = factories.ThemeFactory(name="Chasseurs F-16")
    factories.NewsArticlePageFactory(parent=site.news, title="Un vol", themes=[theme])
    read_site()
    for words in ("chasseurs F16", "chasseur F/16", "F-16"):
        assert f"/recherche/?theme={theme.slug}" in links(client, q=words)


@pytest.fixture
def report(site):
    body = "<text:h>Bilan</text:h><text:p>Les essais de Toulon ont duré trois mois.</text:p>"
    document = uploads.document("Rapport d’essais", opendocument("odt", body), "rapport.odt")
    block = {"type": "download", "value": {"document": document.pk, "description": ""}}
    page = published(
        factories.NewsArticlePageFactory, parent=site.news, title="Un essai", body=[block]
    )
    document.refresh_from_db()
    assert document.public
    return document, page


def test_a_document_is_found_by_its_title_and_its_text(client, report):
    document, page = report
    read_site()
    assert document.file.url in links(client, q="rapport d’essais")
    assert "Toulon" in client.get("/recherche/?q=rapport+d’essais").content.decode()
    assert links(client, q="essais Toulon") == [document.file.url]
    page.unpublish()
    assert links(client, q="essais Toulon") == []  # before the site is read again
    read_site()
    assert not Destination.objects.filter(document=document).exists()


def test_a_document_says_its_format_and_weight(client, report):
    read_site()
    content = client.get("/recherche/?q=essais+Toulon").content
    detail = BeautifulSoup(content, "html.parser").select_one(".fr-card__detail").text
    assert detail.split()[:2] == ["ODT", "–"]


def test_a_file_is_opened_once(report, monkeypatch):
    read_site()
    monkeypatch.setattr("portal.site_search.indexing.read_document", None)
    read_site()


def test_types_are_counted_and_narrow(client, site, legal, report):
    factories.NewsArticlePageFactory(parent=site.news, title="Des mentions")
    read_site()
    response = client.get("/recherche/?q=mentions")
    (types,) = [group for group in response.context["facets"] if group["name"] == "type"]
    assert {choice["value"]: choice["count"] for choice in types["choices"]} == {
        "actualite": 1,
        "page": 1,
    }
    assert links(client, q="mentions", type="page") == [legal.url]
    assert legal.url not in links(client, q="mentions", type="actualite")
    assert [report[0].file.url] == links(client, type="document")
    assert legal.url in links(client, type="page")
    assert legal.url not in links(client, q="mentions", annee="2024")


def test_feeds_hold_publications_alone(client, site, legal):
    read_site()
    assert "Mentions" not in client.get("/recherche/flux/atom/?q=mentions").content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_what_leaves_the_site_leaves_its_copies_at_once(client, site, way):
    hidden = factories.NewsArticlePageFactory(
        parent=site.news, title=f"Article {CANARY}", body=[paragraph(f"Le {CANARY} court.")]
    )
    see_also = {"type": "see_also", "value": {"page": hidden.pk, "label": f"Le {CANARY}"}}
    factories.StandardPageFactory(parent=site.home, title="Une page", body=[see_also])
    read_site()
    assert Passage.objects.filter(text__contains=CANARY).count() == 2
    hide(hidden, way)
    if way != "ended":  # it keeps a page of its own, to which others may lead
        assert not Passage.objects.filter(text__contains=CANARY).exists()
    assert hidden.url not in links(client, q=f"{CANARY} court")
    read_site()
    assert not Destination.objects.filter(page=hidden).exists()


def test_a_withdrawal_takes_the_copies_in_its_transaction(site):
    page = published(factories.PressReleasePageFactory, parent=site.press, title=f"Le {CANARY}")
    link = f'<a linktype="page" id="{page.pk}">le {CANARY}</a>'
    factories.StandardPageFactory(parent=site.home, title="Une page", body=[paragraph(link)])
    read_site()
    assert Destination.objects.filter(page=page).exists()
    withdraw(page, validator("benoit"))
    assert not Destination.objects.filter(page=page).exists()
    assert not Passage.objects.filter(text__contains=CANARY).exists()
    read_site()
    assert not Destination.objects.filter(page=page).exists()


def test_a_private_page_is_not_found(client, site, legal):
    read_site()
    hide(legal, "private")
    assert links(client, q="mentions") == []
    read_site()
    assert links(client, q="mentions") == []


def test_a_page_that_moves_is_led_to_where_it_is(client, site, legal):
    read_site()
    legal.slug = "informations-legales"
    legal.save_revision().publish()
    read_site()
    assert links(client, q="mentions") == ["/informations-legales/"]


def test_acts_that_visitors_see_have_the_site_read_again(
    site, legal, django_capture_on_commit_callbacks
):
    def waiting() -> int:
        return job_results().filter(task_path=read_site_job.module_path).count()

    with django_capture_on_commit_callbacks(execute=True):
        legal.save_revision(log_action=True)
    assert waiting() == 0
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            legal.save_revision(log_action=True).publish()
    assert waiting() == 1


def test_the_number_of_queries_does_not_grow_with_the_results(client, site):
    def count() -> int:
        read_site()
        client.get("/recherche/?q=drone")
        with CaptureQueriesContext(connection) as captured:
            client.get("/recherche/?q=drone")
        return len(captured)

    ContentType.objects.clear_cache()
    numbers = []
    for number in (2, 6):
        for each in range(number):
            factories.StandardPageFactory(
                parent=site.home, title=f"Drone {number} {each}", body=[paragraph("Un drone.")]
            )
            factories.NewsArticlePageFactory(parent=site.news, title=f"Drone {number} {each}")
        numbers.append(count())
    assert numbers[0] == numbers[1]


def test_suggestions_name_pages(client, legal):
    read_site()
    items = client.get("/recherche/suggestions.json?q=menti").json()
    assert {"label": "Mentions légales", "url": legal.url, "kind": "Page"} in items


def test_what_cannot_be_read_is_not_asked_for_without_end(site, monkeypatch):
    monkeypatch.setattr("portal.site_search.indexing.BATCH", 1)
    monkeypatch.setattr("portal.site_search.indexing.visit", lambda path: None)
    page = factories.NewsArticlePageFactory(parent=site.news, title="Importé")
    Page.objects.filter(pk=page.pk).update(last_published_at=None)
    assert read_publications()
    assert not read_publications()
