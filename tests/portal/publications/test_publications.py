"""What all publications share: related pages, neighbours, reading time, the shape of an address."""

import datetime

import pytest

from portal.models import PublicationPage, RelatedPublication
from press.models import PressReleaseContact, PressReleasePage
from tests.support import factories


def test_related_hand_picked_first_then_by_shared_themes(client, site):
    ia, calcul, other = (factories.ThemeFactory() for _ in range(3))
    page = factories.NewsArticlePageFactory(parent=site.news, themes=[ia, calcul])
    picked = factories.JobOfferPageFactory(parent=site.jobs, themes=[other])
    twice = factories.PressReleasePageFactory(
        parent=site.press,
        themes=[ia, calcul],
        date=datetime.date(2020, 1, 1),
        kind=PressReleasePage.Kind.SPEECH,
    )
    once = factories.NewsArticlePageFactory(parent=site.news, themes=[ia])
    factories.NewsArticlePageFactory(parent=site.news, themes=[ia], date=datetime.date(2019, 1, 1))
    factories.NewsArticlePageFactory(parent=site.news, themes=[other])
    page.related_links.add(RelatedPublication(target=picked.publicationpage_ptr))
    page.save()
    related = client.get(page.url).context["related"]
    assert [other.pk for other in related] == [picked.pk, twice.pk, once.pk]
    assert [other.kind_name for other in related] == ["Offre d’emploi", "Discours", "Actualité"]


def test_neighbours_by_date_within_the_list(client, site):
    pages = [
        factories.NewsArticlePageFactory(parent=site.news, date=datetime.date(2026, 1, day))
        for day in (1, 2, 2, 3)
    ]
    factories.PressReleasePageFactory(parent=site.press, date=datetime.date(2026, 1, 2))
    for position, page in enumerate(pages):
        context = client.get(page.url).context
        before = pages[position - 1].pk if position else None
        after = pages[position + 1].pk if position < 3 else None
        assert getattr(context["previous"], "pk", None) == before
        assert getattr(context["next"], "pk", None) == after


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (500, 3)])
def test_reading_time(site, words, minutes):
    page = factories.NewsArticlePageFactory(
        parent=site.news,
        summary="",
        body=[{"type": "paragraph", "value": f"<p>{'mot ' * words}</p>"}],
    )
    assert page.reading_time == minutes


def test_listed_by_the_clock_of_the_database(site):
    page = factories.NewsArticlePageFactory(parent=site.news)
    assert PublicationPage.objects.listed().get() == page.publicationpage_ptr


def test_a_communique_shows_all_that_it_is(client, site):
    place = factories.PlaceFactory(name="Paris")
    contact = factories.MediaContactFactory(name="Centre média", phone="09 88 67 33 33")
    page = factories.PressReleasePageFactory(
        parent=site.press,
        title="Une capacité de calcul",
        date=datetime.date(2024, 5, 1),
        place=place,
        issuer="Ministère d’alors",
        contacts=[PressReleaseContact(contact=contact)],
    )
    content = client.get(page.url).content.decode()
    text = " ".join(content.replace("\xa0", " ").replace("&nbsp;", " ").split())
    assert "Ministère d’alors" in text
    assert "Communiqué de presse" in text
    assert 'datetime="2024-05-01"' in text
    assert "1<sup>er</sup> mai 2024" in text
    assert 'href="tel:+33988673333"' in text
    assert content.count("<h1") == 1


def test_a_link_to_a_draft_keeps_its_words_and_loses_its_address(client, site):
    draft = factories.NewsArticlePageFactory(parent=site.news, slug="brouillon", live=False)
    page = factories.NewsArticlePageFactory(
        parent=site.news,
        body=[
            {"type": "paragraph", "value": f'<p><a linktype="page" id="{draft.pk}">mots</a></p>'},
            {"type": "see_also", "value": {"label": "À lire", "page": draft.pk}},
        ],
    )
    content = client.get(page.url).content.decode()
    assert "<a>mots</a>" in content
    assert "brouillon" not in content


def test_paragraphs_keep_superscripts_and_no_break_spaces(client, site):
    source = "<p>Le 100<sup>e</sup> ingénieur\xa0: «\xa0Génial\xa0».</p>"
    page = factories.NewsArticlePageFactory(
        parent=site.news, body=[{"type": "paragraph", "value": source}]
    )
    assert source in client.get(page.url).content.decode()
