"""The Atom feed of each list."""

import datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from news.models import NewsArticlePage
from tests.support import factories

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(response) -> list:
    return ElementTree.fromstring(response.content).findall("a:entry", ATOM)  # noqa: S314


def test_a_feed_holds_the_newest_publications(client, site):
    factories.NewsArticlePageFactory(
        parent=site.news, title="Le 1er drone & l’IA", date=datetime.date(2026, 1, 2)
    )
    response = client.get(f"{site.news.url}flux/atom/")
    assert response["Content-Type"].startswith("application/atom+xml")
    (entry,) = entries(response)
    assert entry.find("a:title", ATOM).text == "Le 1er drone & l’IA"
    assert entry.find("a:published", ATOM).text == "2026-01-02T00:00:00+01:00"


def test_a_feed_follows_the_filters_of_its_list(client, site):
    factories.PressReleasePageFactory(parent=site.press, title="Drone", kind="discours")
    factories.PressReleasePageFactory(parent=site.press, title="Calcul")
    response = client.get(f"{site.press.url}flux/atom/", {"nature": "discours"})
    assert [entry.find("a:title", ATOM).text for entry in entries(response)] == ["Drone"]


def test_an_entry_keeps_its_identity_when_its_address_changes(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news)
    url = f"{site.news.url}flux/atom/"
    before = entries(client.get(url))[0].find("a:id", ATOM).text
    page.slug = "autre-adresse"
    page.save()
    entry = entries(client.get(url))[0]
    assert entry.find("a:id", ATOM).text == before
    assert "autre-adresse" in entry.find("a:link", ATOM).get("href")


@pytest.mark.parametrize("path", ["/actualites/", "/presse/", "/recrutement/", "/recherche/"])
def test_a_list_announces_its_feed(client, site, path):
    page = BeautifulSoup(client.get(path, {"q": "drone"}).content, "html.parser")
    [link] = page.select('link[type="application/atom+xml"]')
    assert link["href"] == f"{path}flux/atom/?q=drone"
    assert client.get(f"{path}flux/atom/?q=drone&page=x&tri=%00").status_code == 200


def test_an_unchanged_feed_is_not_sent_again(client, site):
    factories.NewsArticlePageFactory(parent=site.news)
    url = f"{site.news.url}flux/atom/"
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("summary", ["Un élément <audio> & 3 < 5", "<b>gras</b> &amp; é"])
def test_a_summary_is_text(client, site, summary):
    """Readers show it as it was written, also what looks like a tag."""
    factories.NewsArticlePageFactory(parent=site.news, title="A < B & <i>C</i>", summary=summary)
    (entry,) = entries(client.get(f"{site.news.url}flux/atom/"))
    shown = entry.find("a:summary", ATOM)
    assert shown.text == summary
    for element in (shown, entry.find("a:title", ATOM)):
        assert element.get("type", "text") == "text"  # RFC 4287, 3.1.1
    assert entry.find("a:title", ATOM).text == "A < B & <i>C</i>"


@pytest.mark.parametrize("day", [datetime.date(26, 5, 1), datetime.date(1, 1, 1)])
def test_an_old_row_of_a_wrong_year_leaves_feeds_and_lists_valid(client, site, day):
    page = factories.NewsArticlePageFactory(parent=site.news)
    NewsArticlePage.objects.filter(pk=page.pk).update(date=day, last_published_at=None)
    (entry,) = entries(client.get(f"{site.news.url}flux/atom/"))
    for name in ("published", "updated"):
        assert datetime.datetime.fromisoformat(entry.find(f"a:{name}", ATOM).text).year >= 1970
    for path in (site.news.url, page.url, "/", "/recherche/", "/recherche/flux/atom/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/actualites/flux/atom/", "/recherche/flux/atom/", "/presse/flux/corrections/"]
)
def test_an_empty_feed_is_the_same_the_next_day(client, site, stop_clock, path):
    answers = []
    for day in (1, 2):
        stop_clock(datetime.datetime(2026, 12, day, 9, tzinfo=datetime.UTC))
        answers.append(client.get(path))
    first, second = answers
    assert first.status_code == 200
    assert first.content == second.content
    assert (first["ETag"], first["Last-Modified"]) == (second["ETag"], second["Last-Modified"])
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(path, headers=since).status_code == 304
