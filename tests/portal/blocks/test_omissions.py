"""One broken block, row, card or entry takes neither a page nor a list nor a feed down."""

import json
from copy import copy

from django.db import connection
from django.http import QueryDict
from django.urls import reverse

import pytest

from news.models import NEWS
from portal.blocks.omissions import forget_omissions
from portal.core.streams import keep_sound
from portal.listing.feeds import ListingFeed, keep_showable
from portal.models import Omission, PublicationPage
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import writer
from tests.support.worklist import section_of

PANEL = "elements-non-affiches"
GOOD = {"type": "paragraph", "value": "<p>La suite du texte</p>"}
FIGURE = {"value": "300", "label": "agents", "as_of": "2026-01-01", "source": "Ministère"}
UNREADABLE = {
    "unknown": {"type": "disparu", "value": {"title": "Rien"}},
    "no type": {"value": "<p>Rien</p>"},
    "no value": {"type": "paragraph"},
    "no block": "Rien",
    "nothing": None,
    "list of a paragraph": {"type": "paragraph", "value": ["Rien"]},
    "text of a struct": {"type": "quotation", "value": "Rien"},
    "list of a struct": {"type": "callout", "value": []},
    "nothing of a struct": {"type": "heading", "value": None},
    "text of rows": {"type": "accordion", "value": {"title": "Rien", "items": "Rien"}},
    "text of a key": {"type": "image", "value": {"image": "Rien"}},
    "struct of a key": {"type": "download", "value": {"document": {"id": 1}}},
    "key beyond the database": {"type": "contact", "value": {"contact": 10**30}},
    "truth of a key": {"type": "video", "value": {"media": True, "title": "Rien"}},
    "no date": {"type": "milestone", "value": {"date": "2026-13-45", "text": "Rien"}},
    "number of a text": {"type": "see_also", "value": 12},
    "table of an unknown column": {
        "type": "table",
        "value": {"columns": [{"type": "disparu", "heading": "A"}], "rows": [], "caption": ""},
    },
    "no choice": {"type": "live_figures", "value": {"title": "Rien", "source": "disparue"}},
}
UNREADABLE_ROWS = {
    "figure": {
        "type": "key_figures",
        "value": {"title": "Chiffres", "figures": [FIGURE, FIGURE | {"as_of": "hier"}, "Rien"]},
    },
    "card": {
        "type": "cards",
        "value": {"title": "Cartes", "cards": [{"url": "https://exemple.fr", "title": "300"}, 12]},
    },
    "line of a table": {
        "type": "table",
        "value": {
            "columns": [{"type": "text", "heading": "A"}],
            "rows": [{"values": ["300"]}, {"values": []}, {"values": [{}]}, "Rien"],
            "caption": "Tableau",
        },
    },
    "optional field": {
        "type": "cards",
        "value": {"cards": [{"url": "https://exemple.fr", "title": "300", "date": "hier"}]},
    },
    "item": {
        "type": "tiles",
        "value": {
            "tiles": [
                {"type": "item", "id": "1", "value": {"title": "300", "text": "Bien"}},
                {"type": "item", "id": "2", "value": {"title": ["Rien"], "text": "Rien"}},
                {"type": "item", "value": "Rien"},
            ]
        },
    },
}
GONE = {
    "page": {"type": "see_also", "value": {"label": "", "page": 999_999}},
    "card of a page": {"type": "cards", "value": {"cards": [{"page": 999_999}]}},
    "image": {"type": "image", "value": {"image": 999_999, "caption": "Rien"}},
    "portrait": {"type": "portrait", "value": {"title": "Elle", "name": "Elle", "image": 999_999}},
    "document": {"type": "download", "value": {"document": 999_999, "label": "Rien"}},
    "video": {"type": "video", "value": {"media": 999_999, "title": "Rien"}},
    "contact": {"type": "contact", "value": {"contact": 999_999}},
    "article of the press": {"type": "press_review", "value": {"title": "R", "items": [999_999]}},
    "link of a text": {"type": "paragraph", "value": '<p><a linktype="page" id="999999">x</a></p>'},
    "link without a page": {"type": "paragraph", "value": '<p><a linktype="page">Lien</a></p>'},
    "link to words": {"type": "paragraph", "value": '<p><a linktype="page" id="abc">x</a></p>'},
    "document of words": {
        "type": "paragraph",
        "value": '<p><a linktype="document" id="abc">Lien</a></p>',
    },
    "picture of a text": {
        "type": "paragraph",
        "value": '<p>Mots</p><embed embedtype="image" id="999999" format="disparu" alt="x"/>',
    },
    "link of a lost kind": {"type": "paragraph", "value": '<p><a linktype="x" id="1">x</a></p>'},
}


