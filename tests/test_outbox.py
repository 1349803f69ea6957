"""The outbox: nothing is lost, nothing is sent that was undone, and a crash doubles one at most."""

import email
import smtplib
import socket
import threading
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

import psutil
import pytest
from aiosmtpd.controller import Controller

from portal.models import Mail
from portal.outbox import mail as outbox
from portal.worker.nightly import purge_mails
from portal.worker.post import Post
from press.models import PRESS
from tests import factories
from tests.people import at_desk, person, submit, validator, writer
from tests.workers import eventually, working

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
SEND = f"{LOCMEM}.send_messages"
REPORT = "/gestion/reports/courriels/"


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    settings.OUTBOX_BACKEND = LOCMEM


def write(*recipients: str, **fields) -> None:
    text = {"subject": "Objet", "body": "Un corps accentué.", "from_email": "portail@exemple.fr"}
    EmailMessage(**text | {"to": recipients or ["alice@exemple.fr"]} | fields).send()


def post() -> Post:
    return Post(SimpleNamespace(ended=False))


def send_all() -> Post:
    role = post()
    while role.work() == 0:
        pass
    return role


def failing(monkeypatch, error: Exception) -> None:
    def fail(self, messages):
        raise error

    monkeypatch.setattr(SEND, fail)


def later() -> None:
    """Time passes."""
    Mail.objects.waiting().update(next_attempt_at=timezone.now())


# What is kept, and what is sent


def test_a_mail_waits_for_the_worker(db):
    assert send_mail("Objet", "Corps", None, ["alice@exemple.fr"]) == 1
    assert mail.outbox == []
    send_all()
    [sent] = mail.outbox
    assert sent.recipients() == ["alice@exemple.fr"]
    assert Mail.objects.get().sent_at
    send_all()
    assert len(mail.outbox) == 1


