"""The lines of the log that tell of requests which the portal refuses."""

import logging

AWAY = "portal.database_is_away"  # in the environment of a request, while it is


class OneLineRefusals(logging.Filter):
    """Give a warning, without its traceback, for what Django logs of a refused request.

    Django logs the requests that it answers 400 as errors: nothing failed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, which is now a warning if it tells of a refusal."""
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


class NoOutages(logging.Filter):
    """Leave out what is answered 503 while the database is away: one line tells that it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record tells of another request."""
        environment = getattr(getattr(record, "request", None), "META", {})
        return not environment.get(AWAY)
