"""Any text: each search, suggestion and twin of a list answers, and titles are found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.characters import clean
from portal.models import PublicationPage
from portal.search import ParsedQuery, Word
from portal.search.normalization import (
    fold,
    make_title_key,
    normalize,
    split_words,
    write_for_index,
)
from portal.search.prefixes import prefix_query
from tests.support import factories
from tests.support.typed_texts import EXAMPLES, QUERIES, TEXTS, TITLES, WRITINGS

PAGES = ["/recherche/", "/actualites/", "/recrutement/", "/recherche/suggestions.json"]
OFFERS = [
    *("/recrutement/flux/atom/", "/recrutement/flux/ics/"),
    *("/recrutement/export/csv/", "/recrutement/export/json/"),
]
TWINS = ["/recherche/flux/atom/", "/presse/flux/atom/", "/presse/flux/corrections/", *OFFERS]
DESK = [
    *("/gestion/pages/search/", "/gestion/images/", "/gestion/documents/"),
    *("/gestion/users/", "/gestion/reports/searches/"),
]


@pytest.fixture
def offer(site):
    return factories.JobOfferPageFactory(
        parent=site.jobs, title="Pilote de drone (F/H)", slug="pilote-de-drone"
    )


@settings(EXAMPLES, max_examples=400)
@given(TEXTS)
def test_any_text_is_normalized_once_and_for_all(text):
    normalized = normalize(text)
    assert normalize(normalized) == normalized == fold(normalized)
    assert write_for_index(write_for_index(text)).startswith(" ".join(split_words(text)))
    assert bool(make_title_key(text)) == bool(split_words(text))
    prefix_query(text, config="simple")


@pytest.mark.parametrize("text", ["é" * 10_000, "a-" * 5_000, "1 000 " * 2_000, "\ufdfa" * 300])
def test_a_long_text_gets_an_answer(article, text):
    article("Long", body=[{"type": "paragraph", "value": f"<p>{text}</p>"}])
    list(PublicationPage.objects.search(text))
    list(PublicationPage.objects.autocomplete(text))


@settings(EXAMPLES, max_examples=150)
@given(TEXTS, st.sampled_from(PAGES + TWINS), st.sampled_from(["", "tel_quel", "type", "theme"]))
def test_any_text_gets_an_answer(client, site, text, path, name):
    response = client.get(path, {"q": text, **({name: text} if name else {})})
    # Lists say that a theme does not exist; a twin of such a list does not exist
    assert response.status_code == 200 or (path in TWINS and name and response.status_code == 404)


@EXAMPLES
@given(TEXTS)
def test_any_text_is_searched_for_completed_and_corrected(site, text):
    list(PublicationPage.objects.search(text))
    list(PublicationPage.objects.autocomplete(text))
    Word.objects.correct(ParsedQuery(text))


@settings(EXAMPLES, max_examples=40)
@given(TEXTS, st.sampled_from(DESK))
def test_any_text_gets_an_answer_at_the_desk(client, site, chief, text, path):
    client.force_login(chief)
    assert client.get(path, {"q": text}).status_code == 200


@settings(EXAMPLES, max_examples=100)
@given(TEXTS | QUERIES, st.sampled_from(OFFERS))
def test_a_twin_holds_what_holds_all_the_words(client, offer, text, path):
    query = ParsedQuery(clean(text).strip())  # as every form reads it
    matches = PublicationPage.objects.listed().find_matches(query).keys
    is_asked_for = not query.text or offer.pk in matches
    assert (offer.slug in client.get(path, {"q": text}).content.decode()) == is_asked_for


@EXAMPLES
@given(TEXTS)
def test_each_word_of_a_title_finds_it(article, text):

    page = article(f"À part : {text}".replace("\x00", "")[:255])
    listed = PublicationPage.objects.listed()
    for query in map(ParsedQuery, {page.title, *split_words(page.title)}):
        if query.words and not query.is_too_common:
            assert page.pk in listed.find_matches(query).keys, query.text
    page.delete()


@settings(EXAMPLES, max_examples=150)
@given(TITLES, st.data())
def test_words_of_a_title_in_a_row_find_it_in_any_writing(article, title, data):
    page = article(title)
    words = title.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    stop = data.draw(st.integers(start + 1, len(words)))
    typed = " ".join(words[start:stop])
    for write in data.draw(st.lists(st.sampled_from(WRITINGS), max_size=4)):
        typed = write(typed)
    query = ParsedQuery(typed)
    if query.words and not query.is_too_common:
        assert page.pk in PublicationPage.objects.listed().find_matches(query).keys, typed
    page.delete()
