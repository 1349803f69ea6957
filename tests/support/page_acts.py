"""Every way to change at once what visitors read of a page, through the screens."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction, Revision

from portal.models import User
from portal.workflow.bulk_publication import token_of
from tests.support.people import MINOR, edit, logged_in

TOMORROW = timezone.localtime() + datetime.timedelta(days=1)
# Made by the editor's script.
EMPTY = dict.fromkeys(("actions-count", "figures-count", "sections-count"), "0")
BELOW = {"include_descendants": "on"}
Act = Callable[[User, Page, Page], object]  # what the person does to the page, or to which place


def publish(user: User, page: Page, place: Page) -> None:
    """Publish another title, another address and an end."""
    end = {"expire_at": f"{TOMORROW:%Y-%m-%d %H:%M}"}
    edit(user, page, "action-publish", **MINOR, title="Autre", slug="adresse", **end, **EMPTY)


def publish_several(user: User, page: Page, place: Page) -> None:
    latest = page.specific
    latest.title = "Autre"
    latest.save_revision()
    sent = BELOW | {"seen": token_of(Page.objects.get(pk=page.pk))}
    logged_in(user).post(f"/gestion/bulk/wagtailcore/page/publish/?id={page.pk}", sent)


def schedule_end(user: User, page: Page, place: Page) -> None:
    edit(user, page, expire_at=f"{TOMORROW:%Y-%m-%d %H:%M}", **EMPTY)


def post(address: str, **fields: str) -> Act:
    """Return the act of sending this form; « PAGE » and « PLACE » stand for their keys."""

    def act(user: User, page: Page, place: Page) -> None:
        keys = {"PAGE": str(page.pk), "PLACE": str(place.pk)}
        path = address.replace("PAGE", keys["PAGE"]).replace("PLACE", keys["PLACE"])
        sent = {name: keys.get(value, value) for name, value in fields.items()}
        logged_in(user).post(f"/gestion/{path}", sent)

    return act


# All the ways of each act.
ACTS: dict[str, list[Act]] = {
    "publish, rename, end": [publish, publish_several],
    "unpublish": [
        post("pages/PAGE/unpublish/", **BELOW),
        post("bulk/wagtailcore/page/unpublish/?id=PAGE", **BELOW),
    ],
    "delete": [post("pages/PAGE/delete/"), post("bulk/wagtailcore/page/delete/?id=PAGE")],
    "move": [
        post("pages/PAGE/move/PLACE/confirm/"),
        post("bulk/wagtailcore/page/move/?id=PAGE", chooser="PLACE"),
    ],
    "restrict": [post("pages/PAGE/privacy/", restriction_type="login")],
}
# Not even superusers.
FOR_NOBODY: list[Act] = [
    schedule_end,
    *(
        post(f"api/main/pages/PAGE/action/{name}/", destination_page_id="PLACE", recursive="true")
        for name in ("publish", "unpublish", "delete", "move")
    ),
]


def what_is_read(page: Page) -> dict[str, object]:
    """What visitors notice of the page: where it is, whether, until when and for whom."""
    columns = ("title", "slug", "url_path", "live", "expire_at", "live_revision_id")
    row = Page.objects.filter(pk=page.pk).values(*columns).first() or {}
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False).exists()
    return row | {"private": PageViewRestriction.objects.exists(), "planned": planned}


def changes(act: Act, user: User, page: Page, place: Page) -> bool:
    """Whether visitors would notice what that person did; it is undone at once."""
    before = what_is_read(page)
    with transaction.atomic():
        act(user, Page.objects.get(pk=page.pk), place)
        changed = what_is_read(page) != before
        transaction.set_rollback(True)
    return changed
