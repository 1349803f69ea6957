"""Mails that say what became of a planned publication, to its section and its authors."""

from typing import Any

from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.core.users import User
from portal.workflow.notifications import SectionMail, Source
from portal.workflow.planning import PlannedPublication


class AppearedMail(SectionMail):
    """A mail about a text that appeared at its hour, to those who want such mails."""

    def get_valid_recipients(self, instance: Source, **kwargs: Any) -> set[User]:
        return {
            recipient
            for recipient in super().get_valid_recipients(instance, **kwargs)
            if UserProfile.get_for_user(recipient).approved_notifications
        }


appeared = AppearedMail("planned_appeared")
cancelled = SectionMail("planned_cancelled")
failed = SectionMail("planned_failed")


def tell_appeared(page: Page, plan: PlannedPublication, **kwargs: Any) -> None:
    appeared(page, people=plan.people, at=plan.at)


def tell_cancelled(
    page: Page, plan: PlannedPublication, user: User | None, cause: str, **kwargs: Any
) -> None:
    cancelled(page, user=user, people=plan.people, at=plan.at, cause=cause, is_gone=not page.pk)


def tell_failed(page: Page, plan: PlannedPublication | None, **kwargs: Any) -> None:
    details = {name: kwargs[name] for name in ("at", "reason")}
    failed(page, people=plan.people if plan else [], **details)
