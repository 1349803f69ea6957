"""Answers above the results: axe finds nothing, and nothing is lost on a phone, in the dark."""

import pytest
from playwright.sync_api import expect

from portal.models import Destination
from portal.site_search.reading import CONTACT, FIGURE, PageText, PassageText
from tests.browser.axe import faults
from tests.browser.layout import lost

FIGURES = {"value": "12", "label": "essais réussis", "source": "Au 5 mars 2026. Source : AMIAD"}
CALL = {"name": "Pôle des essais", "email": "essais@exemple.fr", "phone": "01 99 00 12 34"}
PASSAGES = [
    PassageText("Faut-il essayer ?", "essayer", "Oui, chaque fois.\nPuis recommencer."),
    PassageText("En chiffres", "", "12 essais réussis", FIGURE, FIGURES),
    PassageText(
        "Contact", "", "Pôle des essais", CONTACT, CALL | {"phone_uri": "tel:+33199001234"}
    ),
]


@pytest.fixture(scope="module")
def asked(shared_site, django_db_blocker):
    with django_db_blocker.unblock():
        page = PageText("Les essais", passages=PASSAGES)
        path, kind = shared_site.legal.url, Destination.Kind.PAGE
        Destination.objects.write(path, page, kind=kind, page=shared_site.legal)
        yield
        Destination.objects.all().delete()


@pytest.mark.parametrize("screen", [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("faut-il essayer ?", "Oui, chaque fois."),
        ("combien d’essais", "essais réussis"),
        ("téléphone essais", "01 99 00 12 34"),
    ],
)
def test_axe_finds_nothing_in_an_answer(visit, asked, question, said, screen):
    page = visit(f"/recherche/?q={question}", *screen)
    answer = page.get_by_role("region", name="Réponse")
    expect(answer).to_contain_text(said)
    assert not faults(page)
    assert not lost(page, screen[0])
