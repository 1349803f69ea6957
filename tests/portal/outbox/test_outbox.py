"""The outbox: nothing is lost, nothing is sent that was undone."""

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

import pytest

from portal.models import Mail
from portal.worker import alarms
from press.models import PRESS
from tests.support import factories
from tests.support.mailer import send_all, write
from tests.support.people import person, submit, validator, writer


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
    queued = Mail.objects.get()
    assert queued.to_message().message().as_bytes(linesep="\r\n") == written
    assert queued.message_id == "<un@exemple.fr>"


def test_a_message_is_told_by_an_identifier_of_the_site(db):
    message = EmailMessage("Objet", "Corps", "a@exemple.fr", ["b@exemple.fr"])
    message.send()
    message.send()
    first, second = Mail.objects.values_list("message_id", flat=True)
    assert first.endswith("@localhost>")
    assert first != second
    assert message.extra_headers == {}


def test_what_was_sent_is_kept_no_more(db):
    write(body="https://portail.exemple/un-lien-secret")
    assert b"secret" in bytes(Mail.objects.get().content)
    send_all()
    assert bytes(Mail.objects.get().content) == b""


def test_a_header_cannot_be_forged(db):
    write(subject="Objet\r\nBcc: eve@exemple.fr\x00\u2028fin")
    [stored] = Mail.objects.all()
    assert stored.subject == "Objet Bcc: eve@exemple.fr fin"
    assert stored.to_message().message()["Bcc"] is None


def test_a_mail_that_cannot_be_written_is_an_error_and_an_alarm(db, caplog):
    with pytest.raises(mail.BadHeaderError):
        write("alice@exemple.fr", reply_to=["a@exemple.fr\nBcc: eve@exemple.fr"])
    [stored] = alarms.mails_given_up()
    assert (stored.recipient, stored.error) == ("alice@exemple.fr", "BadHeaderError")
    assert bytes(stored.content) == b""
    assert "alice" not in caplog.text


@pytest.mark.django_db
def test_the_mails_of_the_desk_go_through_it(site, django_capture_on_commit_callbacks):
    alice = writer("alice")
    validator("benoit")
    factories.ensure_contact(site.press)
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
