"""An embargo is moved or lifted in one act, that an earlier end makes the act of two people."""

import datetime

from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry

import pytest

from portal.core.users import LONG_AGO
from portal.models import User
from portal.workflow.authorship import authors
from portal.workflow.setup import ADMINISTRATORS
from press.embargo import moves
from press.models import EmbargoRequest
from tests.support.clocks import typed
from tests.support.embargoes import SECRET, embargoed, end_of, given, text_of, tick, whole_minute
from tests.support.html import text_of as words_of
from tests.support.people import logged_in, person
from tests.support.withdrawals import fresh
from tests.support.worklist import section_of

WHY = "Le ministre parle une heure plus tard."
HOUR = datetime.timedelta(hours=1)


def screen(page) -> str:
    return reverse("embargo_move", args=[page.pk])


def send(user, page, **fields):
    return logged_in(user).post(screen(page), {"until": "", "reason": WHY} | fields, follow=True)


def at(page, shift: datetime.timedelta) -> str:
    """The end of the embargo, so much later, as somebody types it."""
    return timezone.localtime(end_of(page) + shift).strftime("%d/%m/%Y %H:%M")


@pytest.fixture
def mails(mailoutbox, django_capture_on_commit_callbacks):
    """The subjects of the mails that something sends, by the first name in their address."""

    def watch(do, *args, **kwargs) -> dict[str, list[str]]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        received: dict[str, list[str]] = {}
        for mail in mailoutbox:
            received.setdefault(mail.to[0].partition("@")[0], []).append(mail.subject)
        return received

    return watch


# A later end


def test_one_person_moves_it_later_at_once(page, office, nadia, client, mails):
    end = end_of(page)
    _link, address = given(page, nadia)
    received = mails(send, office.benoit, page, until=at(page, HOUR))
    page = fresh(page)
    assert end_of(page) == end + HOUR
    assert page.scheduled_revision.approved_go_live_at == end + HOUR
    assert [len(received[name]) for name in ("alice", "chloe", "nadia")] == [1, 1, 1]
    assert "benoit" not in received
    assert "embargo déplacé" in received["nadia"][0]
    assert SECRET in client.post(address).content.decode()
    tick(end + HOUR / 2)
    assert client.get(page.url).status_code == 404
    tick(end + HOUR + datetime.timedelta(seconds=1))
    assert SECRET in client.get(page.url).content.decode()


def test_who_moves_it_becomes_no_author_and_nothing_is_reviewed_again(page, office):
    send(office.benoit, page, until=at(page, HOUR))
    assert authors(page) == {office.alice.pk}
    assert fresh(page).current_workflow_state is None
    assert fresh(page).scheduled_revision == fresh(page).latest_revision


def test_it_is_written_down_with_its_reason(page, office):
    send(office.benoit, page, until=at(page, HOUR))
    entry = PageLogEntry.objects.get(page=page.pk, action=moves.MOVE_ACTION)
    assert entry.user == office.benoit
    history = logged_in(office.alice).get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert WHY in history.content.decode()


def test_the_links_last_as_long_as_the_new_embargo(page, office, nadia, commit):
    link, _address = given(page, nadia)
    with commit():
        send(office.benoit, page, until=at(page, 48 * HOUR))
    link.refresh_from_db()
    assert link.expires_at == end_of(fresh(page)) + 24 * HOUR


def test_its_date_follows(page, office):
    send(office.benoit, page, until=at(page, 48 * HOUR))
    text = fresh(page).get_embargoed_text()
    assert text.date == timezone.localdate(text.embargo_until)


# An earlier end


def test_an_earlier_end_awaits_a_second_person(page, office, nadia, mails):
    end, wanted = end_of(page), at(page, -HOUR)
    given(page, nadia)
    received = mails(send, office.benoit, page, until=wanted)
    assert end_of(fresh(page)) == end
    assert "nadia" not in received
    assert "Levée d’embargo à confirmer" in received["chloe"][0]
    panel = words_of(section_of(office.chloe, "embargos"))
    assert "benoit demande qu’il soit levé plus tôt." in panel
    logged_in(office.benoit).post(screen(page), {"confirm": "1"})  # not the same one
    assert end_of(fresh(page)) == end
    received = mails(logged_in(office.chloe).post, screen(page), {"confirm": "1"})
    assert end_of(fresh(page)) == end - HOUR
    assert received.keys() == {"alice", "benoit", "nadia"}
    logged_in(office.chloe).post(screen(page), {"confirm": "1"})  # once
    assert end_of(fresh(page)) == end - HOUR
    assert "À confirmer" not in words_of(section_of(office.chloe, "embargos"))


def test_an_administrator_may_be_the_second_person(page, office):
    send(office.benoit, page, until=at(page, -HOUR))
    end = end_of(page)
    logged_in(person("admin2", ADMINISTRATORS)).post(screen(page), {"confirm": "1"})
    assert end_of(fresh(page)) == end - HOUR


