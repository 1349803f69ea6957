"""The mails that wait, were sent, or were given up: one row for each recipient."""

import copy
import datetime
import email
import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.message import Message
from email.utils import make_msgid
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import MIMEMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.characters import clean_line, clean_output
from portal.core.personal_data import PersonalData

# The first pause is longer than an attempt can last, so that no other process takes the mail
# during the attempt.
FIRST_PAUSE = datetime.timedelta(minutes=5)
LONGEST_PAUSE = datetime.timedelta(hours=4)
LONGEST_DELAY = datetime.timedelta(days=3)  # after which a failure is the last one
ERROR_LENGTH = 500  # characters
WITHDRAWN = _("Retiré avant d’être parti\u00a0: ce à quoi il mène n’est plus")
NOT_WRITTEN = _("Courriel qui n’a pas pu être écrit")
logger = logging.getLogger(__name__)


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> Self:
        """Select the mails that will be tried, now or later."""
        return self.filter(next_attempt_at__isnull=False)

    def given_up(self) -> Self:
        """Select the mails that were not sent and will not be tried again."""
        return self.filter(next_attempt_at=None, sent_at=None)

    def unsent(self) -> Self:
        """Select the mails that wait, and those that were given up."""
        return self.filter(sent_at=None)

    def due(self) -> Self:
        """Select the mails to try now."""
        return self.filter(next_attempt_at__lte=timezone.now())

    def store(self, message: EmailMessage) -> None:
        """Store a message, rendered once and for all, in the transaction under way.

        Its subject is one line, whatever the names and titles in it.
        """
        message = copy.copy(message)
        message.subject = clean_line(str(message.subject))
        message.body = clean_output(str(message.body))
        if not any(name.lower() == "message-id" for name in message.extra_headers):
            message_id = make_msgid(domain=own_domain())
            message.extra_headers = message.extra_headers | {"Message-ID": message_id}
        rendered = message.message()
        self.bulk_create(
            self.model(
                message_id=rendered["Message-ID"],
                sender=message.from_email,
                recipient=recipient,
                subject=str(message.subject),
                content=rendered.as_bytes(),
            )
            for recipient in dict.fromkeys(message.recipients())
        )

    def store_failure(self, recipients: Iterable[str], error: Exception) -> None:
        """Store mails that could not be written as mails given up: the alarms count them."""
        fields: dict[str, Any] = {
            "subject": str(NOT_WRITTEN),
            "error": type(error).__name__,
            "claimed_at": timezone.now(),
            "next_attempt_at": None,
        }
        self.bulk_create(self.model(recipient=clean_line(to), **fields) for to in recipients)

    def about(self, keys: Iterable[str]) -> Self:
        """Select the mails that were given the identifiers of these keys (`make_message_id`)."""
        return self.filter(message_id__in=[make_message_id(key) for key in keys])

    def withdraw(self) -> None:
        """Empty these mails; those that wait are not sent any more, which is no failure."""
        self.waiting().update(next_attempt_at=None, claimed_at=None, error=str(WITHDRAWN))
        self.update(content=b"")

    @transaction.atomic
    def claim(self) -> "Mail | None":
        """Return a mail to send now, which no other process will take; None if no mail is due.

        The attempt is written down before it is made: if the process is killed, the mail is sent
        again later, under the same Message-ID.
        """
        mails = self.due().order_by("next_attempt_at", "pk").select_for_update(skip_locked=True)
        if mail := mails.first():
            mail.claimed_at = timezone.now()
            mail.next_attempt_at = mail.claimed_at + pause_after(mail.attempts)
            mail.attempts += 1
            mail.save(update_fields=["claimed_at", "next_attempt_at", "attempts"])
        return mail

    def try_again(self) -> int:
        """Make the mails that wait due; return how many. Those given up have no content left."""
        return self.waiting().update(next_attempt_at=timezone.now())

    def purge(self) -> int:
        """Delete the mails sent or given up before OUTBOX_KEPT_DAYS; return how many.

        Empty the others that were given up before giving up emptied them.
        """
        self.given_up().exclude(content=b"").update(content=b"")
        past = timezone.now() - datetime.timedelta(days=settings.OUTBOX_KEPT_DAYS)
        return self.filter(next_attempt_at=None, created_at__lt=past).delete()[0]


