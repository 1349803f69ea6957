"""Decisions and saves at the same moment, one after the other in the database."""

import threading

from django.db import connection, transaction

from wagtail.models import TaskState

import pytest

from tests.support.people import (
    decide,
    decision_address,
    is_live,
    logged_in,
    open_editor,
    press_decision,
    put_under_review,
    seen,
    validator,
)
from tests.support.reviews import changes_of, is_undecided
from tests.support.sections import SECTIONS, somebody, under_review


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", SECTIONS)
def test_of_two_who_press_at_once_one_decides(site, key):
    author = somebody(f"{key} writers")
    reviewers = [somebody(f"{key} validators"), validator("autre", SECTIONS[key])]
    page = under_review(site, key, author)
    address, sent, start = decision_address(page), {"seen": seen(page)}, threading.Barrier(2)
    answers = []

    def press(office) -> None:
        start.wait()
        try:
            answers.append(office.post(address, sent).status_code)
        finally:
            connection.close()

    offices = map(logged_in, reviewers)
    threads = [threading.Thread(target=press, args=[office]) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    approved = TaskState.objects.filter(workflow_state__object_id=str(page.pk), status="approved")
    assert approved.count() == 1
    assert len(answers) == 2
    assert set(answers) <= {200, 302}
    assert is_live(page) == (key != "press")


@pytest.mark.django_db(transaction=True)
def test_an_approval_waits_for_who_is_saving(site, alice, benoit, chloe):
    """The text changes between the press of the button and the decision."""
    page = put_under_review(site, alice)
    opened, answers = seen(page), []

    def press() -> None:
        try:
            answers.append(press_decision(benoit, page, "approve", "", opened))
        finally:
            connection.close()

    with transaction.atomic():
        text = page.specific
        text.title = "Tout autre chose"
        text.save_revision(user=chloe)
        thread = threading.Thread(target=press)
        thread.start()
        thread.join(2)
        assert not answers  # it waits for the lock
    thread.join()
    changes_of(answers[0])
    assert is_undecided(page)


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_who_is_approving(site, alice, benoit, chloe):
    """The editor writes the whole row of a page that is not live: never one read before."""
    page = put_under_review(site, alice, benoit)
    press, answers = open_editor(validator("denise"), page), []

    def save() -> None:
        try:
            answers.append(press(title="Un autre titre").status_code)
        finally:
            connection.close()

    with transaction.atomic():
        decide(chloe, page)
        thread = threading.Thread(target=save)
        thread.start()
        thread.join(2)
        assert not answers  # it waits for the lock
    thread.join()
    assert answers == [302]
    assert is_live(page)
