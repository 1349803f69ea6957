"""A mail that waits, was sent, or was given up: one row for each recipient."""

import copy
import datetime
import email
import smtplib
from email.message import Message
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import MIMEMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The first is longer than a sending can last: nobody takes a mail that another process is sending.
FIRST_PAUSE = datetime.timedelta(minutes=5)
LONGEST_PAUSE = datetime.timedelta(hours=4)
PATIENCE = datetime.timedelta(days=3)  # after which a failure is the last
ERROR_LENGTH = 500


class MailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(next_attempt_at__isnull=False)

    def given_up(self):
        return self.filter(next_attempt_at=None, sent_at=None)

    def unsent(self):
        """Those that wait, and those that were given up."""
        return self.filter(sent_at=None)

    def due(self):
        return self.filter(next_attempt_at__lte=timezone.now())

    def keep(self, message: EmailMessage) -> None:
        """Keep a message, rendered once and for all, in the transaction under way."""
        message = copy.copy(message)
        if not any(name.lower() == "message-id" for name in message.extra_headers):
            own = make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
            message.extra_headers = message.extra_headers | {"Message-ID": own}
        rendered = message.message()
        self.bulk_create(
            self.model(
                message_id=rendered["Message-ID"],
                sender=message.from_email,
                recipient=recipient,
                subject=message.subject,
                content=rendered.as_bytes(),
            )
            for recipient in dict.fromkeys(message.recipients())
        )

    @transaction.atomic
    def claim(self) -> "Mail | None":
        """The mail to send now, which nobody else takes.

        The attempt is written down before it is made: should the process be killed, the mail is
        sent again later, under the same Message-ID.
        """
        mail = self.due().order_by("next_attempt_at", "pk").select_for_update(skip_locked=True)
        if mail := mail.first():
            mail.claimed_at = timezone.now()
            mail.next_attempt_at = mail.claimed_at + pause(mail.attempts)
            mail.attempts += 1
            mail.save(update_fields=["claimed_at", "next_attempt_at", "attempts"])
        return mail

    def try_again(self) -> int:
        return self.unsent().update(next_attempt_at=timezone.now())

    def purge(self) -> int:
        """Forget what was sent, or given up, longer ago than mails are kept."""
        past = timezone.now() - datetime.timedelta(days=settings.OUTBOX_KEPT_DAYS)
        return self.filter(next_attempt_at=None, created_at__lt=past).delete()[0]


class Mail(models.Model):
    message_id = models.TextField(_("identifiant"))
    sender = models.TextField(_("expéditeur"))
    recipient = models.TextField(_("destinataire"))
    subject = models.TextField(_("objet"))
    content = models.BinaryField(_("message"))  # emptied once sent: it may hold a secret link
    created_at = models.DateTimeField(_("écrit le"), default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(_("dernier essai"), null=True)
    next_attempt_at = models.DateTimeField(_("prochain essai"), null=True, default=timezone.now)
    attempts = models.PositiveIntegerField(_("essais"), default=0)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    error = models.TextField(_("erreur"), blank=True)

    objects = MailQuerySet.as_manager()

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

    def sealed(self) -> "Sealed":
        return Sealed(self)

    def was_sent(self) -> None:
        self.sent_at, self.next_attempt_at = timezone.now(), None
        self.content, self.error = b"", ""
        self.save(update_fields=["sent_at", "next_attempt_at", "content", "error"])

    def was_not_sent(self, error: Exception) -> None:
        self.error = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
        if is_final(error) or self.created_at < timezone.now() - PATIENCE:
            self.next_attempt_at = None
        self.save(update_fields=["error", "next_attempt_at"])


class Rendered(MIMEMixin, Message):
    """Bytes read back, which backends write as they write Django's own messages."""


class Sealed(EmailMessage):
    """A mail for one recipient, in the bytes that it had when it was written."""

    def __init__(self, mail: Mail) -> None:
        super().__init__(subject=mail.subject, from_email=mail.sender, to=[mail.recipient])
        self.content = bytes(mail.content)

    def message(self) -> Rendered:
        return email.message_from_bytes(self.content, _class=Rendered)


def pause(attempts: int) -> datetime.timedelta:
    """How long to wait after an attempt that comes after so many: each time three times as long."""
    return min(FIRST_PAUSE * 3 ** min(attempts, 10), LONGEST_PAUSE)


def is_final(error: Exception) -> bool:
    """Whether the server refused for good: it would say the same tomorrow."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
