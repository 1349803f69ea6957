"""Who holds a text under embargo is told, once, each thing that becomes of it."""

import datetime

from django.urls import reverse

import pytest

from portal.workflow import planning
from tests.support.embargoes import SECRET, end_of, given, text_of, tick
from tests.support.people import decide, logged_in, submit
from tests.support.withdrawals import fresh

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def told(page, nadia, mailoutbox, django_capture_on_commit_callbacks):
    """The mails that something sends to the journalist who holds the text."""
    _link, address = given(page, nadia)

    def watch(do, *args, **kwargs) -> list[str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        mails = [mail for mail in mailoutbox if mail.to == [nadia.email]]
        for mail in mails:
            whole = f"{mail.subject} {mail.body}"
            token = address.rstrip("/").rpartition("/")[2]
            assert not [word for word in (page.title, SECRET, token) if word in whole]
            assert "Vos données" in mail.body
        return [mail.subject.replace("\u00a0", " ") for mail in mails]

    assert watch(planning.settle_all.call) == []  # what is planned is followed from now on
    return watch


def unschedule(page, user) -> None:
    keys = [page.pk, page.scheduled_revision.pk]
    logged_in(user).post(reverse("wagtailadmin_pages:revisions_unschedule", args=keys))


def test_that_it_is_lifted(page, told):
    assert told(tick, end_of(page) + SECOND) == ["Embargo levé"]
    assert told(planning.settle_all.call) == []  # once


def test_that_it_is_cancelled_then_corrected(page, office, told, client):
    assert told(unschedule, page, office.benoit) == ["Communiqué sous embargo : parution annulée"]

    def correct():
        submit(office.alice, page, summary="Un chapô corrigé.")
        decide(office.benoit, page)
        decide(office.chloe, page)

    [subject] = told(correct)
    assert subject.startswith("Sous embargo jusqu’au")
    assert subject.endswith("communiqué corrigé")


def test_that_it_is_deleted(page, told, chief):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert told(logged_in(chief).post, address) == ["Communiqué sous embargo : parution annulée"]
    assert not type(page).objects.filter(pk=page.pk).exists()


def test_nobody_whose_link_was_taken_back(page, told):
    page.embargo_links.revoke()
    assert told(tick, end_of(page) + SECOND) == []


def test_the_screen_says_what_the_links_show(page, office, told):
    address = reverse("embargo_hand_over", args=[page.pk])
    benoit = logged_in(office.benoit)
    told(unschedule, page, office.benoit)
    assert "les liens déjà remis ne montrent rien" in text_of(benoit.get(address))
    submit(office.alice, fresh(page))
    decide(office.benoit, page)
    decide(office.chloe, page)
    tick(end_of(fresh(page)) + SECOND)
    html = text_of(benoit.get(address))
    assert "mènent à sa page publique" in html
    assert "ne montrent rien" not in html
