"""What the answers of the administration tell: what was read there, exported, or refused.

All its screens pass here, those of applications and those to come too: a screen that is given a
page shows its text, unless it is among those that show its title alone.
"""

import re
from typing import Any, cast

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wagtail.models import Page

from portal.audit.acts import record
from portal.audit.labels import ACCESS, EXPORT, READ
from portal.core.keys import parse_key
from portal.core.users import User
from portal.core.visibility import is_reachable

WORD = re.compile(r"[a-z][a-z_-]*")  # of an address; keys and what is sent are none
EXTENSION = re.compile(r'\.([a-z0-9]+)"?$')
PAGE_ARGUMENT = "page_id"
COMPARISON = "wagtailadmin_pages:revisions_compare"  # its arguments have no name
REVISIONS = "pages/revisions"  # their texts may differ from what the public reads
PREVIEW = "pages/edit/preview"
AUDIT = "reports/audit"
AUDIT_RESULTS = "reports/audit/results"
ONE_READING = 600  # seconds: while somebody types, the preview or the list is drawn again
# A word of screens that show no text, only the title of a page
TITLES_ALONE = set(
    """
    action collect_action_data confirm_cancellation convert_alias copy delete lock privacy unlock
    unpublish unschedule usage
    """.split()
)


def record_answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Record what this answer of the administration gave to who is logged in, or refused them."""
    is_refused = response.status_code == 403 or getattr(request, "is_refused", False)
    if not is_refused and response.status_code != 200:
        return  # of an error, the database may be the cause
    if not request.user.is_authenticated or request.resolver_match is None:
        return
    if is_refused:
        record_refusal(request)
    elif request.method in ("GET", "POST"):
        disposition = response.headers.get("Content-Disposition", "")
        if disposition.startswith("attachment"):
            record(EXPORT, screen=screen_of(request), **format_of(disposition), **key_of(request))
        elif request.method == "GET":
            record_reading(request, screen_of(request))


def screen_of(request: HttpRequest) -> str:
    """Return the name of the screen: its address below that of the administration, without keys."""
    parts = request.path.strip("/").split("/")[1:]
    return "/".join(part for part in parts if WORD.fullmatch(part))[:100]


def format_of(disposition: str) -> dict[str, Any]:
    """Return the format of the file, by its name."""
    match = EXTENSION.search(disposition)
    return {"format": match[1]} if match else {}


def key_of(request: HttpRequest) -> dict[str, Any]:
    """Return the key of the row that the address names, if it names one alone."""
    match = request.resolver_match
    keys = [*filter(None, map(parse_key, match.kwargs.values()))] if match else []
    return {"key": keys[0]} if len(keys) == 1 else {}


def page_of(request: HttpRequest) -> Page | None:
    """Return the page that the address names."""
    match = request.resolver_match
    if match is None:
        return None
    key = match.kwargs.get(PAGE_ARGUMENT)
    if match.view_name == COMPARISON:
        key = match.args[0]
    page: Page | None = Page.objects.filter(pk=key).first() if key else None
    return page


def record_refusal(request: HttpRequest) -> None:
    """Record that a screen or an act was refused, and about which page."""
    method = str(request.method)
    record(ACCESS, page_of(request), failed=True, screen=screen_of(request), method=method)


def record_reading(request: HttpRequest, screen: str) -> None:
    """Record that somebody read the audit, or a text if it is not what the public reads."""
    user = cast(User, request.user)
    if screen == AUDIT or (screen == AUDIT_RESULTS and is_first(user, AUDIT)):
        record(ACCESS, screen=AUDIT)
    if TITLES_ALONE & {*screen.split("/")}:
        return
    page = page_of(request)
    if page is None or not (screen.startswith(REVISIONS) or is_unread(page)):
        return
    if screen == PREVIEW and not is_first(user, f"preview.{page.pk}"):
        return
    record(READ, page.specific_deferred, screen=screen, **details_of(request, page))


def is_unread(page: Page) -> bool:
    """Whether the page holds a text that the public does not read, or does not read yet."""
    return page.has_unpublished_changes or not is_reachable(page)


def is_first(user: User, reading: str) -> bool:
    """Whether the user did not read this for a while."""
    return bool(cache.add(f"portal.audit.{user.pk}.{reading}", True, ONE_READING))


def details_of(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return which text it was: the revision, and what awaits it."""
    match = request.resolver_match
    state = "draft"
    if page.scheduled_revision:
        state = "scheduled"  # under embargo, for a communiqué
    elif page.workflow_in_progress:
        state = "review"
    compared = "-".join(match.args[1:]) if match and match.view_name == COMPARISON else ""
    revision = match.kwargs.get("revision_id") if match else None
    return {"state": state, "revision": compared or revision or page.latest_revision_id or 0}
