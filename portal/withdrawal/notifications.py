"""Mails to the whole section about a withdrawn text, which nobody can switch off."""

from typing import Any

from wagtail.admin.mail import EmailNotificationMixin
from wagtail.models import Page

from portal.core.users import User
from portal.withdrawal.reasons import Reason
from portal.workflow.notifications import Context, EmergencyMail, Source
from portal.workflow.resources import section_users
from portal.workflow.sections import Role


class WithdrawalMail(EmergencyMail):
    """A mail to the writers and validators of the section, except the user who acted.

    It shows the page as it was given: the page may be gone when the mail is written.
    """

    def __init__(self, notification: str) -> None:
        super().__init__()
        self.notification = notification  # the name of its templates

    def get_recipient_users(
        self, instance: Source, user: User | None = None, **kwargs: Any
    ) -> set[User]:
        recipients = section_users(instance.section, Role.WRITERS, Role.VALIDATORS)
        return {recipient for recipient in recipients if recipient != user}

    def get_context(self, instance: Source, *, user: User | None = None, **kwargs: Any) -> Context:
        context: Context = super(EmailNotificationMixin, self).get_context(instance)
        return context | {
            "page": instance,
            "actor": user,
            "reason": kwargs["reason"],
            "kind": dict(Reason.choices).get(kwargs.get("kind", ""), ""),
            "is_told": kwargs.get("is_told", True),
        }


MAILS = {name: WithdrawalMail(name) for name in ("withdraw", "reopen", "remove")}


def notify(name: str, page: Page, user: User, **details: Any) -> None:
    """Send the mail of this name at commit: `reason`, and `kind` and `is_told` where they apply."""
    MAILS[name](page, user=user, **details)
