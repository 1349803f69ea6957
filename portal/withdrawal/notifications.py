"""Mails to the whole section about a withdrawn text, which nobody can switch off."""

from typing import Any

from wagtail.models import Page

from portal.core.users import User
from portal.withdrawal.reasons import Reason
from portal.workflow.notifications import Context, SectionMail, Source


class WithdrawalMail(SectionMail):
    """A mail about a withdrawal, a reopening or a removal, with its reason."""

    def get_context(self, instance: Source, **details: Any) -> Context:
        kind = dict(Reason.choices).get(details.get("kind", ""), "")
        return super().get_context(instance, **{"is_told": True} | details | {"kind": kind})


MAILS = {name: WithdrawalMail(name) for name in ("withdraw", "reopen", "remove")}


def notify(name: str, page: Page, user: User, **details: Any) -> None:
    """Send the mail of this name at commit: `reason`, and `kind` and `is_told` where they apply."""
    MAILS[name](page, user=user, **details)
