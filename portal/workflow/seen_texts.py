"""Which text a person has before them: what they decide is of that one, and of no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from wagtail.models import Page, Revision

from portal.core.keys import parse_key
from portal.workflow.fingerprints import content_digest

CHANGED_MESSAGE = gettext_lazy(
    "Ce texte a changé depuis que vous l’avez ouvert\u00a0: rien n’est décidé. Lisez ce qui a "
    "changé, puis décidez."
)
# The key of the page whose text the editor of this request shows, and keeps from changing.
_page_of_editor: ContextVar[int | None] = ContextVar("page_of_editor", default=None)


class ChangedTextError(PermissionDenied):
    """A decision on a text that is not the one which its author read."""

    def __init__(self, seen: Revision | None) -> None:
        super().__init__(CHANGED_MESSAGE)
        self.seen = seen  # the revision that was read; None if nothing is left of it


def seen_token(revision: Revision) -> str:
    """Return what says which text is shown: its revision, and its fingerprint.

    The editor may overwrite a revision.
    """
    return f"{revision.pk}.{content_digest(revision)}"


def require_unchanged(page: Page, token: str) -> None:
    """Raise ChangedTextError unless the page's latest text is the one that `token` says.

    A comment makes a new revision of the same text.
    """
    key, _dot, digest = token.partition(".")
    if digest == content_digest(page.get_latest_revision()):
        return
    seen = page.revisions.filter(pk=parse_key(key)).first()
    is_left = seen is not None and content_digest(seen) == digest
    raise ChangedTextError(seen if is_left else None)


def require_shown(page: Page, token: str) -> None:
    """Raise ChangedTextError unless `token` says the latest text, or the editor shows it."""
    if _page_of_editor.get() != page.pk:
        require_unchanged(page, token)


@contextmanager
def shown_by_editor(page: Page) -> Iterator[None]:
    """Let this request decide on the page as its editor saves it.

    The caller holds the lock of the page, and knows that the editor was opened on its latest text.
    """
    before = _page_of_editor.set(page.pk)
    try:
        yield
    finally:
        _page_of_editor.reset(before)
