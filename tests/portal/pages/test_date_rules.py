"""Dates agree, in the editor's own forms; hours are those of Paris, where clocks change."""

import datetime
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from portal.core.datetimes import ParisDateTimeField, localize_in_paris
from portal.pages.date_rules import DateOrder
from press.models import PressReleasePage
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support import factories
from tests.support.clocks import last_sunday, typed
from tests.support.embargoes import whole_minute
from tests.support.people import (
    MINOR,
    decide,
    draft,
    edit,
    errors,
    fields_of,
    logged_in,
    open_editor,
    submit,
    validator,
    writer,
)
from tests.support.scenes import parts
from tests.support.withdrawals import fresh


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A communiqué and an offer that nobody published, and the editor of each, opened once."""
    alice, rachel = writer("alice"), writer("rachel", RECRUITMENT)
    text = draft(common_site, alice)
    offer = draft(
        common_site, rachel, parent=common_site.jobs, factory=factories.JobOfferPageFactory
    )
    return SimpleNamespace(
        site=common_site,
        alice=alice,
        rachel=rachel,
        text=text,
        offer=offer,
        write=open_editor(alice, text),
        recruit=open_editor(rachel, offer),
    )


site, alice, rachel, text, offer = parts("site", "alice", "rachel", "text", "offer")
write, recruit = parts("write", "recruit")


# The hours of Paris


def test_an_hour_that_is_skipped_is_refused_in_words():
    day = last_sunday(3)
    with pytest.raises(ValidationError, match="n’existe pas à Paris") as refused:
        ParisDateTimeField().clean(f"{day} 02:30")
    assert "2\xa0h\xa030" in refused.value.message
    assert "3\xa0h ou plus tard" in refused.value.message
    after = ParisDateTimeField().clean(f"{day} 03:00")
    assert after == datetime.datetime(day.year, 3, day.day, 1, 0, tzinfo=datetime.UTC)


def test_an_hour_that_comes_twice_is_refused_in_words():
    day = last_sunday(10)
    with pytest.raises(ValidationError, match="vient deux fois à Paris"):
        ParisDateTimeField().clean(f"{day} 02:30")
    before, after = (ParisDateTimeField().clean(f"{day} {hour}") for hour in ("01:59", "03:00"))
    assert after.timestamp() - before.timestamp() == 2 * 3600 + 60


def test_an_hour_is_that_of_paris_whoever_reads_it():
    winter = ParisDateTimeField().clean("2027-01-15 10:00")
    with timezone.override("America/Cayenne"):
        assert ParisDateTimeField().clean("2027-01-15 10:00") == winter
        assert ParisDateTimeField().prepare_value(winter).hour == 10
    assert winter.astimezone(datetime.UTC).hour == 9
    assert localize_in_paris(datetime.datetime(2027, 7, 15, 10)).astimezone(datetime.UTC).hour == 8


@pytest.mark.parametrize("value", ["2027-13-45 10:00", "demain", "\x00"])
def test_what_is_no_moment_is_refused(value):
    with pytest.raises(ValidationError):
        ParisDateTimeField().clean(value)


@pytest.mark.parametrize("kind", ["press", "news", "jobs", "home"])
def test_the_editor_says_which_clock_it_is(admin_client, site, kind):
    factory = {
        "press": factories.PressReleasePageFactory,
        "news": factories.NewsArticlePageFactory,
        "jobs": factories.JobOfferPageFactory,
        "home": factories.StandardPageFactory,
    }[kind]
    page = factory(parent=getattr(site, kind))
    opened = admin_client.get(f"/gestion/pages/{page.pk}/edit/")
    form = opened.context["form"]
    for name in {"go_live_at", "expire_at", "embargo_until"} & form.fields.keys():
        assert "Europe/Paris" in form.fields[name].help_text, name
        assert "Europe/Paris" in str(opened.content)


# The dates of all texts


@pytest.mark.parametrize("action", ["", "action-submit"])
def test_a_text_is_not_withdrawn_before_it_appears(action, write):
    dates = {"go_live_at": typed(days=3), "expire_at": typed(days=2)}
    faults = errors(write(action, **dates))
    assert list(faults) == ["expire_at"]
    assert faults["expire_at"] == ["La page serait retirée avant d’avoir été publiée."]
    assert not errors(write(**dates | {"expire_at": typed(days=4)}))


def test_a_withdrawal_is_to_come(write):
    faults = errors(write(expire_at=typed(days=-1)))
    assert "Cette date de retrait est passée" in faults["expire_at"][0]
    assert len(faults["expire_at"]) == 1


def choose_before(page, **dates: str) -> None:
    """Store dates that somebody chose when they were still to come."""
    page = fresh(page)
    for name, date in dates.items():
        is_day = len(date) == len("2026-01-01")
        field = ParisDateTimeField()
        setattr(page, name, datetime.date.fromisoformat(date) if is_day else field.clean(date))
    page.save_revision(user=page.owner)


def test_a_publication_is_to_come_when_it_is_chosen_and_when_it_is_submitted(text, alice, write):
    past = {"go_live_at": typed(days=-1)}
    assert "Cette date de publication est passée" in errors(write(**past))["go_live_at"][0]
    choose_before(text, **past)
    assert not errors(write(**past))  # a draft may wait
    faults = errors(submit(alice, text))
    assert "Cette date de publication est passée" in faults["go_live_at"][0]
    assert not PressReleasePage.objects.get(pk=text.pk).workflow_in_progress
    write("action-submit", go_live_at="")  # at the last approval
    assert PressReleasePage.objects.get(pk=text.pk).workflow_in_progress


def test_what_appeared_at_its_hour_is_corrected_without_a_word(text, alice):
    text.go_live_at = whole_minute(minutes=-5)
    text.save_revision().publish()
    submit(alice, text, title="Corrigé", **MINOR)
    assert PressReleasePage.objects.get(pk=text.pk).workflow_in_progress


def test_a_date_that_passes_during_a_review_stops_no_reviewer(text, write):
    write("action-submit", go_live_at=typed(hours=1))
    revision = PressReleasePage.objects.get(pk=text.pk).latest_revision
    past = timezone.now().replace(second=0, microsecond=0) - datetime.timedelta(hours=1)
    revision.content["go_live_at"] = past.strftime("%Y-%m-%dT%H:%M:%SZ")
    revision.save()
    PressReleasePage.objects.filter(pk=text.pk).update(go_live_at=past)
    benoit, chloe = validator("benoit"), validator("chloe")
    pressed = {"workflow-action-name": "approve"}
    assert not errors(edit(benoit, text, "action-workflow-action", **pressed))
    decide(chloe, text)
    assert PressReleasePage.objects.get(pk=text.pk).live


# Offers


def test_an_offer_closes_after_it_appears(recruit):
    closing = {"closing_date": typed(days=5)[:10], "closing_time": "12:00"}
    faults = errors(recruit(go_live_at=typed(days=6), **closing))
    assert list(faults) == ["closing_date"]
    faults = errors(recruit(expire_at=typed(days=4), **closing))
    assert faults["expire_at"] == ["L’offre serait retirée avant sa date limite de candidature."]
    assert not errors(recruit(go_live_at=typed(days=4), **closing))


def test_an_offer_that_is_over_is_not_submitted(offer, recruit, rachel):
    past = {"closing_date": typed(days=-1)[:10]}
    assert "closing_date" in errors(recruit(**past))
    choose_before(offer, **past)
    assert not errors(recruit(**past))
    assert "closing_date" in errors(submit(rachel, offer))


def test_an_offer_that_closed_may_still_be_corrected(offer, rachel):
    offer.closing_date = timezone.localdate() + datetime.timedelta(days=1)
    offer.short_notice = "Un départ soudain."
    offer.save_revision().publish()
    page = JobOfferPage.objects.get(pk=offer.pk)
    page.closing_date = timezone.localdate() - datetime.timedelta(days=1)
    page.save()
    submit(rachel, page, title="Corrigée (F/H)")
    assert JobOfferPage.objects.get(pk=offer.pk).workflow_in_progress


def test_an_offer_does_not_close_at_an_hour_that_is_not(recruit):
    faults = errors(recruit(closing_date=str(last_sunday(3)), closing_time="02:30"))
    assert "n’existe pas à Paris" in faults["closing_time"][0]


# Communiqués


def test_an_embargo_is_the_date_of_publication(text, alice, write):
    assert not errors(write(embargo_until=typed(days=2)))
    page = text.get_latest_revision_as_object()
    assert page.go_live_at == page.embargo_until
    edit(alice, text, embargo_until=typed(days=5))  # it follows
    page = PressReleasePage.objects.get(pk=text.pk).get_latest_revision_as_object()
    assert page.go_live_at == page.embargo_until
    edit(alice, text, go_live_at=typed(days=6))  # or is later
    page = PressReleasePage.objects.get(pk=text.pk).get_latest_revision_as_object()
    assert page.go_live_at > page.embargo_until


def test_nothing_appears_before_the_end_of_its_embargo(write):
    dates = {"embargo_until": typed(days=2), "go_live_at": typed(days=1)}
    faults = errors(write(**dates))
    assert list(faults) == ["embargo_until"]
    assert "avant la fin de l’embargo" in faults["embargo_until"][0]
    faults = errors(write(embargo_until=typed(days=2), expire_at=typed(days=1)))
    assert "expire_at" in faults


def test_an_embargo_is_to_come_when_it_is_submitted(text, alice, write):
    past = {"embargo_until": typed(hours=-2)}
    assert list(errors(write(**past))) == ["embargo_until"]
    choose_before(text, **past)
    assert not errors(write(**past))
    faults = errors(submit(alice, text))
    assert list(faults) == ["embargo_until"]  # the publication follows it, and says nothing more
    assert "déjà levé" in faults["embargo_until"][0]


def test_an_embargo_ends_at_an_hour_that_exists(write):
    faults = errors(write(embargo_until=f"{last_sunday(3)} 02:30"))
    assert "n’existe pas à Paris" in faults["embargo_until"][0]
    faults = errors(write(embargo_until=f"{last_sunday(10)} 02:30"))
    assert "vient deux fois" in faults["embargo_until"][0]
    assert not errors(write(embargo_until=f"{last_sunday(3)} 03:00"))


def test_a_page_is_created_with_dates_that_agree(site, alice):
    factories.ensure_contact(site.press)
    client = logged_in(alice)
    address = f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/"
    fields = fields_of(client.get(address).content.decode())
    fields |= {"title": "Neuf", "slug": "neuf", "embargo_until": typed(hours=-1)}
    refused = client.post(address, fields | {"action-submit": "1"})
    assert "embargo_until" in errors(refused)
    client.post(address, fields | {"embargo_until": typed(days=1), "action-submit": "1"})
    page = PressReleasePage.objects.get(slug="neuf")
    assert page.go_live_at == page.embargo_until


def test_what_a_note_announces_comes_after_it(site, alice):
    note = factories.NoticeFactory(parent=site.press, live=False, owner=alice)
    note.save_revision(user=alice)  # the event is in ten days, accreditations end three days before
    write = open_editor(alice, note)
    for dates, field, words in (
        ({"go_live_at": typed(days=8)}, "accreditation_until", "closes avant que la note"),
        ({"embargo_until": typed(days=8)}, "accreditation_until", "closes avant que la note"),
        ({"go_live_at": typed(days=11)}, "event_at", "après l’événement"),
        ({"expire_at": typed(days=9)}, "expire_at", "retirée avant l’événement"),
    ):
        assert words in errors(write(**dates))[field][0]
    assert not errors(write(go_live_at=typed(days=6), expire_at=typed(days=11)))


def test_a_note_about_the_past_is_not_submitted(site, alice):
    past = timezone.now() - datetime.timedelta(days=2)
    note = factories.NoticeFactory(parent=site.press, live=False, owner=alice, event_at=past)
    note.save_revision(user=alice)
    assert {"event_at", "accreditation_until"} <= errors(submit(alice, note)).keys()


def test_two_dates_may_be_one_only_where_it_means_something():
    now = timezone.now()
    assert DateOrder("a", "b", "Non.").is_broken({"a": now, "b": now})
    assert not DateOrder("a", "b", "Non.", may_coincide=True).is_broken({"a": now, "b": now})
