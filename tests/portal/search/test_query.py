"""What is typed: French as people type it, and the words that editors equate."""

from django.core.exceptions import ValidationError
from django.core.management import call_command

import pytest

from portal.models import PublicationPage
from portal.search import ParsedQuery, SynonymGroup, Word
from portal.search.normalization import fold, normalize, split_words
from tests.support import factories


def body(text: str) -> list[dict]:
    return [{"type": "paragraph", "value": f"<p>{text}</p>"}]


@pytest.fixture
def found(client, site):
    """The titles that a search finds, in their order."""

    def search(words: str) -> list[str]:
        response = client.get("/recherche/", {"q": words})
        assert response.status_code == 200
        return [page.title for page in response.context["object_list"]]

    return search


def test_words_are_cut_as_a_reader_cuts_them():
    assert split_words("L’I.A. d'aujourd’hui, «\xa0Génial\xa0»_5G") == [
        *("L", "IA", "d", "aujourd", "hui", "Génial", "5G"),
    ]
    assert fold("Œuvre d’ÉTÉ") == "oeuvre d'ete"
    assert normalize("  L’été :  ÉTÉ ") == "l ete ete"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("drone léger", [("drone",), ("léger",)]),
        ('"essai en vol" drone', [("essai", "en", "vol"), ("drone",)]),
        ("«\xa0essai en vol\xa0»", [("essai", "en", "vol")]),
        ('"essai en', [("essai",), ("en",)]),
        ("comment sont les drones ?", [("drones",)]),
        ("", []),
        ("?!… -- \"\" ''", []),
    ],
)
def test_a_search_has_parts(text, parts):
    assert [part.words for part in ParsedQuery(text).parts] == parts


def test_a_search_has_at_most_twenty_words():
    assert sum(len(part.words) for part in ParsedQuery("mot " * 90).parts) == 20


