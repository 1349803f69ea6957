"""Typing faults: what is corrected, said and taken back; what a search costs then."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from portal.search.spelling import count_faults
from tests.support import factories


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(
            ("supercalculatuer", "supercalculateur"),
            ("drnoe", "drone"),
            ("recrrutement", "recrutement"),
        ),
        *(("dtone", "drone"), ("drne", "drone"), ("rdone", "drone"), ("recrutment", "recrutement")),
        *(("cyebrsecurite", "cybersécurité"), ("supercalculateurdrone", "supercalculateur drone")),
        *(("super calculateur", "supercalculateur"), ("cyber sécurité", "cybersécurité")),
    ],
)
def test_a_fault_is_corrected_and_said(client, found, article, typed, word):
    title = "Drone, cybersécurité, recrutement et supercalculateur"
    article(title).save_revision().publish()
    response = client.get("/recherche/", {"q": typed})
    assert [page.title for page in response.context["object_list"]] == [title]
    assert response.context["correction"] == word
    content = response.content.decode()
    assert "Aucun résultat pour" in content and "Chercher quand même" in content
    assert "Suivre cette liste" not in content
    verbatim = client.get("/recherche/", {"q": typed, "tel_quel": typed})
    assert list(verbatim.context["object_list"]) == []
    assert "Vouliez-vous dire" in verbatim.content.decode()


def test_a_number_is_never_corrected(client, article):
    article("Rapport 2026").save_revision().publish()
    response = client.get("/recherche/", {"q": "rapport 2027"})
    assert response.context["correction"] == ""


def test_what_was_asked_for_as_it_is_stays_so_until_other_words(client, article):
    article("Un drone").save_revision().publish()
    response = client.get("/recherche/", {"q": "vol drnoe", "tel_quel": "drnoe"})
    assert response.context["correction"] == ""
    response = client.get("/recherche/", {"q": "drnoe", "tel_quel": "dron"})
    assert response.context["correction"] == "drone"


@pytest.mark.parametrize(
    ("typed", "word", "faults"),
    [
        ("ab", "ba", 1),
        ("drone", "drone", 0),
        ("abc", "ca", 3),
        ("", "ab", 2),
        ("drnoes", "drone", 2),
    ],
)
def test_faults_are_counted(typed, word, faults):
    assert count_faults(typed, word) == faults


def test_a_search_asks_for_few_things(client, article):
    article("Un drone").save_revision().publish()

    def count(words: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/recherche/", {"q": words}).context["object_list"]
        return len(captured)

    count("drone")  # content types are known from here on
    plain = count("drone")
    assert plain <= 18
    # Some are counted in more steps than others; corrections are looked up, and what they find.
    assert max(map(count, ["drone " * 20, "drnoe", "drone introuvable"])) <= plain + 8


@pytest.mark.parametrize("words", ["drone introuvable", "drnoe"])
@pytest.mark.parametrize(
    ("path", "trace"),
    [
        ("/recherche/flux/atom/", "Drone"),
        ("/recrutement/flux/atom/", "Drone"),
        ("/recrutement/flux/ics/", "Drone"),
        ("/recrutement/export/csv/", "Drone"),
        ("/recrutement/export/json/", "Drone"),
    ],
)
def test_twins_hold_all_the_words_or_nothing(client, site, path, trace, words):
    factories.JobOfferPageFactory(parent=site.jobs, title="Drone").save_revision().publish()
    assert trace in client.get(path, {"q": "drone"}).content.decode()
    assert trace not in client.get(path, {"q": words}).content.decode().replace(words, "")
