"""The accounts of the demonstration, and the publication of its texts by these accounts."""

import secrets
from typing import Any

from django.contrib.auth.models import Group
from django.utils.text import slugify

from wagtail.models import Page

from portal.core.users import LONG_AGO, User
from portal.workflow.resources import PORTAL, section_groups
from portal.workflow.sections import Role, Section
from portal.workflow.setup import index_page_types

PREFIX = "demo-"
# Two of accounts: one asks, the other confirms.
PORTAL_ACCOUNTS = {
    f"{PREFIX}administration": (Role.ADMINISTRATORS, "administration du contenu"),
    f"{PREFIX}comptes-1": (Role.ACCOUNTS, "administration des comptes"),
    f"{PREFIX}comptes-2": (Role.ACCOUNTS, "administration des comptes, seconde personne"),
}
DOMAIN = "amiad.example"  # a domain that can never receive anything


def section_accounts(section: Section) -> dict[str, str]:
    """Return the task of each account of a section, by its user name; the writer comes first."""
    prefix = f"{PREFIX}{slugify(section.name)}"
    reviewers = [review.name for review in section.reviews]
    if not section.rules.distinct_reviewers:
        reviewers = reviewers[-1:]
    return {f"{prefix}-{slugify(task)}": task for task in ("Rédaction", *reviewers)}


def create_accounts() -> list[tuple[str, str, str]]:
    """Create the accounts of the portal and of all sections; return the user name, password and group of each.

    Nobody can log in before `open_accounts`.
    """
    groups = Group.objects.filter(section_resource__section=PORTAL)
    accounts = [
        create_account(name, task, groups.get(section_resource__role=role))
        for name, (role, task) in PORTAL_ACCOUNTS.items()
    ]
    for index in index_page_types():
        section = index.section
        of_section = section_groups(section)
        for rank, (name, task) in enumerate(section_accounts(section).items()):
            group = of_section[Role.VALIDATORS if rank else Role.WRITERS]
            task = f"{section.name.lower()}, {task.lower()}"
            accounts.append(create_account(name, task, group))
    return accounts


def create_account(name: str, task: str, group: Group) -> tuple[str, str, str]:
    """Create an account that may approve at once; return its name, password and group."""
    user = User.objects.create_user(name, first_name="Démonstration", last_name=task)
    user.groups.add(group)
    User.objects.filter(pk=user.pk).update(powers_since=LONG_AGO)
    return name, secrets.token_urlsafe(15), group.name


def open_accounts(hashes: dict[str, str]) -> None:
    """Set the passwords, hashed, by user name, and an email address for each account."""
    for name, password_hash in hashes.items():
        user = User.objects.get(username=name)
        user.password, user.email = password_hash, f"{name}@{DOMAIN}"
        user.save()
    User.objects.filter(username__in=hashes).update(powers_since=LONG_AGO)


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