def test_an_exact_phrase(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Un essai en vol")
    factories.NewsArticlePageFactory(parent=site.news, title="En vol, un essai")
    assert set(found("essai vol")) == {"Un essai en vol", "En vol, un essai"}
    assert found('"essai en vol"') == ["Un essai en vol"]


def test_a_word_left_out(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Drone civil")
    factories.NewsArticlePageFactory(parent=site.news, title="Drone militaire")
    assert found("drones -militaires") == ["Drone civil"]
    assert found('drone -"drone civil"') == ["Drone militaire"]
    assert found("-drone") == []


def test_a_hyphen_inside_a_word_excludes_nothing(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Au Mont-Valérien")
    assert found("mont-valerien") == found("mont valérien") == ["Au Mont-Valérien"]


def test_a_number_after_a_hyphen_belongs_to_its_word(found, site):
    for title in ("L’accord CP-2026-014", "L’accord CP-2026-015", "Le salon Euro-26"):
        factories.NewsArticlePageFactory(parent=site.news, title=title)
    assert found("CP-2026-015") == found("accord cp-2026-015") == ["L’accord CP-2026-015"]
    assert found("accord -CP-2026-015") == ["L’accord CP-2026-014"]
    assert found("euro-26") == ["Le salon Euro-26"]


def test_words_after_an_apostrophe_are_found(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Ce que l’IA change")
    factories.NewsArticlePageFactory(parent=site.news, title="Un «\xa0robot\xa0» prudent")
    assert found("ia") == found("l'IA") == found("I.A.") == ["Ce que l’IA change"]
    assert found("robots") == ["Un «\xa0robot\xa0» prudent"]


def test_synonyms_serve_at_once_and_both_ways(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="L’intelligence artificielle")
    factories.NewsArticlePageFactory(parent=site.news, title="Une IA frugale")
    assert found("IA") == ["Une IA frugale"]
    group = SynonymGroup.objects.create(terms="IA\nintelligence artificielle")
    both = {"L’intelligence artificielle", "Une IA frugale"}
    assert set(found("ia")) == set(found("intelligences artificielles")) == both
    assert found("ia frugale") == found("intelligence artificielle frugale") == ["Une IA frugale"]
    assert found('"intelligence artificielle"') == ["L’intelligence artificielle"]
    group.delete()
    assert found("ia") == ["Une IA frugale"]


def test_the_administrations_search_knows_them_too(site):
    page = factories.NewsArticlePageFactory(parent=site.news, title="Traitement du langage")
    SynonymGroup.objects.create(terms="TAL\ntraitement du langage")
    assert list(PublicationPage.objects.search("tal")) == [page.publicationpage_ptr]
    assert list(PublicationPage.objects.search("?!")) == []


@pytest.mark.parametrize("terms", ["IA", "IA\nia", "drone\ndrones", "?\nIA", ""])
def test_a_group_has_two_terms(terms):
    with pytest.raises(ValidationError):
        SynonymGroup(terms=terms).full_clean()


def test_when_no_page_holds_all_the_words_those_that_hold_some(client, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone")
    response = client.get("/recherche/", {"q": "drone introuvable"})
    assert [page.title for page in response.context["object_list"]] == ["Un drone"]
    assert "Rien ne contient tous ces mots" in response.content.decode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("de la et", "trop courants"),
        ("comment", "au moins un mot"),
        ("-drone", "au moins un mot"),
        ("!!!", "au moins un mot"),
    ],
)
def test_a_search_for_nothing_says_so(client, site, words, message):
    assert message in client.get("/recherche/", {"q": words}).content.decode()


def correction(client, words: str) -> str:
    return client.get("/recherche/", {"q": words}).context["correction"]


def test_a_misspelt_word_is_corrected(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news, title="Le recrutement à Bruz")
    page.save_revision().publish()
    assert correction(client, "recrutment bruz") == "recrutement bruz"
    content = client.get("/recherche/", {"q": "recrutment"}).content.decode()
    assert 'href="?q=recrutement"' in content
    assert correction(client, "recrutements") == ""
    assert correction(client, "zzzzzzzz") == ""


def test_a_correction_finds_something_listed_at_that_moment(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news, title="Le supercalculateur")
    page.save_revision().publish()
    assert correction(client, "supercalculatuer") == "supercalculateur"
    page.unpublish()
    assert correction(client, "supercalculatuer") == ""


def test_drafts_teach_no_word(client, site):
    draft = factories.NewsArticlePageFactory(parent=site.news, title="Banal", live=False)
    draft.title = "Opération Chardonneret"
    draft.save_revision()
    call_command("build_vocabulary")
    assert not Word.objects.filter(plain="chardonneret").exists()
    draft.get_latest_revision().publish()
    assert Word.objects.filter(plain="chardonneret").exists()


def test_the_vocabulary_forgets_what_no_longer_serves(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news, title="Le supercalculateur")
    page.save_revision().publish()
    page.unpublish()
    call_command("build_vocabulary")
    assert not Word.objects.exists()


def test_the_exact_word_comes_before_its_likes(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="L’armée recrute")
    factories.NewsArticlePageFactory(parent=site.news, title="Une arme ancienne")
    assert found("arme")[0] == "Une arme ancienne"
    assert found("armée")[0] == "L’armée recrute"


def test_ranking_is_length_normalised_and_mildly_newer_first(found, site):
    long = body("Un mot. " * 400 + "Le radar.")
    factories.NewsArticlePageFactory(parent=site.news, title="Long", body=long)
    factories.NewsArticlePageFactory(parent=site.news, title="Court", body=body("Le radar."))
    assert found("radar") == ["Court", "Long"]
    factories.NewsArticlePageFactory(parent=site.news, title="Rapport", date="2016-01-01")
    recent = factories.NewsArticlePageFactory(parent=site.news, title="Rapport", date="2026-01-01")
    first = found("rapport")
    assert first == ["Rapport", "Rapport"]
    listed = PublicationPage.objects.listed()
    ranked = listed.rank(ParsedQuery("rapport"), listed.find_matches(ParsedQuery("rapport")))
    assert next(iter(ranked)) == recent.pk


def test_what_holds_most_of_the_words_comes_first(found, site):
    factories.NewsArticlePageFactory(parent=site.news, title="Un radar, un radar et un radar")
    most = body("Le sonar écoute, le drone vole, et tout un texte les accompagne.")
    factories.NewsArticlePageFactory(parent=site.news, title="Divers", body=most)
    assert found("sonar drone radar") == ["Divers", "Un radar, un radar et un radar"]


def test_as_few_words_as_possible_are_left_out(found, site, monkeypatch):
    monkeypatch.setattr("portal.listing.forms.FEW", 1)
    factories.NewsArticlePageFactory(parent=site.news, title="Un radar")
    factories.NewsArticlePageFactory(parent=site.news, title="Un sonar", body=body("Le drone."))
    assert found("sonar drone radar") == ["Un sonar"]


@pytest.mark.parametrize(
    ("words", "levels"),
    [(1, [1]), (2, [1]), (3, [2, 1]), (5, [4, 3, 1]), (12, [11, 1]), (20, [19, 1])],
)
def test_a_search_is_loosened_step_by_step(words, levels, db):
    text = " ".join(f"drone{'abcdefghijklmnopqrstuv'[number]}" for number in range(words))
    assert [query.least for query in ParsedQuery(text).loosened()] == levels
