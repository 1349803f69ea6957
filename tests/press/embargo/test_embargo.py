"""The embargo: a text waits for its minute; those who may read it before are kept lawfully."""

import datetime
import json

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from news.models import NEWS
from portal.workflow.setup import ADMINISTRATORS
from press.embargo.jobs import forget_journalists
from press.models import EmbargoLink, Journalist, PressReleasePage, Reference
from tests.support import factories
from tests.support.embargoes import SECRET, end_of, given, journalist, text_of, tick, whole_minute
from tests.support.people import edit, logged_in, person, seen, submit, validator, writer

SECOND = datetime.timedelta(seconds=1)


# The embargo itself


def test_an_approved_text_waits_and_appears_at_its_minute(client, page):
    end = end_of(page)
    assert page.scheduled_revision.approved_go_live_at == end
    tick(end - SECOND)
    assert client.get(page.url).status_code == 404
    tick(end + SECOND)
    response = client.get(page.url)
    assert response.status_code == 200
    assert SECRET in response.content.decode()


def latest(page) -> PressReleasePage:
    return PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_it_is_dated_of_the_day_on_which_it_appears(site, office):
    page = factories.PressReleasePageFactory(parent=site.press, live=False, owner=office.alice)
    page.save_revision(user=office.alice)
    end = whole_minute(days=3)
    edit(office.alice, page, embargo_until=end.strftime("%Y-%m-%d %H:%M"))
    assert latest(page).date == end.date() > page.date
    later = end.date() + datetime.timedelta(days=1)
    edit(office.alice, page, date=later.isoformat())
    assert latest(page).date == later


def test_its_reference_is_given_when_it_appears(site, page):
    assert not Reference.objects.exists()
    other = factories.PressReleasePageFactory(parent=site.press, live=False)
    other.save_revision().publish()
    tick(end_of(page) + SECOND)
    numbers = dict(Reference.objects.values_list("page", "number"))
    assert numbers == {other.pk: 1, page.pk: 2}


def test_a_revision_without_a_date_waits_all_the_same(site):
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.embargo_until = whole_minute(days=1)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    page.embargo_until = whole_minute(days=1)
    page.go_live_at = whole_minute(hours=1)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at > timezone.now() + 5 * 3600 * SECOND


def test_an_emergency_does_not_lift_it(site, office):
    chief = person("chef", is_staff=True, is_superuser=True)
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.embargo_until = whole_minute(days=1)
    page.save_revision(user=office.alice)
    reason = "Une rectification doit paraître avant le journal de ce soir."
    logged_in(chief).post(f"/gestion/urgence/{page.pk}/", {"reason": reason, "seen": seen(page)})
    page.refresh_from_db()
    assert not page.live
    assert page.get_embargoed_text()


def test_reviewers_approve_it_from_the_editor(site, office):
    factories.ensure_contact(site.press)
    page = factories.PressReleasePageFactory(parent=site.press, live=False, owner=office.alice)
    page.save_revision(user=office.alice)
    submit(office.alice, page, embargo_until=f"{whole_minute(days=2):%Y-%m-%d %H:%M}")
    for user in (office.benoit, office.chloe):  # the form comes back as it was
        edit(user, page, "action-workflow-action", **{"workflow-action-name": "approve"})
    assert PressReleasePage.objects.get(pk=page.pk).scheduled_revision


def test_a_former_address_of_it_leads_nowhere(client, site, office, commit):
    page = factories.PressReleasePageFactory(parent=site.press, live=False, slug="ancien")
    with commit():  # addresses are told of then
        page.slug = "zebrulon"
        page.save()
    page.save_revision(user=office.alice)
    response = client.get("/presse/ancien/")
    assert response.status_code == 404
    assert "zebrulon" not in response.content.decode()


# Journalists


def test_validators_and_administrators_keep_journalists(office, nadia):
    listing = "/gestion/snippets/press/journalist/"
    keeper = validator("claire"), person("admin2", ADMINISTRATORS)
    for user in keeper:
        assert "Nadia Belkacem" in logged_in(user).get(listing).content.decode()
        assert logged_in(user).get(f"{listing}add/").status_code == 200
    for user in (office.alice, validator("nina", NEWS)):
        assert logged_in(user).get(listing).status_code == 302
        assert logged_in(user).get(f"{listing}edit/{nadia.pk}/").status_code == 302


@pytest.mark.parametrize(
    ("days", "words"), [(1, "un jour"), (400, "400 jours"), (365, "un an"), (730, "2 ans")]
)
def test_the_screens_say_why_they_are_kept(site, nadia, settings, days, words):
    settings.JOURNALISTS_KEPT_DAYS = days
    user = validator("claire")
    for address in ("add/", f"edit/{nadia.pk}/"):
        html = text_of(logged_in(user).get(f"/gestion/snippets/press/journalist/{address}"))
        assert "Le service de presse (AMIAD) conserve votre nom" in html
        assert f"effacées {words} après le dernier texte remis." in html
        assert "CNIL" in html


def test_those_left_unused_are_forgotten(page, office, nadia, settings):
    settings.JOURNALISTS_KEPT_DAYS = 30
    long_ago = timezone.now() - datetime.timedelta(days=31)
    Journalist.objects.update(created_at=long_ago)
    forgotten, recent = journalist("Omar Diallo", created_at=long_ago), journalist("Paul Roux")
    given(page, nadia)
    assert forget_journalists.call() == 1
    assert set(Journalist.objects.all()) == {nadia, recent}
    old, _address = given(page, recent)
    EmbargoLink.objects.filter(pk=old.pk).update(sent_at=long_ago, expires_at=long_ago)
    assert forget_journalists.call() == 0
    assert [link.journalist for link in EmbargoLink.objects.all()] == [nadia]
    assert forgotten not in Journalist.objects.all()


def test_what_is_held_is_exported(page, nadia):
    _link, address = given(page, nadia)
    Client().post(address)
    export = reverse("journalist_export", args=[nadia.pk])
    assert logged_in(writer("zoe")).get(export).status_code == 302
    claire = logged_in(validator("claire"))
    assert export in claire.get("/gestion/snippets/press/journalist/").content.decode()
    response = claire.get(export)
    assert "attachment" in response["Content-Disposition"]
    data = json.loads(response.content)
    assert data["nom"] == "Nadia Belkacem"
    assert data["adresse électronique"] == nadia.email
    (given_to,) = data["remises sous embargo"]
    assert len(given_to["ouvert le"]) == 1
    assert page.title not in response.content.decode()  # nor is the text told this way
