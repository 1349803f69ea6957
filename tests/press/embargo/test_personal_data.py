"""What is kept of a journalist: all of it in their export, and nothing once they are forgotten."""

import datetime
import importlib
import json
import smtplib

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from wagtail.models import ModelLogEntry

import pytest

from portal.core import neutral_labels
from portal.models import Mail
from press.embargo.jobs import forget_journalists
from press.embargo.notifications import send_link
from press.models import EmbargoLink, Journalist
from tests.support.embargoes import given, journalist
from tests.support.health import health_details
from tests.support.mailer import LOCMEM, send_all
from tests.support.people import logged_in, validator

ADD = "/gestion/snippets/press/journalist/add/"
FIELDS = {"name": "Zoé Zebrulon", "outlet": "Radio Zebrulon", "email": "zoe@zebrulon.fr"}
HISTORY = "/gestion/reports/site-history/"


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    settings.OUTBOX_BACKEND = LOCMEM


def address(row: Journalist, act: str) -> str:
    return f"/gestion/snippets/press/journalist/{act}/{row.pk}/"


@pytest.fixture
def zoe(site) -> Journalist:
    """Somebody whom a validator added and changed."""
    client = logged_in(validator("claire"))
    client.post(ADD, FIELDS)
    row = Journalist.objects.get()
    client.post(address(row, "edit"), FIELDS | {"outlet": "Télé Zebrulon"})
    return row


def handed(page, reader) -> EmbargoLink:
    """A link whose mail waits."""
    link, token = EmbargoLink.objects.issue(page.get_embargoed_text(), reader, None)
    send_link(page.get_embargoed_text(), link, token)
    return link


def test_the_log_says_a_number(zoe, chief):
    client = logged_in(validator("denise"))
    client.post(address(zoe, "delete"))
    entries = ModelLogEntry.objects.filter(object_id=str(zoe.pk))
    assert {entry.action for entry in entries} == {
        "wagtail.create",
        "wagtail.edit",
        "wagtail.delete",
        "portal.values",
    }
    assert "Zebrulon" not in str([entry.data for entry in entries])
    assert {entry.label for entry in entries} == {f"journaliste n°\u00a0{zoe.pk}"}
    for query in ("", "?export=csv"):
        response = logged_in(chief).get(HISTORY + query)
        text = response.getvalue().decode()
        assert "Zebrulon" not in text
        assert f"journaliste n°\u00a0{zoe.pk}" in text


@pytest.mark.parametrize("batch", [1, 1000])
def test_what_the_log_said_before_is_rewritten(zoe, monkeypatch, batch):
    monkeypatch.setattr(neutral_labels, "BATCH_SIZE", batch)
    ModelLogEntry.objects.update(label="Zoé Zebrulon (Radio Zebrulon)")
    other = ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Mail),
        object_id=str(zoe.pk),
        label="Un titre",
        action="wagtail.edit",
        timestamp=timezone.now(),
    )
    migration = importlib.import_module("press.migrations.0011_neutral_labels")
    migration.neutralize(apps, None)
    migration.neutralize(apps, None)  # what is done is not done again
    labels = ModelLogEntry.objects.exclude(pk=other.pk).values_list("label", flat=True)
    assert set(labels) == {f"journaliste n°\u00a0{zoe.pk}"}
    other.refresh_from_db()
    assert other.label == "Un titre"


def test_the_accounts_and_contacts_of_before_too(office):
    alice = office.alice
    entry = ModelLogEntry.objects.log_action(alice, "wagtail.edit")
    assert entry.label == f"utilisateur n°\u00a0{alice.pk}"
    ModelLogEntry.objects.update(label="Alice Zebrulon")
    importlib.import_module("portal.migrations.0020_neutral_labels").neutralize(apps, None)
    entry.refresh_from_db()
    assert entry.label == f"utilisateur n°\u00a0{alice.pk}"


def test_the_export_has_the_log_and_the_mails(page, office, zoe):
    handed(page, zoe)
    send_all()
    data = json.loads(json.dumps(zoe.exported_data(), default=str))
    [mail] = data["courriels"]
    assert "Sous embargo" in mail["objet"]
    assert mail["envoyé le"]
    acts = [line["acte"] for line in data["historique de la fiche"]]
    assert [act for act in acts if "valeur non conservée" not in act] == ["Créé", "Modifié"]
    assert len(acts) > 2
    assert page.title not in str(data)


def test_a_link_taken_back_does_not_leave(page, office, nadia):
    links = [handed(page, nadia), handed(page, journalist("Omar"))]
    links[0].journalist.links.revoke()
    mails = {mail.recipient: mail for mail in Mail.objects.all()}
    assert bytes(mails[nadia.email].content) == b""
    assert bytes(mails["omar@quotidien.exemple.fr"].content)
    send_all()
    assert set(Mail.objects.exclude(sent_at=None).values_list("recipient", flat=True)) == {
        "omar@quotidien.exemple.fr"
    }
    assert not Mail.objects.waiting().exists()
    assert "mails given up" not in health_details(Client()).json()["worker"]


def test_one_taken_back_during_an_attempt_does_not_wait_again(page, office, nadia):
    handed(page, nadia)
    mail = Mail.objects.claim()
    nadia.links.revoke()
    mail.mark_failed(smtplib.SMTPServerDisconnected("parti"))
    assert not Mail.objects.waiting().exists()
    assert bytes(Mail.objects.get().content) == b""


def test_sent_again_only_the_new_link_leaves(page, office, nadia):
    handed(page, nadia)
    handed(page, nadia)
    assert Mail.objects.waiting().count() == 1


def test_a_text_that_is_deleted_takes_its_links_out_of_the_mails(page, office, nadia):
    handed(page, nadia)
    EmbargoLink.objects.all().delete()
    assert not Mail.objects.waiting().exists()


def test_who_is_forgotten_leaves_nothing(page, office, zoe, nadia, settings):
    for reader in (zoe, nadia):
        handed(page, reader)
    old = timezone.now() - datetime.timedelta(days=settings.JOURNALISTS_KEPT_DAYS + 1)
    Journalist.objects.filter(pk=zoe.pk).update(created_at=old)
    EmbargoLink.objects.filter(journalist=zoe).update(sent_at=old, expires_at=old)
    assert forget_journalists.func() == 1
    assert set(Mail.objects.values_list("recipient", flat=True)) == {nadia.email}
    for entry in ModelLogEntry.objects.all():
        assert "zebrulon" not in f"{entry.label} {entry.data}".lower()


def test_a_colleague_keeps_their_mails(office):
    reader, alice = journalist("Alix"), office.alice
    Journalist.objects.filter(pk=reader.pk).update(email=alice.email.upper())
    EmailMessage("À relire", "Un texte", to=[alice.email]).send()
    Journalist.objects.get().delete()
    assert Mail.objects.waiting().get().recipient == alice.email


def test_a_link_can_still_be_opened(page, nadia):
    _link, url = given(page, nadia)
    assert Client().get(url).status_code == 200
