"""What the others of the section are told: all of them, and it cannot be switched off."""

from wagtail.admin.mail import EmailNotificationMixin
from wagtail.models import Page

from portal.withdrawal.reasons import Reason
from portal.workflow.notifications import EmergencyMail
from portal.workflow.resources import section_users
from portal.workflow.sections import Role


class TakenAwayMail(EmergencyMail):
    def __init__(self, notification: str):
        super().__init__()
        self.notification = notification  # the name of its templates

    # The page may be gone when the mail is written: it is read as it was.

    def get_recipient_users(self, page: Page, user=None, **kwargs) -> set:
        return set(section_users(page.section, Role.WRITERS, Role.VALIDATORS)) - {user}

    def get_context(self, page: Page, *, user, reason, kind="", is_told=True, **kwargs) -> dict:
        return super(EmailNotificationMixin, self).get_context(page) | {
            "page": page,
            "actor": user,
            "reason": reason,
            "kind": dict(Reason.choices).get(kind, ""),
            "is_told": is_told,
        }


MAILS = {name: TakenAwayMail(name) for name in ("withdraw", "reopen", "remove")}


def tell(name: str, page: Page, user, **told) -> None:
    MAILS[name](page, user=user, **told)
