"""Answers: what the site says, quoted as it stands with its source; nothing when it is not sure."""

import datetime
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.models import Destination, Passage
from portal.search import ParsedQuery, SynonymGroup
from portal.site_search.answers import Question, find_answer
from portal.site_search.answers.answer import LONG, quote
from portal.site_search.answers.candidates import find_candidates
from portal.site_search.indexing import read_site
from portal.site_search.promotions import PinnedAnswer
from recruitment.models import RecruitmentSettings
from tests.support import factories
from tests.support.asked_questions import (
    ANSWERED,
    UNANSWERED,
    figure,
    figures,
    heading,
    make_asked_site,
    paragraph,
)
from tests.support.people import validator
from tests.support.promotions import promote
from tests.support.visibility import CANARY, WAYS, hide
from tests.support.withdrawals import published, withdraw


@pytest.fixture
def asked(site):
    make_asked_site(site)
    call_command("build_vocabulary", stdout=StringIO())
    return site


def answer(client, words: str, **query) -> str:
    """What the answer says and where it is from, as one line; "" without any."""
    response = client.get("/recherche/", {"q": words, **query})
    assert response.status_code == 200
    section = BeautifulSoup(response.content, "html.parser").select_one(".app-answer")
    return " ".join(section.text.split()) if section else ""


@pytest.mark.parametrize(("words", "said"), ANSWERED.items())
def test_what_the_site_says_is_answered(client, asked, words, said):
    assert said in answer(client, words)


@pytest.mark.parametrize("words", [line.strip() for line in UNANSWERED])
def test_what_the_site_does_not_say_is_not(client, asked, words):
    assert answer(client, words) == ""


def test_a_passage_is_quoted_with_its_page_heading_and_date(client, asked):
    content = client.get("/recherche/?q=faut-il+être+militaire+?").content
    section = BeautifulSoup(content, "html.parser").select_one("section.app-answer")
    assert section.blockquote.text.strip() == "Non. La plupart des postes sont civils."
    link = section.select_one("p a")
    assert link["href"] == f"{asked.process.url}#faut-il-etre-militaire"
    assert link.text == "Le processus de recrutement › Faut-il être militaire ?"
    assert "Cette réponse est un extrait de" in section.text
    assert section["aria-labelledby"] == section.h2["id"]


def test_the_page_that_answers_is_the_first_result(client, asked):
    named = factories.NewsArticlePageFactory(parent=asked.news, title="Faut-il être militaire ?")
    read_site()

    def first(**query) -> str:
        content = client.get("/recherche/", {"q": "faut-il être militaire", **query}).content
        return BeautifulSoup(content, "html.parser").select_one(".fr-card__title a")["href"]

    assert first().partition("#")[0] == asked.process.url
    assert first(tri="recent") == named.url  # a visitor who asks for an order gets it


def test_a_publication_gives_its_date(client, site):
    body = [heading("Qui a gagné ?"), paragraph("La ville de Brest a gagné.")]
    day = datetime.date(2025, 9, 1)
    factories.NewsArticlePageFactory(parent=site.news, title="Un concours", date=day, body=body)
    read_site()
    assert "publié le 1er septembre 2025" in answer(client, "qui a gagné le concours ?")


def test_synonyms_count_as_words(client, asked):
    assert answer(client, "c’est qui la patronne") == ""
    SynonymGroup.objects.create(terms="directrice\npatronne\ndirige")
    assert "Elle la dirige depuis 2024" in answer(client, "c’est qui la patronne")


def test_a_figure_gives_its_value_unit_date_and_source(client, asked):
    text = answer(client, "combien de recrutements ?")
    assert "300 postes recrutements visés Au 5 mars 2025. Source : Ministère" in text
    assert "L’agence › Chiffres clés" in text


def test_the_newest_figure_comes_first(client, site):
    for year in (2024, 2026, 2025):
        body = [figures(figure(str(year * 10), "agents en poste", f"{year}-01-01"))]
        factories.StandardPageFactory(parent=site.home, title=f"Bilan {year}", body=body)
    read_site()
    text = answer(client, "combien d’agents")
    places = [text.index(value) for value in ("20260", "20250", "20240")]
    assert places == sorted(places)


