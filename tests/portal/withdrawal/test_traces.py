"""What readers are told of a withdrawal and of a reopening, in feeds and in the public history."""

from django.urls import reverse
from django.utils import timezone

import pytest
from lxml import etree

from portal.models import Withdrawal
from tests.support.people import logged_in
from tests.support.queries import count_queries
from tests.support.visibility import CANARY
from tests.support.withdrawals import WHY, fresh, reopen, withdraw

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(page) -> str:
    return f"{page.get_parent().url}flux/atom/"


def entries(client, url: str) -> dict[str, dict[str, str]]:
    """The texts of the entries of a feed, by their identifier."""
    root = etree.fromstring(client.get(url).content)
    return {
        entry.findtext(f"{ATOM}id"): {child.tag.removeprefix(ATOM): child.text for child in entry}
        for entry in root.iter(f"{ATOM}entry")
    }


def entry_of(client, page, url: str = "") -> dict[str, str]:
    return entries(client, url or feed_of(page))[f"urn:uuid:{page.translation_key}"]


def test_feeds_say_that_it_was_withdrawn_and_why(client, page):
    before = entry_of(client, page)
    withdraw(page, page.validator)
    for url in (feed_of(page), "/recherche/flux/atom/"):
        entry = entry_of(client, page, url)
        assert entry["title"] == f"[Retiré] {page.title}"
        assert WHY in entry["summary"]
        assert "Contenu erroné" in entry["summary"]
        assert CANARY not in " ".join(filter(None, entry.values()))
        assert "category" not in entry
        assert entry["updated"] > before["updated"]


def test_feeds_say_that_it_is_back(client, page):
    withdraw(page, page.validator)
    withdrawn = entry_of(client, page)
    reopen(page, page.validator)
    entry = entry_of(client, page)
    assert entry["title"] == page.title
    assert "de nouveau en ligne" in entry["summary"]
    assert "vérifié" not in entry["summary"]  # a reason that is not for the public
    assert entry["updated"] > withdrawn["updated"]


def test_nobody_finds_it_by_its_words(client, page):
    withdraw(page, page.validator)
    assert not entries(client, f"{feed_of(page)}?q={CANARY}")


def test_what_visitors_may_not_open_is_in_no_feed(client, page):
    withdraw(page, page.validator)
    fresh(page).unpublish()
    assert f"urn:uuid:{page.translation_key}" not in entries(client, feed_of(page))


def test_a_feed_costs_the_same_with_many(client, page):
    withdraw(page, page.validator)
    url = feed_of(page)
    few = count_queries(client, url)
    for number in range(4):
        other = fresh(page).copy(update_attrs={"slug": f"autre-{number}"}, keep_live=True)
        withdraw(other.specific, page.validator)
    assert count_queries(client, url) <= few


# What replaces it


@pytest.fixture
def other(page):
    return page.site.public[0]


def send(page, **fields):
    given = {"choice": "withdraw", "kind": "remplacement", "reason": WHY, "confirmed": "on"}
    address = reverse("withdraw", args=[page.pk])
    return logged_in(page.validator).post(address, given | fields)


def test_its_page_leads_to_what_replaces_it(client, page, other):
    assert send(page, replacement=other.pk).status_code == 302
    html = client.get(page.url).content.decode()
    assert "Ce texte le remplace" in html
    assert f'href="{other.url}"' in html
    type(other).objects.filter(pk=other.pk).update(live=False)
    html = client.get(page.url).content.decode()
    assert "Ce texte le remplace" not in html
    assert other.title not in html


def test_only_a_public_text_replaces_another(page, other):
    draft = (
        type(other)
        .objects.get(pk=other.pk)
        .copy(update_attrs={"slug": "un-brouillon"}, keep_live=False)
    )
    for given, message in (
        ({"replacement": page.pk}, "Choisissez un texte public."),
        ({"replacement": draft.pk}, "Choisissez un texte public."),
        ({"replacement": other.pk, "kind": "erreur"}, "Réservé aux retraits"),
        ({"replacement": other.pk, "choice": "remove"}, "Réservé aux retraits"),
    ):
        response = send(page, **given)
        assert message in response.content.decode()
    assert not Withdrawal.objects.exists()


# The trace of a reopening


def test_the_public_history_says_that_it_was_away(client, page):
    if not page.versions.exists():
        pytest.skip("this section keeps no versions")
    withdraw(page, page.validator)
    reopen(page, page.validator)
    assert "historique/" in client.get(page.url).content.decode()
    html = client.get(f"{page.url}historique/").content.decode()
    assert "de nouveau en ligne le" in html
    assert "Contenu erroné" in html
    assert "vérifié" not in html
    assert str(timezone.localdate().year) in html
