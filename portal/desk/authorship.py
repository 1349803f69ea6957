"""Who wrote or submitted what would be published.

Wagtail saves a revision for a comment and for each autosave, in the name of whoever reads: what
counts here is what a revision says, and whether it still says it.
"""

import hashlib
import json
import re

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry

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
    return PARAGRAPH_KEY.sub("", value) if isinstance(value, str) else value


def authors(page: Page) -> set[int]:
    """The keys of the users who wrote or submitted anything since the last publication."""
    live, at = Page.objects.values_list("live_revision", "last_published_at").get(pk=page.pk)
    revisions = page.revisions.order_by("created_at", "pk")
    submissions = PageLogEntry.objects.filter(page=page.pk, action__in=SUBMISSIONS)
    trail = []  # what each revision says and who wrote it, without what was undone since
    if at:
        submissions = submissions.filter(timestamp__gt=at)
        # Taken back, a page has no live revision any more: it was the newest of that moment.
        known = Q(pk=live) if live else Q(created_at__lte=at)
        if published := revisions.filter(known).last():
            revisions = revisions.filter(created_at__gt=published.created_at)
            trail.append((fingerprint(published.content), None))
    for user, content in revisions.values_list("user", "content"):
        said = fingerprint(content)
        if said in (earlier := [text for text, _user in trail]):
            del trail[earlier.index(said) + 1 :]
        else:
            trail.append((said, user))
    writers = {user for _text, user in trail}
    return (writers | set(submissions.values_list("user", flat=True))) - {None}