def test_what_is_said_anew_comes_before_what_was(client, site):
    for day, said in (("2025-09-01", "en service"), ("2024-10-01", "commandé")):
        body = [paragraph(f"Le supercalculateur est {said} à Suresnes.")]
        factories.NewsArticlePageFactory(
            parent=site.news, title="Le supercalculateur", date=day, body=body
        )
    read_site()
    assert "en service" in answer(client, "où est le supercalculateur ?")


def test_a_contact_can_be_called(client, asked):
    content = client.get("/recherche/?q=téléphone+presse").content
    section = BeautifulSoup(content, "html.parser").select_one(".app-answer")
    hrefs = [link["href"] for link in section.select("address a")]
    assert hrefs == ["mailto:media@exemple.fr", "tel:+33199001234"]
    assert "Centre média" in section.text


def test_a_contact_without_what_is_asked_for_does_not_answer(client, site):
    contact = factories.MediaContactFactory(name="Pôle presse", phone="", email="a@exemple.fr")
    factories.PressContactFactory(page=site.press, contact=contact)
    read_site()
    assert "a@exemple.fr" in answer(client, "mail presse")
    assert answer(client, "téléphone presse") == ""


def test_the_html_of_what_is_quoted_is_escaped(client, site):
    text = "La balise &lt;script&gt;alert(1)&lt;/script&gt; est interdite."
    body = [heading("Que faut-il écrire ?"), paragraph(text)]
    factories.StandardPageFactory(parent=site.home, title="Le <b>guide</b>", body=body)
    read_site()
    content = client.get("/recherche/?q=que+faut-il+écrire+?").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "<script>alert" not in content
    assert "&lt;b&gt;guide" in content


def test_a_long_passage_is_cut_between_sentences():
    sentences = [f"La phrase {number} dit une chose, et rien d’autre." for number in range(20)]
    text = " ".join(sentences)
    cut = quote(text, text.index("La phrase 5"))
    assert cut.startswith("[…] La phrase 5")
    assert cut.endswith("rien d’autre. […]")
    assert cut.strip("[…] ") in text
    assert len(cut) <= LONG + 10
    assert quote("Une phrase.", 0) == "Une phrase."
    quoted = f"Il dit : « Une chose. {'Encore une. ' * 40} » Puis rien."
    assert quote(f"Un début. {quoted}", 0) == "Un début. […]"


def test_a_section_that_answers_is_quoted_from_its_beginning(client, site):
    texts = [f"Le paragraphe {number} {'dit une chose ' * 20}." for number in range(4)]
    body = [heading("Que dit-il ?"), paragraph("Il parle."), *map(paragraph, texts)]
    factories.StandardPageFactory(parent=site.home, title="Une page", body=body)
    read_site()
    text = answer(client, "que dit-il ?")
    assert "Il parle.Le paragraphe 0" in text  # with a line break between
    assert "paragraphe 3" not in text
    assert "[…]" in text


def test_only_the_first_page_of_what_is_not_narrowed_is_answered(client, asked):
    factories.NewsArticlePageFactory.create_batch(21, parent=asked.news, title="Militaire")
    read_site()
    assert answer(client, "faut-il être militaire")
    assert answer(client, "faut-il être militaire", page=2) == ""
    assert answer(client, "faut-il être militaire", type="page") == ""


def test_all_that_the_first_results_say_is_compared(asked):
    process = Destination.objects.get(path=asked.process.url)

    def texts(*results) -> set[str]:
        candidates = find_candidates(Question(ParsedQuery("militaire")), results)
        return {candidate.passage.text for candidate in candidates}

    said = "Oui, par le même formulaire."  # which has none of the words
    assert said not in texts()
    assert said in texts(process)


def test_what_was_searched_for_with_other_words_is_not_answered(client, asked):
    response = client.get("/recherche/", {"q": "faut-il être miltaire"})
    assert response.context["form"].applied_correction
    assert response.context["answer"] is None


