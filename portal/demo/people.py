"""The accounts of the demonstration, and how its texts are published: written by one, approved by
others, as in each section.
"""

import secrets

from django.utils.text import slugify

from wagtail.models import Page

from portal.core.users import User
from portal.workflow.mixins import ReviewMixin
from portal.workflow.resources import section_groups
from portal.workflow.sections import Role, Section
from portal.workflow.setup import index_page_types

PREFIX = "demo-"
DOMAIN = "amiad.example"  # a domain that can never receive anything


def team(section: Section) -> dict[str, str]:
    """What each account of a section does there, by the account's name: the writer is the first."""
    place = f"{PREFIX}{slugify(section.name)}"
    reviewers = [review.name for review in section.reviews]
    if not section.rules.distinct_reviewers:
        reviewers = reviewers[-1:]
    return {f"{place}-{slugify(task)}": task for task in ("Rédaction", *reviewers)}


def enlist() -> list[tuple[str, str, str]]:
    """Make the accounts; the name, the password and the group of each.

    Nobody can log in before `open_accounts`.
    """
    made = []
    for index in index_page_types():
        section = index.section
        groups = section_groups(section)
        for rank, (name, task) in enumerate(team(section).items()):
            password = secrets.token_urlsafe(15)
            group = groups[Role.VALIDATORS if rank else Role.WRITERS]
            user = User.objects.create_user(
                name,
                first_name="Démonstration",
                last_name=f"{section.name.lower()}, {task.lower()}",
            )
            user.groups.add(group)
            made.append((name, password, group.name))
    return made


def open_accounts(hashes: dict[str, str]) -> None:
    """Give each account its password, as Django keeps it, and an address."""
    for name, password in hashes.items():
        user = User.objects.get(username=name)
        user.password, user.email = password, f"{name}@{DOMAIN}"
        user.save()


def publish_reviewed(page: ReviewMixin) -> None:
    """One writes and submits, the others approve.

    Wagtail's `approve` spares the check of who may: the last step, which publishes, looks again.
    """
    names = list(team(page.section))
    users = User.objects.in_bulk(names, field_name="username")
    writer, *reviewers = [users[name] for name in names]
    page.save_revision(user=writer)
    Page.objects.filter(pk=page.pk).update(owner=writer)
    page.get_workflow().start(page, writer)
    for reviewer in reviewers:
        page.current_workflow_task_state.approve(user=reviewer)
