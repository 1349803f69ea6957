"""Find the authors of a text: who wrote or submitted what its next publication would show.

Wagtail saves a revision for each comment and each autosave, under the name of whoever has the
editor open. So the user of a revision is not enough: the contents of revisions are compared, and
what was undone since no longer counts.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from wagtail.models import Page, PageLogEntry, Revision, TaskState

from portal.core.users import User
from portal.workflow.fingerprints import content_digest

SUBMISSION_ACTIONS = ["wagtail.workflow.start", "wagtail.workflow.resume"]


class LastPublication(NamedTuple):
    """The last publication of a page, as its row has it."""

    revision: int | None  # its key; None for a page that is not live
    at: datetime | None  # None for a page that was never published


class SavedRevision(NamedTuple):
    key: int
    created_at: datetime
    user: int | None  # the key of who saved it


def authors(page: Page) -> set[int]:
    """Return the keys of the users who wrote or submitted anything since the last publication."""
    return authors_by_page([page])[page.pk]


def authors_by_page(pages: Iterable[Page]) -> dict[int, set[int]]:
    """Return the authors of each page, by its key: four queries for any number of pages."""
    keys = [page.pk for page in pages]
    publications = last_publications(keys)
    pending = {
        key: revisions_since(publications[key], history)
        for key, history in revision_histories(keys).items()
    }
    digests = revision_digests(pending.values())
    users = {
        key: remaining_writers((digests[revision.key], revision.user) for revision in revisions)
        for key, revisions in pending.items()
    }
    submissions = submission_entries(keys).values_list("page", "user", "timestamp")
    for key, user, submitted_at in submissions:
        published_at = publications[key].at
        if published_at is None or submitted_at > published_at:
            users[key].add(user)
    return {key: {user for user in writers if user is not None} for key, writers in users.items()}


def last_publications(keys: Iterable[int]) -> dict[int, LastPublication]:
    """Return the last publication of each page, by the page's key."""
    rows = Page.objects.filter(pk__in=keys).values_list("pk", "live_revision", "last_published_at")
    return {key: LastPublication(revision, at) for key, revision, at in rows}


def revision_histories(keys: Iterable[int]) -> dict[int, list[SavedRevision]]:
    """Return the revisions of each page, the oldest first, by the page's key."""
    histories: dict[int, list[SavedRevision]] = {key: [] for key in keys}
    rows = page_revisions(keys).order_by("created_at", "pk")
    for page_key, *revision in rows.values_list("object_id", "pk", "created_at", "user"):
        histories[int(page_key)].append(SavedRevision(*revision))
    return histories


def revision_digests(histories: Iterable[list[SavedRevision]]) -> dict[int, str]:
    """Return the digest of each of these revisions, by the revision's key."""
    keys = [revision.key for history in histories for revision in history]
    revisions = Revision.objects.filter(pk__in=keys).only("content", "content_type_id")
    return {revision.pk: content_digest(revision) for revision in revisions}


def pages_worked_on(user: User, pages: Iterable[Page]) -> list[Page]:
    """Return the pages that the user ever saved or submitted: no other has them as an author."""
    pages = list(pages)
    keys = [page.pk for page in pages]
    saved = page_revisions(keys).filter(user=user).values_list("object_id", flat=True)
    submitted = submission_entries(keys).filter(user=user).values_list("page", flat=True)
    worked_on = {int(key) for key in [*saved, *submitted]}
    return [page for page in pages if page.pk in worked_on]


def people_at_work(pages: Iterable[Page]) -> dict[int, set[int]]:
    """Return the keys of those who ever saved, submitted or approved each page, by its key.

    Nobody else can be kept from approving it. Three queries for any number of pages.
    """
    keys = [page.pk for page in pages]
    saved = page_revisions(keys).values_list("object_id", "user")
    submitted = submission_entries(keys).values_list("page", "user")
    decided = TaskState.objects.filter(workflow_state__object_id__in=[str(key) for key in keys])
    people: dict[int, set[int]] = {}
    reviewers = decided.values_list("workflow_state__object_id", "finished_by")
    for key, user in [*saved.distinct(), *submitted.distinct(), *reviewers.distinct()]:
        people.setdefault(int(key), set()).add(user)
    return people


def page_revisions(keys: Iterable[int]) -> QuerySet[Revision]:
    """Return the revisions of the pages with these keys."""
    revisions: QuerySet[Revision] = Revision.page_revisions.all()
    return revisions.filter(object_id__in=[str(key) for key in keys])


def submission_entries(keys: Iterable[int]) -> QuerySet[PageLogEntry]:
    """Return the entries of the log that submit the pages with these keys to a review."""
    entries: QuerySet[PageLogEntry] = PageLogEntry.objects.all()
    return entries.filter(page__in=keys, action__in=SUBMISSION_ACTIONS)


def revisions_since(
    publication: LastPublication, history: list[SavedRevision]
) -> list[SavedRevision]:
    """Return the published revision, if any, as nobody's, then those that were saved after it.

    `history` is the page's revisions, the oldest first.
    """
    published = [
        revision
        for revision in history
        if publication.at
        and (
            revision.key == publication.revision
            if publication.revision
            # An unpublished page has no live revision: it was the newest at its publication.
            else revision.created_at <= publication.at
        )
    ]
    if not published:
        return history
    last = published[-1]
    later = [revision for revision in history if revision.created_at > last.created_at]
    return [last._replace(user=None), *later]


def remaining_writers(versions: Iterable[tuple[str, int | None]]) -> set[int | None]:
    """Return the writers of what is left of a text, without those of what was undone since.

    `versions` are its successive digests, each with the key of its writer. A digest that comes
    back undoes all that was written since it came first.
    """
    trail: list[tuple[str, int | None]] = []
    for digest, user in versions:
        if digest in (earlier := [other for other, _user in trail]):
            del trail[earlier.index(digest) + 1 :]
        else:
            trail.append((digest, user))
    return {user for _digest, user in trail}