def test_a_word_is_never_corrected_to_one_that_links_others(client, asked):
    body = [paragraph("Elle écrit, mais elle attend.")]
    factories.StandardPageFactory(parent=asked.home, title="Une attente", body=body)
    read_site()
    call_command("build_vocabulary", stdout=StringIO())
    response = client.get("/recherche/", {"q": "attente mail"})
    assert response.context["form"].applied_correction == ""


def test_what_a_template_marks_answers_by_its_text(client, site):
    common = RecruitmentSettings.load()
    common.spontaneous_email = "recrutement@exemple.fr"
    common.save()
    read_site()
    text = answer(client, "mail candidature spontanée")
    assert "Écrivez, depuis votre propre messagerie, à recrutement@exemple.fr." in text


def test_answers_can_be_switched_off(client, asked, settings):
    settings.SEARCH_ANSWERS = False
    assert answer(client, "faut-il être militaire") == ""


@pytest.mark.parametrize("way", WAYS)
def test_what_leaves_the_site_answers_no_more(client, site, way):
    body = [heading("Qui est passé ?"), paragraph(f"Le {CANARY} Camille Martin.")]
    page = factories.NewsArticlePageFactory(parent=site.news, title="Un passage", body=body)
    read_site()
    assert CANARY in answer(client, "qui est passé ?")
    passages = list(Passage.objects.select_related("destination"))
    hide(page, way)
    assert CANARY not in answer(client, "qui est passé ?")
    Passage.objects.all().delete()
    restore(passages)  # as if the copies had stayed
    assert CANARY not in answer(client, "qui est passé ?")


def restore(passages: list[Passage]) -> None:
    """Write passages again, with their destinations."""
    for passage in passages:
        passage.destination.save()
        passage.save()


def test_a_private_page_answers_no_more(client, asked):
    hide(asked.process, "private")
    assert answer(client, "faut-il être militaire") == ""


def test_a_withdrawal_takes_the_answer_in_its_transaction(client, site):
    body = [heading("Qui est passé ?"), paragraph(f"Le {CANARY} Camille Martin.")]
    page = published(factories.PressReleasePageFactory, parent=site.press, title="Un", body=body)
    read_site()
    assert CANARY in answer(client, "qui est passé ?")
    withdraw(page, validator("benoit"))
    assert CANARY not in answer(client, "qui est passé ?")


def test_a_pinned_answer_stands_first_however_sure(client, asked):
    assert answer(client, "je veux vous rejoindre") == ""
    promotion = promote("Je veux vous rejoindre !", asked.process.page_ptr)
    assert answer(client, "je veux vous rejoindre") == ""  # a promotion is no answer
    PinnedAnswer.objects.create(promotion=promotion, heading="Faut-il être militaire ?")
    assert "La plupart des postes sont civils." in answer(client, "je veux vous rejoindre")
    asked.process.unpublish()
    assert answer(client, "je veux vous rejoindre") == ""


def test_without_a_section_the_nearest_passage_of_the_page_is_pinned(client, asked):
    promotion = promote("postuler étranger", asked.process.page_ptr)
    PinnedAnswer.objects.create(promotion=promotion)
    assert "Oui, par le même formulaire." in answer(client, "postuler étranger")


@pytest.mark.parametrize("count", [1, 12])
def test_an_answer_costs_three_queries_at_most(client, asked, count):
    for number in range(count):
        body = [heading(f"Faut-il être {number} ?"), paragraph("Être militaire ou non.")]
        factories.StandardPageFactory(parent=asked.home, title=f"Page {number}", body=body)
    read_site()
    query = ParsedQuery("faut-il être militaire")
    assert query.tsquery  # which fetches the synonyms
    assert query.as_loose.tsquery
    with CaptureQueriesContext(connection) as captured:
        assert find_answer(Question(query), [asked.article])
    assert len(captured) <= 3


WORDS = "qui combien faut-il téléphone presse recrutements % ' \" « ( [ \\ \x00 \u200b ? é 12"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.lists(st.sampled_from(WORDS.split(" ")), max_size=12).map(" ".join)
)
def test_any_text_gets_a_page(client, asked, text):
    assert client.get(reverse("search"), {"q": text}).status_code == 200
