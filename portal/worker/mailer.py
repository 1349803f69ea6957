"""The service that sends the mails of the outbox, through the server of EMAIL_URL."""

import logging
from contextlib import suppress

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from portal.outbox.models import Mail
from portal.worker.process import Shutdown
from portal.worker.service import PAUSE, Service, is_database_away

UNREACHABLE_PAUSE = 15  # seconds before a server that does not answer is tried again
logger = logging.getLogger(__name__)


class Mailer(Service):
    """Several may work at once: each takes the mails that no other one has taken."""

    name = "post"

    def __init__(self, shutdown: Shutdown) -> None:
        super().__init__(shutdown)
        self.server: BaseEmailBackend | None = None  # as long as mails follow each other

    def work(self) -> float:
        """Send one mail; return the seconds to wait.

        The server is called first: should it be away, no mail is to blame.
        """
        if not Mail.objects.due().exists():
            self.close_server()
            return PAUSE
        server = self.server = self.server or get_connection(settings.OUTBOX_BACKEND)
        try:
            server.open()
        except OSError as error:  # as smtplib's own errors are
            self.trouble = f"{type(error).__name__}: {error}"
            logger.warning("The mail server does not answer: %s", self.trouble)
            return UNREACHABLE_PAUSE
        self.trouble = ""
        if mail := Mail.objects.claim():
            self.send(mail, server)
        return 0

    def send(self, mail: Mail, server: BaseEmailBackend) -> None:
        """Send it, and note that it was or was not. Raise if the database does not answer."""
        try:
            server.send_messages([mail.to_message()])
        except Exception as error:
            if is_database_away():
                raise
            self.close_server()
            mail.mark_failed(error)
            # Its message may hold an address: the report of mails has it.
            logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
        else:
            mail.mark_sent()

    def close_server(self) -> None:
        if self.server:
            with suppress(OSError):
                self.server.close()
        self.server = None
