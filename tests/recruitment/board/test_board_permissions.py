"""Who sees the board of the offers, and which offers they find there."""

from django.urls import reverse

from wagtail.models import GroupPagePermission

import pytest

from portal.workflow.setup import ADMINISTRATORS
from recruitment.board.queryset import get_board_offers
from recruitment.lifecycle.states import State
from recruitment.models import RECRUITMENT
from tests.support.board import BOARD, board_titles
from tests.support.offers import WHY
from tests.support.people import logged_in, person
from tests.support.withdrawals import fresh


@pytest.fixture
def screens(site, one_of_each) -> list[str]:
    offer = one_of_each["ouverte"]
    names = ["follow", "longer", "closing", "fill", "withdraw", "reopen", "duplicate"]
    return [
        BOARD,
        f"{BOARD}liste/",
        f"{BOARD}?export=csv",
        reverse("offer_templates"),
        *(reverse(f"offer_{name}", args=[offer.pk]) for name in names),
    ]


@pytest.mark.parametrize(
    "group",
    ["Presse\u00a0: rédaction", "Presse\u00a0: validation", "Actualités\u00a0: rédaction"],
)
def test_others_see_and_do_nothing(screens, group):
    client = logged_in(person("other", group))
    before = get_board_offers().count_by_state()
    for path in screens:
        for response in (client.get(path), client.post(path, {"seen": 0, "reason": WHY})):
            assert response.status_code in (302, 403, 405), path
            assert "Poste" not in response.content.decode()
    assert get_board_offers().count_by_state() == before
    assert BOARD not in client.get("/gestion/").content.decode()


@pytest.mark.parametrize("group", [RECRUITMENT.writers, RECRUITMENT.validators, ADMINISTRATORS])
def test_recruiters_and_administrators_see_it(screens, group):
    client = logged_in(person("somebody", group))
    assert BOARD in client.get("/gestion/").content.decode()
    responses = {path: client.get(path) for path in screens}
    for path, response in responses.items():
        assert response.status_code in (200, 302, 405), path
    assert board_titles(responses[BOARD])


def test_strangers_are_asked_who_they_are(client, screens):
    for path in screens:
        assert "/gestion/login/" in client.get(path)["Location"]


def test_only_offers_that_one_may_edit_are_there(one_of_each, site, rachel):
    """A recruiter who lost the list: the groups alone are not enough."""
    GroupPagePermission.objects.filter(page=site.jobs.pk).delete()
    client = logged_in(rachel)
    assert board_titles(client.get(BOARD)) == []
    offer = one_of_each["ouverte"]
    for name in ("follow", "fill", "duplicate"):
        address = reverse(f"offer_{name}", args=[offer.pk])
        for response in (client.get(address), client.post(address, {"seen": 0, "posts": 1})):
            assert response.status_code == 302
    assert fresh(offer).state == State.OPEN
