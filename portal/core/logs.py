"""The lines of the log that tell of requests which the portal refuses."""

import logging


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
