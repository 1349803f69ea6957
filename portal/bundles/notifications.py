"""Mails to the people of a bundle: before its moment, once it appeared, when it could not."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from wagtail.admin import mail
from wagtail.users.models import UserProfile

from portal.bundles.models import Bundle
from portal.bundles.readiness import Standing
from portal.core.users import User
from portal.outbox.models import alarm_on_failure
from portal.workflow.authorship import authors_by_page


def people_of(bundle: Bundle, standings: Iterable[Standing]) -> list[User]:
    """Return whom the bundle concerns: who prepares it, its people, the authors of its texts."""
    pages = [standing.page for standing in standings if standing.page]
    keys = {bundle.created_by_id, *bundle.people.values_list("pk", flat=True)}
    keys |= {page.owner_id for page in pages}
    keys = keys.union(*authors_by_page(pages).values())
    people = User.objects.filter(pk__in=keys - {None}, is_active=True).exclude(email="")
    return list(people.order_by("pk"))


def send(
    name: str,
    bundle: Bundle,
    standings: list[Standing],
    people: Iterable[User],
    user: User | None = None,
    **details: Any,
) -> None:
    """Send the mail of this name to these people but `user`, once the transaction commits.

    Each reads the titles that they may see, and those alone.
    """
    context = details | {"bundle": bundle, "actor": user}
    readers = [person for person in people if person != user]
    transaction.on_commit(partial(write, name, context, standings, readers), robust=True)


def write(
    name: str, context: dict[str, Any], standings: list[Standing], people: list[User]
) -> None:
    for person in people:
        language = UserProfile.get_for_user(person).get_preferred_language()
        with alarm_on_failure(person.email), override(language):
            rows = [(standing.member.title_for(person), standing) for standing in standings]
            subject, text = (
                render_to_string(
                    f"portal/bundles/mails/{name}{part}.txt",
                    context | {"user": person, "rows": rows},
                ).strip()
                for part in ("_subject", "")
            )
            mail.send_mail(subject, text, [person.email])
