"""What a web server in front is told of how long it may keep an answer."""

import time

import pytest

from portal.site.front_cache import with_moment
from tests.support import factories


def headers_of(application) -> list[tuple[str, str]]:
    """What the server gets of an answer."""
    seen = []
    answer = with_moment(application)
    assert answer({}, lambda status, headers, *failure: seen.extend(headers)) == [b"page"]
    return seen


@pytest.mark.parametrize("failure", [(), (None,)])
def test_an_answer_may_be_kept_until_its_second_ends(failure):
    given = [("Content-Type", "text/html")]

    def application(environ, start_response):
        start_response("200 OK", given, *failure)
        return [b"page"]

    began = int(time.time())
    name, value = headers_of(application)[1]
    assert name == "X-Accel-Expires"
    assert began <= int(value.removeprefix("@")) <= time.time()
    assert len(given) == 1  # the page cache keeps these headers


def test_an_answer_may_say_itself_how_long():
    said = [("X-Accel-Expires", "0")]

    def application(environ, start_response):
        start_response("200 OK", said)
        return [b"page"]

    assert headers_of(application) == said


def test_a_page_whose_visits_are_counted_is_asked_for_each_time(site, client):
    offer = factories.JobOfferPageFactory(parent=site.jobs)
    article = factories.NewsArticlePageFactory(parent=site.news)
    assert client.get(offer.url)["X-Accel-Expires"] == "@1"
    assert "X-Accel-Expires" not in client.get(article.url)
