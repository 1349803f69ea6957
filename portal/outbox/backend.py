"""The mail backend of Django that stores mails in the outbox, from which the worker sends them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from portal.outbox.models import Mail


class EmailBackend(BaseEmailBackend):
    """A backend without loss: a rollback sends nothing, a commit sends everything."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages. Raise what fails, and keep it for those who go on without a word."""
        for message in email_messages:
            try:
                with transaction.atomic():
                    Mail.objects.store(message)
            except Exception as error:
                Mail.objects.store_failure(message.recipients(), error)
                raise
        return len(email_messages)
