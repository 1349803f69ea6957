"""Who wrote or submitted what would be published.

Wagtail saves a revision for a comment and for each autosave, in the name of whoever reads: what
counts here is what a revision says, and whether it still says it.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder

from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, Revision

# What Wagtail keeps in a revision beside the text: places in the tree, locks, dates of its own.
WRITTEN = {
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
}
KEPT = {field.name for field in Page._meta.local_concrete_fields} - WRITTEN | {
    COMMENTS_RELATION_NAME,
    "pk",
    "page_ptr",
    "publicationpage_ptr",
    "listed_until",
}
SUBMISSIONS = ["wagtail.workflow.start", "wagtail.workflow.resume"]
ROW_KEYS = {"pk", "page", "content_object"}
PARAGRAPH_KEY = re.compile(r' data-block-key="\w+"')  # the rich text editor's


def fingerprint(content: dict) -> str:
    """What a revision's content says, without what Wagtail and the editor number in it."""
    said = {name: said_by(value) for name, value in content.items() if name not in KEPT}
    return hashlib.sha256(
        json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()
    ).hexdigest()


def said_by(value):
    """A field's value without the keys of inline rows, of blocks and of paragraphs."""
    if isinstance(value, list):
        return [{name: item for name, item in row.items() if name not in ROW_KEYS} for row in value]
    if isinstance(value, str) and value.startswith("["):  # a stream of blocks is kept as text
        try:
            return without_keys(json.loads(value))
        except ValueError:
            pass
    return without_keys(value)


def without_keys(value):
    if isinstance(value, list):
        return [without_keys(item) for item in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {
            name: without_keys(item)
            for name, item in value.items()
            if not (is_block and name == "id")
        }
    return as_typed(value) if isinstance(value, str) else value


def as_typed(text: str) -> str:
    """As the editor sends back what it was given: browsers have their own ends of lines, the rich
    text editor its own quotes, and its own emptiness.
    """
    text = html.unescape(PARAGRAPH_KEY.sub("", text)).replace("\r\n", "\n")
    return "" if text == "<p></p>" else text


def authors(page: Page) -> set[int]:
    """The keys of the users who wrote or submitted anything since the last publication."""
    return authors_of([page])[page.pk]


def authors_of(pages: Iterable[Page]) -> dict[int, set[int]]:
    """The authors of each page, by its key: four queries for any number of pages."""
    keys = [page.pk for page in pages]
    publications = {
        pk: publication
        for pk, *publication in Page.objects.filter(pk__in=keys).values_list(
            "pk", "live_revision", "last_published_at"
        )
    }
    histories = {pk: [] for pk in keys}
    revisions = revisions_of(keys).order_by("created_at", "pk")
    for page, *revision in revisions.values_list("object_id", "pk", "created_at", "user"):
        histories[int(page)].append(revision)
    recent = {pk: since(*publications[pk], history) for pk, history in histories.items()}
    contents = Revision.objects.filter(pk__in=[pk for rows in recent.values() for pk, _ in rows])
    said = {pk: fingerprint(content) for pk, content in contents.values_list("pk", "content")}
    found = {
        page: writers((said[pk], user) for pk, user in revisions)
        for page, revisions in recent.items()
    }
    for page, user, moment in submissions_of(keys).values_list("page", "user", "timestamp"):
        _live, at = publications[page]
        if at is None or moment > at:
            found[page].add(user)
    return {page: users - {None} for page, users in found.items()}


def touched(user, pages: Iterable[Page]) -> list[Page]:
    """Those of the pages in whose history this person is: of no other is he or she an author."""
    pages = list(pages)
    keys = [page.pk for page in pages]
    saved = revisions_of(keys).filter(user=user).values_list("object_id", flat=True)
    sent = submissions_of(keys).filter(user=user).values_list("page", flat=True)
    found = {int(key) for key in [*saved, *sent]}
    return [page for page in pages if page.pk in found]


def revisions_of(keys: Iterable[int]):
    return Revision.page_revisions.filter(object_id__in=[str(key) for key in keys])


def submissions_of(keys: Iterable[int]):
    return PageLogEntry.objects.filter(page__in=keys, action__in=SUBMISSIONS)


def since(live: int | None, at: datetime | None, history: list) -> list[tuple[int, int | None]]:
    """The revisions since the publication and their writers; what was published first, nobody's."""
    # Taken back, a page has no live revision any more: it was the newest of that moment.
    published = [row for row in history if at and (row[0] == live if live else row[1] <= at)][-1:]
    end = [moment for _pk, moment, _user in published]
    later = [(pk, user) for pk, moment, user in history if not end or moment > end[0]]
    return [(pk, None) for pk, *_rest in published] + later


def writers(texts: Iterable[tuple[str, int | None]]) -> set[int | None]:
    """Who wrote what is left, of texts each with its writer: without what was undone since."""
    trail = []
    for said, user in texts:
        if said in (earlier := [text for text, _user in trail]):
            del trail[earlier.index(said) + 1 :]
        else:
            trail.append((said, user))
    return {user for _text, user in trail}
