"""Mails about a text that cannot be written or sent stop nobody, and none is lost in silence."""

import smtplib
import socket

from django.core.mail.backends.locmem import EmailBackend as Outbox
from django.db import transaction

import pytest

from portal.models import Mail
from portal.worker import alarms
from portal.workflow import notifications
from tests.support.mailer import subscribe
from tests.support.people import comment_fields, decide, draft, edit, put_under_review, submit


class Boom(Exception):
    pass


def test_what_is_rolled_back_is_told_to_nobody(site, alice, benoit, mails_of):
    page = put_under_review(site, alice)

    def undo():
        with pytest.raises(Boom), transaction.atomic():
            decide(benoit, page)
            assert page.current_workflow_task.name.endswith("sécurité")
            raise Boom

    assert mails_of(undo) == {}


class BrokenOutbox(Outbox):
    error: Exception

    def send_messages(self, messages):
        raise self.error


@pytest.mark.parametrize(
    "error", [OSError(), socket.gaierror(), smtplib.SMTPAuthenticationError(1, b""), Boom()]
)
def test_no_mail_server_stops_a_decision(
    site, alice, benoit, mails_of, settings, monkeypatch, caplog, error
):
    page = put_under_review(site, alice)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenOutbox"
    monkeypatch.setattr(BrokenOutbox, "error", error, raising=False)
    assert mails_of(decide, benoit, page) == {}
    assert page.current_workflow_task.name.endswith("sécurité")
    assert {mail.error for mail in Mail.objects.given_up()} == {type(error).__name__}
    assert "exemple.fr" not in caplog.text


def test_one_mail_that_cannot_be_written_is_an_alarm_and_stops_no_other(
    site, alice, benoit, chloe, mails_of, monkeypatch, caplog
):
    page = draft(site, alice, title="Un accord secret")
    send = Outbox.send_messages

    def fail_for_benoit(self, messages):
        if messages[0].to == [benoit.email]:
            raise Boom(f"{benoit.email} {page.title}")
        return send(self, messages)

    monkeypatch.setattr(Outbox, "send_messages", fail_for_benoit)
    assert mails_of(submit, alice, page).keys() == {"chloe"}
    [failed] = alarms.mails_given_up()
    assert (failed.recipient, failed.error) == (benoit.email, "Boom")
    assert benoit.email not in caplog.text
    assert "secret" not in f"{caplog.text} {failed.subject}"


def test_a_mail_whose_recipients_cannot_be_found_is_an_alarm(
    site, alice, benoit, mails_of, monkeypatch
):
    def fail(*args, **kwargs):
        raise Boom

    page = put_under_review(site, alice)
    monkeypatch.setattr("wagtail.admin.mail.Notifier.can_handle", fail)
    assert mails_of(notifications.submitted, page.current_workflow_task_state) == {}
    [failed] = alarms.mails_given_up()
    assert (failed.recipient, failed.error) == ("", "Boom")


# Comments


def test_a_comment_whose_mail_cannot_be_written_is_an_alarm_without_a_name_in_the_log(
    site, alice, benoit, settings, monkeypatch, caplog
):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    page = put_under_review(site, alice)
    subscribe(page, alice)

    def fail(self, *args, **kwargs):
        raise Boom(alice.email)

    monkeypatch.setattr("django.core.mail.EmailMessage.message", fail)
    assert edit(benoit, page, **comment_fields()).status_code == 302
    assert Mail.objects.given_up().get().recipient == alice.email
    assert "A mail was not written: Boom" in caplog.text
    assert alice.email not in caplog.text


def test_no_mail_server_stops_a_comment(site, alice, benoit, settings):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    page = put_under_review(site, alice)
    subscribe(page, alice)
    assert edit(benoit, page, **comment_fields()).status_code == 302
    assert "alice" in Mail.objects.waiting().get().recipient