def test_a_transaction_that_is_undone_sends_nothing(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not Mail.objects.exists()


def test_each_recipient_has_a_row_and_hidden_ones_stay_hidden(db):
    write("a@exemple.fr", "b@exemple.fr", cc=["c@exemple.fr"], bcc=["d@exemple.fr", "a@exemple.fr"])
    send_all()
    assert sorted(message.to[0][0] for message in mail.outbox) == ["a", "b", "c", "d"]
    for message in mail.outbox:
        text = message.message().as_string()
        assert "To: a@exemple.fr, b@exemple.fr" in text
        assert "Cc: c@exemple.fr" in text
        assert "d@exemple.fr" not in text
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_what_is_sent_is_what_was_written_to_the_byte(db):
    message = EmailMultiAlternatives(
        "Un objet «\xa0très\xa0» long, " * 8,
        "De longues lignes, " * 100 + "\nFrom la suite\n.\n..fin",
        "Portail AMIAD <portail@exemple.fr>",
        ["Hélène Dupré <helene@exemple.fr>"],
        headers={"X-Portail": "oui", "Message-ID": "<un@exemple.fr>", "Date": "aujourd’hui"},
        attachments=[("pièce.bin", bytes(range(256)), "application/octet-stream")],
    )
    message.attach_alternative("<p>Écrit en HTML</p>", "text/html")
    boundaries = [f"=={n}==" for n in range(2)] * 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("email.generator.Generator._make_boundary", lambda *_: boundaries.pop())
        written = message.message().as_bytes(linesep="\r\n")
        message.send()
    kept = Mail.objects.get()
    assert kept.sealed().message().as_bytes(linesep="\r\n") == written
    assert kept.message_id == "<un@exemple.fr>"


def test_a_message_is_told_by_an_identifier_of_the_site(db):
    message = EmailMessage("Objet", "Corps", "a@exemple.fr", ["b@exemple.fr"])
    message.send()
    message.send()
    first, second = Mail.objects.values_list("message_id", flat=True)
    assert first.endswith("@127.0.0.1>")
    assert first != second
    assert message.extra_headers == {}


def test_what_was_sent_is_kept_no_more(db):
    write(body="https://portail.exemple/un-lien-secret")
    assert b"secret" in bytes(Mail.objects.get().content)
    send_all()
    assert bytes(Mail.objects.get().content) == b""


def test_a_header_cannot_be_forged(db):
    with pytest.raises(mail.BadHeaderError):
        write(subject="Objet\nBcc: eve@exemple.fr")
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_the_mails_of_the_desk_go_through_it(site, django_capture_on_commit_callbacks):
    alice = writer("alice")
    validator("benoit")
    page = factories.PressReleasePageFactory(parent=site.press, live=False, owner=alice)
    page.save_revision(user=alice)
    with django_capture_on_commit_callbacks(execute=True):
        submit(alice, page)
    assert set(Mail.objects.values_list("recipient", flat=True)) == {"benoit@exemple.fr"}


def test_a_forgotten_password_goes_through_it(site, client):
    person("alice", PRESS.writers).set_password("x")
    user = person("bruno", PRESS.writers)
    user.set_password("une-phrase-pour-les-tests")
    user.save()
    client.post("/gestion/password_reset/", {"email": "bruno@exemple.fr"})
    assert b"/password_reset/confirm/" in bytes(Mail.objects.get().content)


# Failures


def test_what_fails_is_tried_again_later_each_time_later(db, monkeypatch):
    write()
    with monkeypatch.context() as broken:
        failing(broken, smtplib.SMTPServerDisconnected("parti"))
        pauses = []
        for _ in range(6):
            later()
            send_all()
            kept = Mail.objects.get()
            pauses.append(kept.next_attempt_at - kept.claimed_at)
    assert pauses[0] == timedelta(minutes=5)
    assert pauses == sorted(pauses)
    assert pauses[1] > pauses[0]
    assert pauses[-1] == timedelta(hours=4)
    assert kept.attempts == 6
    assert "SMTPServerDisconnected: parti" in kept.error
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
    Mail.objects.update(created_at=timezone.now() - outbox.PATIENCE + timedelta(minutes=1))
    send_all()
    assert not Mail.objects.given_up().exists()
    Mail.objects.update(created_at=timezone.now() - outbox.PATIENCE)
    later()
    send_all()
    assert Mail.objects.given_up().exists()


def test_a_server_that_is_away_is_no_mails_fault(db, monkeypatch):
    write()

    def refuse(self):
        raise ConnectionRefusedError("personne")

    with monkeypatch.context() as away:
        away.setattr(f"{LOCMEM}.open", refuse, raising=False)
        role = send_all()
    assert "personne" in role.trouble
    assert Mail.objects.get().attempts == 0
    while role.work() == 0:
        pass
    assert role.trouble == ""
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
    sent.was_sent()
    given_up.was_not_sent(smtplib.SMTPDataError(554, b"refus"))
    purge_mails.func()
    assert Mail.objects.count() == 3
    Mail.objects.update(created_at=timezone.now() - timedelta(days=10))
    purge_mails.func()
    assert list(Mail.objects.all()) == [waiting]


# What administrators see


@pytest.fixture
def chief(site):
    return person("cheffe", "Administration")


def given_up(recipient="perdu@exemple.fr") -> Mail:
    write(recipient, body="Un lien secret")
    kept = Mail.objects.get(recipient=recipient)
    kept.claimed_at = timezone.now()
    kept.save()
    kept.was_not_sent(smtplib.SMTPDataError(554, b"refus"))
    return kept


def test_the_report_lists_what_waits_or_failed(chief):
    kept = given_up()
    write("bientot@exemple.fr")
    write("parti@exemple.fr")
    Mail.objects.get(recipient="parti@exemple.fr").was_sent()
    client = at_desk(chief)
    for path in (REPORT, REPORT + "results/"):
        text = client.get(path).content.decode()
        assert "perdu@exemple.fr" in text
        assert "SMTPDataError" in text
        assert "bientot@exemple.fr" in text
        assert "parti@exemple.fr" not in text
        assert "secret" not in text
    response = client.post(f"{REPORT}relancer/{kept.pk}/", follow=True)
    assert "1 courriel repart" in response.content.decode()
    send_all()
    assert Mail.objects.get(pk=kept.pk).sent_at


def test_all_are_tried_again_at_once_but_those_sent(chief):
    for name in ("a", "b"):
        given_up(f"{name}@exemple.fr")
    write()
    Mail.objects.get(recipient="alice@exemple.fr").was_sent()
    at_desk(chief).post(REPORT + "relancer/")
    assert Mail.objects.due().count() == 2


def test_the_report_is_for_administrators(site):
    kept = given_up()
    client = at_desk(validator("alice"))
    assert REPORT not in client.get("/gestion/").content.decode()
    assert client.get(REPORT).status_code == 302
    assert client.post(f"{REPORT}relancer/{kept.pk}/").status_code == 302
    assert client.post(f"{REPORT}relancer/").status_code == 302
    assert not Mail.objects.due().exists()


def test_a_form_of_the_report_is_guarded(chief):
    given_up()
    client = at_desk(chief)
    client.handler.enforce_csrf_checks = True
    assert client.post(REPORT + "relancer/").status_code == 403
    text = client.get(REPORT).content.decode()
    assert text.count("csrfmiddlewaretoken") >= 2


def test_mails_that_fail_or_wait_raise_the_alarm(chief, client):
    given_up()
    write()
    Mail.objects.waiting().update(created_at=timezone.now() - timedelta(minutes=16))
    words = client.get("/health/ready").json()["worker"]
    assert "1 mails given up" in words
    assert "1 mails that wait" in words
    text = at_desk(chief).get("/gestion/").content.decode()
    assert "1 courriel n’a pas pu être envoyé." in text
    assert "1 courriel attend" in text


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