def test_a_new_validator_is_no_second_person(page, office, settings):
    settings.NEW_VALIDATOR_HOURS = 24
    User.objects.filter(pk=office.benoit.pk).update(powers_since=LONG_AGO)
    send(office.benoit, page, until=at(page, -HOUR))
    end = end_of(page)
    assert "Confirmer" not in logged_in(office.chloe).get(screen(page)).content.decode()
    logged_in(office.chloe).post(screen(page), {"confirm": "1"})
    assert end_of(fresh(page)) == end
    User.objects.filter(pk=office.chloe.pk).update(powers_since=LONG_AGO)
    logged_in(office.chloe).post(screen(page), {"confirm": "1"})
    assert end_of(fresh(page)) == end - HOUR


def test_it_is_refused_or_taken_back(page, office, mails):
    for user in (office.chloe, office.benoit):
        send(office.benoit, page, until=at(page, -HOUR))
        end = end_of(page)
        logged_in(user).post(screen(page), {"refuse": "1"})
        assert end_of(fresh(page)) == end
        assert not EmbargoRequest.objects.filter(is_over=False).exists()
        logged_in(office.chloe).post(screen(page), {"confirm": "1"})
        assert end_of(fresh(page)) == end


def test_a_request_is_about_one_text(page, office):
    send(office.benoit, page, until=at(page, -HOUR))
    send(office.chloe, page, until=at(page, HOUR))  # meanwhile
    end = end_of(fresh(page))
    logged_in(office.chloe).post(screen(page), {"confirm": "1"})
    assert end_of(fresh(page)) == end


def test_an_hour_that_passed_is_not_confirmed(page, office):
    send(office.benoit, page, until=typed(minutes=2))
    end = end_of(page)
    EmbargoRequest.objects.update(until=timezone.now())
    response = logged_in(office.chloe).post(screen(page), {"confirm": "1"}, follow=True)
    assert "Cette minute est passée" in text_of(response)
    assert end_of(fresh(page)) == end


# At once


def test_two_people_lift_it_at_once(page, office, nadia, client, mails):
    _link, address = given(page, nadia)
    send(office.benoit, page, lift="1")
    assert client.get(page.url).status_code == 404
    received = mails(logged_in(office.chloe).post, screen(page), {"confirm": "1"})
    assert SECRET in client.get(page.url).content.decode()
    assert received["nadia"] == ["Embargo levé"]
    assert received["alice"] == [
        f"[Presse] Embargo levé\u00a0: communiqué n°\u00a0{page.pk}"
    ]  # and nothing else
    page = fresh(page)
    assert page.reference_number
    assert page.date == timezone.localdate()
    assert not page.embargo_until
    assert client.get(address).url == page.url
    assert page.versions.count() == 1


def test_a_superuser_answers_for_it_alone(page, client):
    chief = person("chef", is_staff=True, is_superuser=True)
    assert "sans confirmation" in text_of(logged_in(chief).get(screen(page)))
    response = send(chief, page, lift="1", reason="Trop bref ici")
    assert "20 caractères au moins" in text_of(response)
    send(chief, page, lift="1")
    assert SECRET in client.get(page.url).content.decode()
    assert PageLogEntry.objects.get(page=page.pk, action=moves.LIFT_ACTION).data["reason"] == WHY


# What is refused


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"until": ""}, "Donnez la nouvelle date"),
        ({"until": "hier"}, "date"),
        ({"until": "01/03/2020 08:00"}, "Cette minute est passée"),
        ({"reason": "Bref"}, "10 caractères"),
        ({"lift": "1", "reason": ""}, "Champ requis."),
    ],
)
def test_what_cannot_be_is_refused_in_words(page, office, fields, message):
    end = end_of(page)
    response = send(office.benoit, page, **{"until": at(page, HOUR)} | fields)
    assert message in text_of(response)
    assert end_of(fresh(page)) == end
    assert fields.get("reason", WHY) in response.content.decode()  # what was typed stays


def test_the_same_minute_and_one_after_the_end_are_refused(site, office):
    end = whole_minute(days=2)
    page = embargoed(site, office, end, slug="autre", expire_at=end + 5 * HOUR)
    assert "finit déjà à cette minute" in text_of(
        send(office.benoit, page, until=at(page, 0 * HOUR))
    )
    assert "retiré avant la fin" in text_of(send(office.benoit, page, until=at(page, 6 * HOUR)))
    assert end_of(fresh(page)) == end


def test_those_who_may_not_take_it_back_may_not_move_it(page, office, site):
    assert logged_in(office.alice).get(screen(page)).status_code == 302
    send(office.alice, page, until=at(page, HOUR))
    assert not PageLogEntry.objects.filter(action=moves.MOVE_ACTION).exists()
    editor = f"/gestion/pages/{page.pk}/edit/"
    assert screen(page) not in logged_in(office.alice).get(editor).content.decode()
    assert screen(page) in logged_in(office.benoit).get(editor).content.decode()
    assert section_of(office.alice, "embargos").select_one(f'[href="{screen(page)}"]') is None
    assert section_of(office.benoit, "embargos").select_one(f'[href="{screen(page)}"]')
    article = reverse("embargo_move", args=[site.press.pk])
    assert logged_in(office.benoit).get(article).status_code == 404


def test_what_does_not_wait_is_not_moved(page, office):
    tick(end_of(page) + datetime.timedelta(seconds=1))
    assert logged_in(office.benoit).get(screen(page)).status_code == 302
