"""The accounts of the demonstration, and the publication of its texts by these accounts."""

import secrets
from typing import Any

from django.utils.text import slugify

from wagtail.models import Page

from portal.core.users import User
from portal.workflow.resources import section_groups
from portal.workflow.sections import Role, Section
from portal.workflow.setup import index_page_types

PREFIX = "demo-"
DOMAIN = "amiad.example"  # a domain that can never receive anything


def section_accounts(section: Section) -> dict[str, str]:
    """Return the task of each account of a section, by its user name; the writer comes first."""
    prefix = f"{PREFIX}{slugify(section.name)}"
    reviewers = [review.name for review in section.reviews]
    if not section.rules.distinct_reviewers:
        reviewers = reviewers[-1:]
    return {f"{prefix}-{slugify(task)}": task for task in ("Rédaction", *reviewers)}


def create_accounts() -> list[tuple[str, str, str]]:
    """Create the accounts of all sections; return the user name, password and group of each.

    Nobody can log in before `open_accounts`.
    """
    accounts = []
    for index in index_page_types():
        section = index.section
        groups = section_groups(section)
        for rank, (name, task) in enumerate(section_accounts(section).items()):
            password = secrets.token_urlsafe(15)
            group = groups[Role.VALIDATORS if rank else Role.WRITERS]
            user = User.objects.create_user(
                name,
                first_name="Démonstration",
                last_name=f"{section.name.lower()}, {task.lower()}",
            )
            user.groups.add(group)
            accounts.append((name, password, group.name))
    return accounts


def open_accounts(hashes: dict[str, str]) -> None:
    """Set the passwords, hashed, by user name, and an email address for each account."""
    for name, password_hash in hashes.items():
        user = User.objects.get(username=name)
        user.password, user.email = password_hash, f"{name}@{DOMAIN}"
        user.save()


def publish_reviewed(page: Any, section: Section) -> None:  # of a type with ReviewMixin
    """Save and submit the page as the writer of its section; approve it as each reviewer.

    Wagtail's `approve` checks no permission; the last step, which publishes, does.
    """
    names = list(section_accounts(section))
    users = User.objects.in_bulk(names, field_name="username")
    writer, *reviewers = [users[name] for name in names]
    page.save_revision(user=writer)
    Page.objects.filter(pk=page.pk).update(owner=writer)
    page.get_workflow().start(page, writer)
    for reviewer in reviewers:
        page.current_workflow_task_state.approve(user=reviewer)
