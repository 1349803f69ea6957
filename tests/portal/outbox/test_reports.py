"""Administrators see the mails that wait or failed, and have them tried again."""

import smtplib
from datetime import timedelta

from django.utils import timezone

import pytest

from portal.models import Mail
from tests.support.health import health_details
from tests.support.mailer import send_all, write
from tests.support.people import landing, logged_in, person, validator

REPORT = "/gestion/reports/courriels/"


@pytest.fixture
def chief(site):
    return person("cheffe", "Administration")


def given_up(recipient="perdu@exemple.fr") -> Mail:
    write(recipient, body="Un lien secret")
    mail = Mail.objects.get(recipient=recipient)
    mail.claimed_at = timezone.now()
    mail.save()
    mail.mark_failed(smtplib.SMTPDataError(554, b"refus"))
    return mail


def test_the_report_lists_what_waits_or_failed(chief):
    mail = given_up()
    write("bientot@exemple.fr")
    write("parti@exemple.fr")
    Mail.objects.get(recipient="parti@exemple.fr").mark_sent()
    client = logged_in(chief)
    for path in (REPORT, REPORT + "results/"):
        text = client.get(path).content.decode()
        assert "perdu@exemple.fr" in text
        assert "SMTPDataError" in text
        assert "bientot@exemple.fr" in text
        assert "parti@exemple.fr" not in text
        assert "secret" not in text
    response = client.post(f"{REPORT}relancer/{mail.pk}/", follow=True)
    assert "1 courriel repart" in response.content.decode()
    send_all()
    assert Mail.objects.get(pk=mail.pk).sent_at


def test_all_are_tried_again_at_once_but_those_sent(chief):
    for name in ("a", "b"):
        given_up(f"{name}@exemple.fr")
    write()
    Mail.objects.get(recipient="alice@exemple.fr").mark_sent()
    logged_in(chief).post(REPORT + "relancer/")
    assert Mail.objects.due().count() == 2


def test_the_report_is_for_administrators(site):
    mail = given_up()
    client = logged_in(validator("alice"))
    assert REPORT not in client.get("/gestion/").content.decode()
    assert client.get(REPORT).status_code == 302
    assert client.post(f"{REPORT}relancer/{mail.pk}/").status_code == 302
    assert client.post(f"{REPORT}relancer/").status_code == 302
    assert not Mail.objects.due().exists()


def test_a_form_of_the_report_is_guarded(chief):
    given_up()
    client = logged_in(chief)
    client.handler.enforce_csrf_checks = True
    assert client.post(REPORT + "relancer/").status_code == 403
    text = client.get(REPORT).content.decode()
    assert text.count("csrfmiddlewaretoken") >= 2


def test_mails_that_fail_or_wait_raise_the_alarm(chief, client):
    given_up()
    write()
    Mail.objects.waiting().update(created_at=timezone.now() - timedelta(minutes=16))
    words = health_details(client).json()["worker"]
    assert "1 mails given up" in words
    assert "1 mails that wait" in words
    text = landing(chief)
    assert "1 courriel n’a pas pu être envoyé." in text
    assert "1 courriel attend" in text
