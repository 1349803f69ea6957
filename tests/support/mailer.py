"""Mails to send, who is told of comments, and the worker's role that sends them."""

from types import SimpleNamespace

from django.core.mail import EmailMessage

from wagtail.models import Page

from portal.models import User
from portal.worker.mailer import Mailer

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def write(*recipients: str, **fields) -> None:
    text = {"subject": "Objet", "body": "Un corps accentué.", "from_email": "portail@exemple.fr"}
    EmailMessage(**text | {"to": recipients or ["alice@exemple.fr"]} | fields).send()


def send_all() -> Mailer:
    runner = Mailer(SimpleNamespace(requested=False))
    while runner.work() == 0:
        pass
    return runner


def subscribe(page: Page, *people: User) -> None:
    """Let these people be told of the comments on the page."""
    for user in people:
        page.subscribers.create(user=user, comment_notifications=True)
