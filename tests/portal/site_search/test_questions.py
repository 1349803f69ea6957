"""Questions: what they ask for, and what a text must hold to answer them."""

import pytest

from portal.search import ParsedQuery
from portal.site_search.answers import Question
from portal.site_search.answers.evidence import has_evidence, measure_evidence
from portal.site_search.answers.questions import Nature, nature_of
from portal.site_search.answers.scoring import is_near


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Combien d’agents ?", Nature.QUANTITY),
        ("quel est le nombre d’agents", Nature.QUANTITY),
        ("depuis quand", Nature.MOMENT),
        ("date de création", Nature.MOMENT),
        ("à qui écrire", Nature.PERSON),
        ("c'est où ?", Nature.WHETHER),
        ("Où est Bruz", Nature.PLACE),
        ("bonjour, comment postuler", Nature.MANNER),
        ("qu’est-ce que l’IA", Nature.DEFINITION),
        ("ai-je le droit", Nature.WHETHER),
        ("le calculateur est-il relié", Nature.WHETHER),
        ("site conforme ?", Nature.WHETHER),
        ("peut-on publier quand on y travaille", Nature.WHETHER),
        ("horaires du centre", Nature.MOMENT),
        ("le salaire d’un apprenti", Nature.QUANTITY),
        ("conditions d’accès", Nature.WHICH),
        ("créée en quelle année", Nature.MOMENT),
        ("c quoi un biais", Nature.DEFINITION),
        ("Quels métiers", Nature.WHICH),
        ("les personnes qui écrivent", Nature.NONE),
        ("Mont-Valérien", Nature.NONE),
        ("thé ou café", Nature.NONE),
        ("", Nature.NONE),
    ],
)
def test_natures_of_questions(text, nature):
    assert nature_of(text) == nature


@pytest.mark.parametrize(
    ("words", "text", "is_evident"),
    [
        ("combien coûte le stage", "Il dure 6 mois.", False),
        ("combien coûte le stage", "Il coûte 300 €.", True),
        ("quel est le salaire", "Entre 30 000 et 40 000 euros.", True),
        ("durée du stage", "Six mois pour essayer.", True),
        ("durée du stage", "Il commence en mars 2026.", False),
        ("quel âge a-t-elle", "Elle a 3 médailles.", False),
        ("quel âge a-t-elle", "Elle a 30 ans.", True),
        ("horaires du centre", "Il ouvre le 3 mars 2026.", False),
        ("horaires du centre", "De 9 h à 18 h.", True),
        ("taux d’échec", "Un sur trois ne passe pas.", True),
        ("taux d’échec", "Trois modèles ne passent pas.", False),
    ],
)
def test_a_measure_is_answered_by_its_unit(words, text, is_evident):
    assert has_evidence(Question(ParsedQuery(words)), text) == is_evident


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("combien d’agents", "L’agence a 12 agents."),
        ("mail presse", "Écrivez à contact@exemple.fr."),
        ("durée stage", "Six mois pour essayer."),  # a unit is wanted without a question
        ("qu’est-ce que la DRSD", "La DRSD est un service."),
    ],
)
def test_evidence_counts_more_where_it_is_wanted(words, text):
    question, other = Question(ParsedQuery(words)), Question(ParsedQuery("peut-on postuler"))
    assert measure_evidence(question, text, is_defined=False) == 1
    assert 0 < measure_evidence(other, text, is_defined=False) < 1
    assert measure_evidence(question, "Rien de tout cela.", is_defined=False) == 0


def test_words_of_a_family():
    assert is_near("heberg", frozenset({"hebergeur"}))
    assert is_near("traducteur", frozenset({"traducteur"}))
    assert not is_near("form", frozenset({"formulair"}))  # too short
    assert not is_near("hebergeur", frozenset({"hebergement"}))