def store(page, body: object) -> None:
    """Write a body as it is: the editor would not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE portal_publicationpage SET body = %s WHERE page_ptr_id = %s",
            [json.dumps(body), page.pk],
        )


@pytest.fixture
def article(site):
    return factories.NewsArticlePageFactory(parent=site.news, title="Un article", body=[GOOD])


def surfaces(page) -> list[str]:
    return [page.url, "/actualites/", "/", "/actualites/flux/atom/", "/recherche/?q=article"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_block_that_cannot_be_read_is_left_out(client, admin_client, article, caplog, name):
    store(article, [GOOD, UNREADABLE[name], GOOD])
    for address in surfaces(article) * 2:
        assert client.get(address).status_code == 200, address
    html = client.get(article.url).content.decode()
    assert html.count("La suite du texte") == 2
    assert "Rien" not in html
    assert caplog.text.count("Left out of page") == 1
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft"):
        assert admin_client.get(reverse(name, args=[article.pk])).status_code == 200


@pytest.mark.parametrize("name", UNREADABLE_ROWS)
def test_a_row_that_cannot_be_read_is_left_out(client, article, name):
    store(article, [UNREADABLE_ROWS[name], GOOD])
    for address in surfaces(article):
        assert client.get(address).status_code == 200, address
    html = client.get(article.url).content.decode()
    assert "300" in html
    assert "Rien" not in html
    assert "La suite du texte" in html
    assert Omission.objects.exists()


@pytest.mark.parametrize("name", GONE)
def test_what_was_chosen_and_is_gone_breaks_nothing(client, admin_client, article, name):
    store(article, [GONE[name], GOOD])
    for address in surfaces(article):
        assert client.get(address).status_code == 200, address
    assert "La suite du texte" in client.get(article.url).content.decode()
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert admin_client.get(address).status_code == 200
    article.refresh_from_db()
    article.specific.save_revision().publish()


@pytest.mark.parametrize("body", [{"type": "paragraph"}, 12, True, "du texte", [], [12]])
def test_a_body_of_another_shape_breaks_nothing(client, article, body):
    store(article, body)
    assert client.get(article.url).status_code == 200


def test_the_people_of_the_section_learn_what_is_left_out(client, site, article, alice, chief):
    nadia = writer("nadia", NEWS)
    store(article, [UNREADABLE_ROWS["figure"] | {"id": "a-key"}, GOOD])
    assert section_of(nadia, PANEL) is None
    client.get(article.url)
    panel = section_of(nadia, PANEL)
    assert "Un article" in text_of(panel)
    assert "Chiffres clés" in text_of(panel)
    assert panel.select_one('a[href$="#block-a-key-section"]')
    assert section_of(chief, PANEL)
    assert section_of(alice, PANEL) is None  # of the press
    article.refresh_from_db()
    article.body = [("paragraph", "<p>Réparé</p>")]
    article.save_revision().publish()
    assert section_of(nadia, PANEL) is None


def test_a_preview_is_told_to_nobody(admin_client, article):
    store(article, [UNREADABLE["unknown"], GOOD])
    address = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    assert admin_client.get(address).status_code == 200
    assert not Omission.objects.exists()


def test_each_night_forgets_what_may_be_mended(client, article):
    store(article, [UNREADABLE["unknown"], GOOD])
    client.get(article.url)
    assert Omission.objects.count() == 1
    forget_omissions.call()
    assert not Omission.objects.exists()


def test_what_can_be_read_is_left_as_it_is(article):
    stored = [row for row in UNREADABLE_ROWS.values() if "item" not in str(row)]
    reported: list[tuple[str, str]] = []
    block = article.body.stream_block
    sound = keep_sound(block, stored, lambda *omission: reported.append(omission))
    assert reported
    again: list[tuple[str, str]] = []
    assert keep_sound(block, sound, lambda *omission: again.append(omission)) == sound
    assert again == []


# Lists, feeds


def test_one_card_takes_no_list_down(client, site, caplog):
    """A kind that the code does not know: its name is asked by each card of a mixed list."""
    release = factories.PressReleasePageFactory(parent=site.press, title="Inconnue au bataillon")
    factories.PressReleasePageFactory(parent=site.press, title="Une autre au bataillon")
    type(release).objects.filter(pk=release.pk).update(kind="disparu")
    for _time in range(2):
        for address in ("/recherche/?q=bataillon", "/presse/", "/", "/presse/flux/atom/"):
            response = client.get(address)
            assert response.status_code == 200, address
            assert "Une autre au bataillon" in response.content.decode(), address
    assert "Inconnue au bataillon" not in client.get("/recherche/?q=bataillon").content.decode()
    assert caplog.text.count(f"Left out of page {release.pk}") == 1


def test_one_entry_takes_no_feed_down(site, article):
    feed = ListingFeed(site.news)
    [entry] = feed.items(site.news.form_class(QueryDict()))
    broken = copy(entry)
    broken.date = None
    assert keep_showable(feed, [entry, broken], lambda page: page) == [entry]
    assert Omission.objects.get().label == "Entrée du flux"
    assert PublicationPage.objects.count() == 1
