"""Which text a reviewer has before them: an approval is of that one, and of no other."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from wagtail.models import Page

from portal.core.keys import parse_key
from portal.core.users import User
from portal.workflow.authorship import content_digest

CHANGED_MESSAGE = gettext_lazy(
    "Ce texte a changé depuis que vous l’avez ouvert\u00a0: relisez-le avant de l’approuver."
)


class ChangedTextError(PermissionDenied):
    """An approval of a text that is not the one which the reviewer read."""

    def __init__(self, seen: int | None) -> None:
        super().__init__(CHANGED_MESSAGE)
        self.seen = seen  # the key of the revision that was read, None if nothing is left of it


def seen_token(page: Page) -> str:
    """Return what says which text of the page is shown: the editor may overwrite a revision."""
    at = page.latest_revision_created_at
    return f"{page.latest_revision_id}.{at.isoformat() if at else ''}"


def seen_texts(user: User) -> dict[int, str]:
    """Return the token of each text that the user has before them, by the page's key.

    It is kept with the user object, for the request: Wagtail's views hand nothing else on.
    """
    texts: dict[int, str] = user.__dict__.setdefault("_seen_texts", {})
    return texts


def require_unchanged(page: Page, token: str) -> None:
    """Raise ChangedTextError unless the page's latest text is the one that `token` says."""
    if token == seen_token(page):
        return
    key, _dot, created_at = token.partition(".")
    seen = page.revisions.filter(pk=parse_key(key)).first()
    if seen is None or seen.created_at.isoformat() != created_at:
        raise ChangedTextError(None)
    if content_digest(seen.content) != content_digest(page.get_latest_revision().content):
        raise ChangedTextError(seen.pk)  # else a comment came, and the text is the same
