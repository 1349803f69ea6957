"""The way out of mails: a server that is away stops nobody's work."""

import logging
from contextlib import suppress

from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)


class EmailBackend(smtp.EmailBackend):
    """Django's, which raises when it cannot connect: some of Wagtail's views answer 500 to that."""

    is_away = False  # asked once for all that a connection was to send: each try may last seconds

    def open(self) -> bool | None:
        if self.is_away:
            return None
        try:
            return super().open()
        except OSError:
            self.is_away = True
            logger.exception("The mail server %s does not answer: nothing is sent", self.host)
            return None

    def close(self) -> None:
        with suppress(OSError):
            super().close()
