"""What becomes of a planned publication is told to all whom it concerns, whoever moved it."""

import datetime

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest

from news.models import NEWS
from portal.dashboard import calendar
from portal.models import PlannedPublication
from portal.pages.accessibility import InaccessibleError
from portal.workflow import planning
from press.models import PressReleasePage
from tests.support.clocks import typed
from tests.support.embargoes import clock, tick
from tests.support.people import decide, draft, edit, landing, logged_in, submit, validator, writer
from tests.support.withdrawals import fresh, withdraw
from tests.support.worklist import landing_page, section_of, titles

LATER = datetime.timedelta(days=2, minutes=1)
SETBACKS = "parutions-annulees"


@pytest.fixture
def mails(mailoutbox, django_capture_on_commit_callbacks):
    """The subjects of the mails that something sends, by the first name in their address."""

    def watch(do, *args, **kwargs) -> dict[str, list[str]]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        received: dict[str, list[str]] = {}
        for mail in mailoutbox:
            subject, _mark, kind = mail.subject.partition("\u00a0: ")
            assert kind.startswith("communiqué")
            assert "Un plan" in mail.body
            received.setdefault(mail.to[0].partition("@")[0], []).append(subject)
        return received

    return watch


@pytest.fixture
def planned(site, alice, benoit, chloe, mails) -> Page:
    """A text that Alice wrote, and that two others approved for the day after tomorrow."""
    validator("nina", NEWS)  # whom nothing of it concerns
    page = draft(site, alice, title="Un plan")

    def approve():
        submit(alice, page, go_live_at=typed(days=2))
        decide(benoit, page)
        decide(chloe, page)

    mails(approve)
    page = fresh(page)
    assert page.scheduled_revision
    assert PlannedPublication.objects.get(pk=page.pk).people == sorted(
        [alice.pk, benoit.pk, chloe.pk]
    )
    return page


def coming(user) -> list[str]:
    return [row.page.title for _day, rows in calendar.get_agenda(user).days for row in rows]


def test_all_are_told_when_the_clock_publishes(planned, alice, mails):
    received = mails(tick, timezone.now() + LATER)
    assert fresh(planned).live
    assert received.keys() == {"alice", "benoit", "chloe"}
    assert received["alice"] == ["[Presse] Paru comme prévu"]
    assert titles(alice, "publies") == ["Un plan"]
    assert not PlannedPublication.objects.exists()
    assert not mails(planning.settle_all.call)


def unschedule(page, user) -> None:
    keys = [page.pk, page.scheduled_revision.pk]
    logged_in(user).post(reverse("wagtailadmin_pages:revisions_unschedule", args=keys))


def delete(page, user) -> None:
    logged_in(user).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def publish_another(page, user) -> None:
    page = fresh(page)
    page.go_live_at = None
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (unschedule, "Sa programmation a été annulée."),
        (delete, "Le texte a été supprimé."),
        (publish_another, "Une autre version de ce texte a paru."),
    ],
)
def test_all_are_told_when_a_publication_is_cancelled(
    planned, alice, chief, benoit, mails, mailoutbox, act, words
):
    assert coming(alice) == ["Un plan"]
    user = chief if act is delete else benoit
    received = mails(act, planned, user)
    others = {"alice", "benoit", "chloe"} - {user.username}
    assert received == {name: ["[Presse] Parution annulée"] for name in others}
    assert words in mailoutbox[0].body
    assert f"Fait par {user.username}." in mailoutbox[0].body
    assert not coming(alice)
    assert not calendar.get_agenda(alice).late
    panel = section_of(alice, SETBACKS).get_text()
    assert "Un plan" in panel
    assert "est annulée" in panel
    assert SETBACKS not in landing(writer("nora", NEWS))
    if act is not delete:
        assert titles(alice, SETBACKS) == ["Un plan"]
        history = logged_in(alice).get(reverse("wagtailadmin_pages:history", args=[planned.pk]))
        assert "est annulée" in history.content.decode()


def update_of(page, alice, benoit, chloe) -> Page:
    """A published text, of which a new version is planned."""
    submit(alice, page, title="Un plan revu", go_live_at=typed(days=4), change_kind="mineure",
           change_note="Une faute.")  # fmt: skip
    decide(benoit, page)
    decide(chloe, page)
    page = fresh(page)
    assert page.live
    assert page.scheduled_revision
    return page


@pytest.mark.parametrize("how", ["unpublished", "withdrawn"])
def test_taking_the_text_away_cancels_what_was_to_follow(
    planned, alice, benoit, chloe, mails, mailoutbox, how
):
    mails(tick, timezone.now() + LATER)
    mails(update_of, planned, alice, benoit, chloe)
    if how == "unpublished":
        received = mails(fresh(planned).unpublish)
        assert "Le texte a été dépublié." in mailoutbox[0].body
    else:
        received = mails(withdraw, planned, benoit)
        assert "benoit" not in received
    assert "[Presse] Parution annulée" in received["alice"]
    assert not coming(alice)
    assert fresh(planned).scheduled_revision is None


def test_a_text_that_is_planned_again_is_no_setback(planned, alice, benoit, chloe, mails):
    mails(unschedule, planned, benoit)
    page = draft_again(planned, alice)
    assert coming(alice) == ["Un plan"]  # as a draft, from the moment it is saved again
    mails(submit, alice, page)
    decide(benoit, page)
    mails(decide, chloe, page)
    assert coming(alice) == ["Un plan"]
    assert section_of(alice, SETBACKS) is None


def draft_again(page, user) -> Page:
    edit(user, page, summary="Un chapô.", go_live_at=typed(days=5))
    return fresh(page)


def test_a_text_that_was_sent_back_is_planned_no_more(site, alice, benoit):
    page = draft(site, alice, title="Un plan")
    submit(alice, page, go_live_at=typed(days=2))
    assert coming(alice) == ["Un plan"]
    decide(benoit, page, "reject", comment="Pas cette date.")
    assert not coming(alice)


def test_all_are_told_once_when_it_fails(planned, alice, benoit, mails, mailoutbox, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise InaccessibleError("L’image n’a pas de texte")

    monkeypatch.setattr(PressReleasePage, "publish", refuse)
    received = mails(tick, timezone.now() + LATER)
    assert received == {
        name: ["[Presse] N’a pas paru à son heure"] for name in ("alice", "benoit", "chloe")
    }
    assert "L’image n’a pas de texte." in mailoutbox[0].body
    with clock(timezone.now() + LATER):
        assert not mails(tick, timezone.now() + LATER)
    assert titles(landing_page(benoit), SETBACKS) == ["Un plan"]
    assert PageLogEntry.objects.filter(action=planning.FAILED_ACTION).count() == 1


def test_a_publication_that_is_a_moment_late_alarms_nobody(planned, mails, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise InaccessibleError("Un instant")

    monkeypatch.setattr(PressReleasePage, "publish", refuse)
    end = planned.scheduled_revision.approved_go_live_at
    assert not mails(tick, end + datetime.timedelta(seconds=2))


def test_what_no_process_told_is_told_at_night(planned, mails):
    planned.revisions.update(approved_go_live_at=None)  # past the administration
    received = mails(planning.settle_all.call)
    assert received["alice"] == ["[Presse] Parution annulée"]


def test_a_publication_planned_before_the_upgrade_is_followed(planned, mails):
    PlannedPublication.objects.all().delete()
    assert not mails(planning.settle_all.call)
    assert PlannedPublication.objects.get().at == planned.scheduled_revision.approved_go_live_at
