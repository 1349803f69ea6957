"""What Wagtail logs of mails that it could not write, without the address and the title in it."""

import logging

MESSAGE = "A mail was not written: %s"


class WithoutPeople(logging.Filter):
    """A filter of the logger `wagtail.admin`.

    Read in Wagtail 7.4.4: `wagtail.admin.mail` logs the subject, the address and the traceback. The
    outbox has kept the mail: the alarms tell of it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.module == "mail" and record.msg != MESSAGE:  # it may pass twice
            kind = record.exc_info[0] if record.exc_info else None
            record.msg, record.args = MESSAGE, (getattr(kind, "__name__", ""),)
            record.exc_info = record.exc_text = None
        return True