class Mail(models.Model):
    message_id = models.TextField(_("identifiant"))
    sender = models.TextField(_("expéditeur"))
    recipient = models.TextField(_("destinataire"))
    subject = models.TextField(_("objet"))
    # Emptied once the mail is sent or given up: it may hold a secret link.
    content = models.BinaryField(_("message"))
    created_at = models.DateTimeField(_("écrit le"), default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(_("dernier essai"), null=True)
    next_attempt_at = models.DateTimeField(_("prochain essai"), null=True, default=timezone.now)
    attempts = models.PositiveIntegerField(_("essais"), default=0)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    error = models.TextField(_("erreur"), blank=True)

    objects = MailQuerySet.as_manager()

    is_public_content = False
    personal_data = PersonalData(
        name=_("Courriels envoyés par le portail"),
        people=_("agents qui ont un compte, journalistes"),
        fields=("recipient", "subject", "content", "error"),
        purpose=_("les envoyer, et savoir ce qui n’est pas parti"),
        kept=_(
            "le message, jusqu’à ce qu’il soit parti ou abandonné\u00a0; le destinataire et "
            "l’objet, ce nombre de jours"
        ),
        setting="OUTBOX_KEPT_DAYS",
        readers=_("l’administration, pour ceux qui ne sont pas partis"),
        erasure=_("chaque nuit\u00a0; ceux d’un journaliste, avec sa fiche"),
    )

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        default_permissions = ()
        permissions = [("view_mail", _("Suivre l’envoi des courriels et le relancer"))]
        indexes = [
            models.Index(
                "next_attempt_at",
                name="mail_waiting",
                condition=models.Q(next_attempt_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def to_message(self) -> "StoredMessage":
        return StoredMessage(self)

    def mark_sent(self) -> None:
        """Note that the mail was sent, and forget its content."""
        fields = {"sent_at": timezone.now(), "next_attempt_at": None, "content": b"", "error": ""}
        self.write(Mail.objects.all(), fields)

    def mark_failed(self, error: Exception) -> None:
        """Note the error of an attempt; give the mail up if the error is permanent or the last.

        A mail that is given up is emptied. One that was withdrawn meanwhile stays withdrawn.
        """
        fields: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"[:ERROR_LENGTH]}
        if is_permanent(error) or self.created_at < timezone.now() - LONGEST_DELAY:
            fields |= {"next_attempt_at": None, "content": b""}
        self.write(Mail.objects.waiting(), fields)

    def write(self, mails: MailQuerySet, fields: dict[str, Any]) -> None:
        """Write these fields if the mail is still among these: it may have gone meanwhile."""
        for name, value in fields.items():
            setattr(self, name, value)
        mails.filter(pk=self.pk).update(**fields)


# The stubs give the methods of MIMEMixin, which Django mixes into messages, other signatures.
class ParsedMessage(MIMEMixin, Message):  # type: ignore[misc]
    """A message parsed from bytes, which backends write as they write Django's own messages."""


class StoredMessage(EmailMessage):
    """A mail for one recipient, with the bytes that it had when it was stored."""

    def __init__(self, mail: Mail) -> None:
        super().__init__(subject=mail.subject, from_email=mail.sender, to=[mail.recipient])
        self.content = bytes(mail.content)

    def message(self) -> ParsedMessage:
        return email.message_from_bytes(self.content, _class=ParsedMessage)


@contextmanager
def alarm_on_failure(*recipients: str) -> Iterator[None]:
    """Raise nothing: keep what fails in the block as a mail given up, which raises an alarm.

    The log has neither name nor address nor title: the message of the error may hold some.
    """
    try:
        with transaction.atomic():
            yield
    except Exception as error:
        logger.error("A mail was not written: %s", type(error).__name__)
        Mail.objects.store_failure(recipients or [""], error)


def own_domain() -> str | None:
    return urlsplit(settings.SITE_URL).hostname


def make_message_id(key: str) -> str:
    """Return the identifier of a mail that can be found again by this key."""
    return f"<{key}@{own_domain()}>"


def pause_after(attempts: int) -> datetime.timedelta:
    """Return how long to wait after one more attempt: each time three times as long."""
    factor: int = 3 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def is_permanent(error: Exception) -> bool:
    """Return whether the server refused for good, by a code of 500 or more (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
