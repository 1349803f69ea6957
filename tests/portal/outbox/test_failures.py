"""A mail that fails is tried again; it stops no other, and a crash doubles one at most."""

import email
import smtplib
import socket
import threading
from collections import Counter
from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

import psutil
import pytest
from aiosmtpd.controller import Controller

from portal.models import Mail
from portal.outbox import models as outbox
from portal.worker.periodic import purge_mails
from tests.support.mailer import LOCMEM, send_all, write
from tests.support.workers import eventually, working

SEND = f"{LOCMEM}.send_messages"


def failing(monkeypatch, error: Exception) -> None:
    def fail(self, messages):
        raise error

    monkeypatch.setattr(SEND, fail)


def later() -> None:
    """Time passes."""
    Mail.objects.waiting().update(next_attempt_at=timezone.now())


# Failures


def test_what_fails_is_tried_again_later_each_time_later(db, monkeypatch):
    write()
    with monkeypatch.context() as broken:
        failing(broken, smtplib.SMTPServerDisconnected("parti"))
        pauses = []
        for _ in range(6):
            later()
            send_all()
            queued = Mail.objects.get()
            pauses.append(queued.next_attempt_at - queued.claimed_at)
    assert pauses[0] == timedelta(minutes=5)
    assert pauses == sorted(pauses)
    assert pauses[1] > pauses[0]
    assert pauses[-1] == timedelta(hours=4)
    assert queued.attempts == 6
    assert "SMTPServerDisconnected: parti" in queued.error
    later()
    send_all()
    assert Mail.objects.get().sent_at
    assert Mail.objects.get().error == ""


def test_one_failure_does_not_stop_the_others(db, monkeypatch):
    send = mail.backends.locmem.EmailBackend.send_messages

    def fail_for_alice(self, messages):
        if messages[0].to == ["alice@exemple.fr"]:
            raise smtplib.SMTPServerDisconnected
        return send(self, messages)

    monkeypatch.setattr(SEND, fail_for_alice)
    write("alice@exemple.fr")
    write("bruno@exemple.fr")
    send_all()
    assert [message.to for message in mail.outbox] == [["bruno@exemple.fr"]]


@pytest.mark.parametrize(
    ("error", "final"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"inconnue")}), True),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"plus tard")}), False),
        (smtplib.SMTPDataError(554, b"refus"), True),
        (smtplib.SMTPDataError(451, b"plus tard"), False),
        (smtplib.SMTPSenderRefused(553, b"refus", "a"), True),
        (TimeoutError("trop long"), False),
    ],
)
def test_only_a_refusal_for_good_is_the_last(db, monkeypatch, error, final):
    write()
    failing(monkeypatch, error)
    send_all()
    assert Mail.objects.given_up().exists() is final


def test_a_mail_is_given_up_after_days(db, monkeypatch):
    write()
    failing(monkeypatch, TimeoutError())
    Mail.objects.update(created_at=timezone.now() - outbox.LONGEST_DELAY + timedelta(minutes=1))
    send_all()
    assert not Mail.objects.given_up().exists()
    Mail.objects.update(created_at=timezone.now() - outbox.LONGEST_DELAY)
    later()
    send_all()
    assert Mail.objects.given_up().exists()


def test_a_server_that_is_away_is_no_mails_fault(db, monkeypatch):
    write()

    def refuse(self):
        raise ConnectionRefusedError("personne")

    with monkeypatch.context() as away:
        away.setattr(f"{LOCMEM}.open", refuse, raising=False)
        runner = send_all()
    assert "personne" in runner.trouble
    assert Mail.objects.get().attempts == 0
    while runner.work() == 0:
        pass
    assert runner.trouble == ""
    assert Mail.objects.get().sent_at


def test_nobody_takes_what_another_sends(db):
    write()
    assert Mail.objects.claim()
    assert Mail.objects.claim() is None


def test_what_is_done_is_forgotten_after_a_while(db, settings):
    settings.OUTBOX_KEPT_DAYS = 10
    for _ in range(3):
        write()
    sent, given_up, waiting = Mail.objects.order_by("pk")
    sent.mark_sent()
    given_up.mark_failed(smtplib.SMTPDataError(554, b"refus"))
    purge_mails.func()
    assert Mail.objects.count() == 3
    Mail.objects.update(created_at=timezone.now() - timedelta(days=10))
    purge_mails.func()
    assert list(Mail.objects.all()) == [waiting]


# In processes of its own, on a real server


class Murderous:
    """A server that takes what it is sent, and kills the sender before it can write that down."""

    def __init__(self, deadly: set[int]) -> None:
        self.port = free_port()
        self.received: Counter[tuple[str, str]] = Counter()
        self.deadly = deadly
        self.lock = threading.Lock()
        self.killed: set[int] = set()

    async def handle_DATA(self, server, session, envelope) -> str:
        message = email.message_from_bytes(envelope.content)
        with self.lock:
            self.received[message["Message-ID"], envelope.rcpt_tos[0]] += 1
            if self.received.total() in self.deadly:
                self.kill(session.peer)
        return "250 OK"

    def kill(self, peer) -> None:
        [pid] = {
            connection.pid
            for connection in psutil.net_connections("tcp4")
            if (connection.laddr, connection.raddr) == (peer, ("127.0.0.1", self.port))
        }
        psutil.Process(pid).kill()
        self.killed.add(pid)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.mark.django_db(transaction=True)
def test_killed_senders_lose_nothing_and_double_one_mail_each():
    count, deadly = 500, {50, 150, 300}
    messages = [
        EmailMessage(f"Objet {n}", "Corps", "portail@exemple.fr", [f"n{n}@exemple.fr"])
        for n in range(count)
    ]
    mail.get_connection().send_messages(messages)
    handler = Murderous(deadly)
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        with working(2, EMAIL_URL=f"smtp://127.0.0.1:{controller.port}"):
            eventually(lambda: Mail.objects.unsent().count() <= len(deadly), seconds=60)
            assert len(handler.killed) == len(deadly)
            assert len(handler.received) == count  # none is lost
            later()
            eventually(lambda: not Mail.objects.unsent().exists())
    finally:
        controller.stop()
    assert len(handler.received) == count
    assert handler.received.total() == count + len(deadly)  # one more each time, under its own id
    assert max(handler.received.values()) == 2
