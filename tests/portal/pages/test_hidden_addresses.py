"""The addresses below a hidden page answer as those of an absent one do."""

import re
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

import pytest

from tests.support import factories
from tests.support.visibility import hide

HIDDEN, ABSENT = "paru-nulle-part", "ecrit-par-nul-1"
PARAMETERS = {"int": "1", "str": "x", "slug": "x"}
FACTORIES = {
    "press": factories.PressReleasePageFactory,
    "news": factories.NewsArticlePageFactory,
    "jobs": factories.JobOfferPageFactory,
}
LISTS = ["press", "news", "jobs"]
WAYS = ["draft", "scheduled", "private"]


def routes(page: RoutablePageMixin) -> Iterator[str]:
    """An address below the page for each of its routes, and two that no page has."""
    for each in type(page).get_subpage_urls():
        route = re.sub(r"<(\w+):\w+>", lambda match: PARAMETERS[match[1]], str(each.pattern))
        yield route
    yield from ("absent/", "flux/atom/", "partager/", "versions/")


def answer(client: Client, address: str) -> tuple:
    """All that a visitor can compare: the status, the headers, the text, the number of queries."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    headers = {name: value for name, value in response.headers.items() if name != "ETag"}
    body = response.content.decode()
    for slug in (HIDDEN, ABSENT, HIDDEN.upper(), ABSENT.upper()):
        headers = {name: value.replace(slug, "…") for name, value in headers.items()}
        body = body.replace(slug, "…")
    return response.status_code, headers, body, len(captured)


def require_same(client: Client, page: Page) -> None:
    addresses = [page.url + route for route in dict.fromkeys(routes(page.specific))]
    addresses += [f"{addresses[-1]}?q=drone&page=2", f"{page.url}?q=drone"]
    addresses += [page.url.replace(page.slug, page.slug.upper()), page.url.rstrip("/")]
    assert len(addresses) > 8
    answer(client, addresses[0])  # caches are warm then
    for address in addresses:
        absent = address.replace(HIDDEN, ABSENT).replace(HIDDEN.upper(), ABSENT.upper())
        answer(client, absent)  # what a first visit makes, such as settings, is there then
        expected = answer(client, absent)
        assert answer(client, address) == expected, address
        assert expected[0] in (301, 404)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", LISTS)
def test_below_a_hidden_text(client, site, name, way):
    page = FACTORIES[name](parent=getattr(site, name), title="Un texte", slug=HIDDEN)
    hide(type(page).objects.get(pk=page.pk), way)
    require_same(client, page)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", LISTS)
def test_below_a_hidden_list(client, site, name, way):
    page = getattr(site, name)
    FACTORIES[name](parent=page, title="Un texte", live=False)
    page.slug = HIDDEN
    page.save()
    page = type(page).objects.get(pk=page.pk)
    page.move(page.get_parent(), pos="last-child")
    hide(type(page).objects.get(pk=page.pk), way)
    require_same(client, Page.objects.get(pk=page.pk))


def test_a_live_page_below_a_hidden_one_is_served(client, site):
    hidden = factories.StandardPageFactory(parent=site.jobs, live=False)
    below = factories.StandardPageFactory(parent=hidden)
    assert client.get(below.url).status_code == 200
    assert client.get(hidden.url).status_code == 404
