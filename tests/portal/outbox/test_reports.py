"""Administrators see the mails that wait or failed, and have them tried again."""

import smtplib
from datetime import timedelta

from django.utils import timezone

import pytest

from portal.models import Mail
from portal.worker.periodic import purge_mails
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


def delayed(recipient) -> Mail:
    """A mail that waits for another attempt."""
    mail = Mail.objects.get(recipient=recipient)
    mail.next_attempt_at = timezone.now() + timedelta(hours=1)
    mail.save()
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
    assert f"{REPORT}relancer/{mail.pk}/" not in client.get(REPORT).content.decode()
    waiting = delayed("bientot@exemple.fr")
    response = client.post(f"{REPORT}relancer/{waiting.pk}/", follow=True)
    assert "1 courriel repart" in response.content.decode()
    send_all()
    assert Mail.objects.get(pk=waiting.pk).sent_at


def test_all_that_wait_are_tried_again_at_once(chief):
    given_up()
    for name in ("a", "b"):
        write(f"{name}@exemple.fr")
        delayed(f"{name}@exemple.fr")
    write()
    Mail.objects.get(recipient="alice@exemple.fr").mark_sent()
    logged_in(chief).post(REPORT + "relancer/")
    assert set(Mail.objects.due().values_list("recipient", flat=True)) == {
        "a@exemple.fr",
        "b@exemple.fr",
    }


def test_what_is_given_up_is_empty(chief):
    assert bytes(Mail.objects.get(pk=given_up().pk).content) == b""
    Mail.objects.update(content=b"Un lien secret")  # of before it was emptied
    write("bientot@exemple.fr")
    purge_mails.func()
    assert bytes(Mail.objects.get(recipient="perdu@exemple.fr").content) == b""
    assert bytes(Mail.objects.get(recipient="bientot@exemple.fr").content)


def test_the_report_is_for_administrators(site):
    given_up()
    write()
    mail = delayed("alice@exemple.fr")
    client = logged_in(validator("alice"))
    assert REPORT not in client.get("/gestion/").content.decode()
    assert client.get(REPORT).status_code == 302
    assert client.post(f"{REPORT}relancer/{mail.pk}/").status_code == 302
    assert client.post(f"{REPORT}relancer/").status_code == 302
    assert not Mail.objects.due().exists()


def test_a_form_of_the_report_is_guarded(chief):
    write()
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
