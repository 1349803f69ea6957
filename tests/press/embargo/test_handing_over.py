"""Validators hand an embargoed text over to journalists, by links that can be taken back."""

import datetime
import re
from unittest import mock

from django.core import mail
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry, Site

import pytest

from news.models import NEWS
from portal.models import Mail, PortalSettings
from portal.outbox.models import MailQuerySet
from portal.workflow.setup import ADMINISTRATORS
from press.models import EmbargoLink
from tests.support import factories
from tests.support.embargoes import SECRET, clock, given, journalist, text_of
from tests.support.people import logged_in, person, validator


def screen(page) -> str:
    return reverse("embargo_hand_over", args=[page.pk])


def test_a_validator_hands_it_over_by_mail(page, office, nadia):
    PortalSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"press_email": "presse@exemple.fr"}
    )
    benoit = logged_in(office.benoit)
    html = text_of(benoit.get(screen(page)))
    assert page.get_embargoed_text().embargo_label in html
    assert "Nadia Belkacem" in html
    response = benoit.post(screen(page), {"journalists": [nadia.pk]}, follow=True)
    assert "Remis sous embargo à 1 journaliste." in text_of(response)
    (message,) = [each for each in mail.outbox if each.to == [nadia.email]]
    assert "Sous embargo jusqu’au" in message.subject
    whole = f"{message.subject} {message.body}"
    assert page.title not in whole
    assert page.slug not in whole
    assert "Vos données" in message.body
    assert "CNIL" in message.body
    assert message.reply_to == ["presse@exemple.fr"]
    token = re.search(r"/presse/sous-embargo/([\w\-]+)/", message.body)[1]
    assert len(token) == 43  # 256 bits
    link = EmbargoLink.objects.get()
    assert token not in str(EmbargoLink.objects.values().get())
    assert (link.journalist, link.sent_by) == (nadia, office.benoit)
    assert SECRET in Client().post(f"/presse/sous-embargo/{token}/").content.decode()


def test_somebody_is_to_be_chosen(page, office):
    response = logged_in(office.benoit).post(screen(page), {})
    assert "Choisissez au moins une personne." in response.content.decode()
    response = logged_in(office.benoit).post(screen(page), {"journalists": ["x", "99999"]})
    assert response.status_code == 200
    assert not EmbargoLink.objects.exists()


def test_only_validators_of_the_press_hand_over(page, office, nadia):
    outsiders = [
        office.alice,
        validator("nina", NEWS),
        person("admin2", ADMINISTRATORS),
        person("chef", is_staff=True, is_superuser=True),
    ]
    for user in outsiders:
        client = logged_in(user)
        assert client.get(screen(page)).status_code == 302
        client.post(screen(page), {"journalists": [nadia.pk]})
        assert "Remettre à des journalistes" not in text_of(
            client.get(f"/gestion/pages/{page.pk}/edit/", follow=True)
        )
    assert not EmbargoLink.objects.exists()
    editor = logged_in(office.benoit).get(f"/gestion/pages/{page.pk}/edit/")
    assert screen(page) in editor.content.decode()


def test_what_does_not_wait_is_not_handed_over(site, office, nadia):
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.save_revision(user=office.alice)
    benoit = logged_in(office.benoit)
    assert screen(page) not in benoit.get(f"/gestion/pages/{page.pk}/edit/").content.decode()
    assert "il n’y a rien à remettre" in text_of(benoit.get(screen(page)))
    assert benoit.post(screen(page), {"journalists": [nadia.pk]}).status_code == 302
    assert not EmbargoLink.objects.exists()


def test_the_screen_shows_who_has_it_and_who_opened_it(page, office, nadia):
    link, address = given(page, nadia, office.chloe)
    Client().post(address)
    with clock(timezone.now() + datetime.timedelta(minutes=90)):
        Client().post(address)
    html = text_of(logged_in(office.benoit).get(screen(page)))
    for opening in link.openings.all():
        opened_at = timezone.localtime(opening.at)
        assert f"{opened_at.day} novembre" in html or f"{opened_at:%H:%M}".lstrip("0") in html
    assert link.openings.count() == 2
    assert "Pas encore ouvert" not in html


def test_links_are_taken_back_and_given_again(page, office, nadia):
    omar = journalist("Omar Diallo")
    first, address = given(page, nadia)
    second, other = given(page, omar)
    benoit = logged_in(office.benoit)
    benoit.post(screen(page), {"take_back": str(first.pk)})
    assert Client().post(address).status_code == 404
    assert Client().post(other).status_code == 200
    benoit.post(screen(page), {"again": str(second.pk)})
    assert Client().post(other).status_code == 404
    assert [each.to for each in mail.outbox][-1] == [omar.email]
    assert EmbargoLink.objects.valid().count() == 1
    benoit.post(screen(page), {"take_back_all": "1"})
    assert not EmbargoLink.objects.valid().exists()
    history = logged_in(office.chloe).get(f"/gestion/pages/{page.pk}/history/").content.decode()
    assert "1 lien retiré." in history
    assert "Diallo" not in str(PageLogEntry.objects.filter(page=page.pk).values_list("data"))


@pytest.mark.parametrize("key", ["0", "x", "\x00", "9" * 20, "²"])
def test_a_link_that_is_none_is_not_taken_back(page, office, nadia, key):
    given(page, nadia)
    logged_in(office.benoit).post(screen(page), {"take_back": key})
    assert logged_in(office.benoit).post(screen(page), {"again": key}).status_code == 404
    assert EmbargoLink.objects.valid().count() == 1


def test_a_link_is_never_without_its_mail(page, office, nadia, settings, monkeypatch):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    chosen = {"journalists": [nadia.pk]}
    with monkeypatch.context() as full, pytest.raises(DatabaseError):
        full.setattr(MailQuerySet, "bulk_create", mock.Mock(side_effect=DatabaseError))
        logged_in(office.benoit).post(screen(page), chosen)
    assert not EmbargoLink.objects.exists()
    logged_in(office.benoit).post(screen(page), chosen)
    assert EmbargoLink.objects.get().journalist == nadia
    assert Mail.objects.waiting().get().recipient == nadia.email


def test_the_screen_costs_the_same_with_many(page, office, django_assert_max_num_queries):
    for number in range(12):
        _link, address = given(page, journalist(f"Camille{number} Roux"), office.chloe)
        Client().post(address)
    benoit = logged_in(office.benoit)
    benoit.get(screen(page))
    with django_assert_max_num_queries(40):
        benoit.get(screen(page))
