"""Each act leaves its lines, with who, what and which row; nothing else."""

import json
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from wagtail.models import Page

import pytest

from portal.workflow import emergency
from tests.support.accounts import PASSWORD
from tests.support.admin_forms import read_screen, sent_fields
from tests.support.audits import CANARY, LOGIN, acts, audited
from tests.support.people import fields_of, seen
from tests.support.withdrawals import remove, reopen, withdraw


def read(name: str) -> Callable:
    return lambda desk: desk.browser.benoit.get(reverse(name, args=[desk.text.pk]))


def save(desk) -> None:
    address = f"/gestion/pages/{desk.draft.pk}/edit/"
    fields = fields_of(desk.browser.alice.get(address).content.decode())
    desk.browser.alice.post(address, fields | {"title": f"{CANARY} changé"})


def submit(desk) -> None:
    address = f"/gestion/pages/{desk.draft.pk}/edit/"
    fields = fields_of(desk.browser.alice.get(address).content.decode())
    desk.browser.alice.post(address, fields | {"action-submit": "1"})


def revision(desk) -> Page:
    return desk.text.get_latest_revision()


def compare(desk) -> None:
    args = [desk.text.pk, revision(desk).pk, "latest"]
    desk.browser.benoit.get(reverse("wagtailadmin_pages:revisions_compare", args=args))


def read_revision(desk) -> None:
    args = [desk.text.pk, revision(desk).pk]
    desk.browser.benoit.get(reverse("wagtailadmin_pages:revisions_view", args=args))


def press(word: str, who: str = "benoit", comment: str = "") -> Callable:
    def act(desk) -> None:
        state = Page.objects.get(pk=desk.text.pk).current_workflow_task_state
        args = [desk.text.pk, word, state.pk]
        sent = {"seen": seen(desk.text), "comment": comment}
        browser = getattr(desk.browser, who)
        browser.post(reverse("wagtailadmin_pages:workflow_action", args=args), sent)

    return act


def publish_in_emergency(desk) -> None:
    emergency.publish(
        desk.text, desk.chief, f"{CANARY} : il le faut tout de suite", seen(desk.text)
    )


def unpublish(desk) -> None:
    desk.browser.chief.post(reverse("wagtailadmin_pages:unpublish", args=[desk.article.pk]))


def change_rules(desk) -> None:
    address = reverse("wagtailsettings:edit", args=["press", "pressrules"])
    save_form(desk, address, distinct_reviewers="")


def rename_contact(desk) -> None:
    address = reverse("wagtailsnippets_portal_mediacontact:edit", args=[desk.contact.pk])
    save_form(desk, address, name=f"{CANARY} Durand")


def save_form(desk, address: str, **fields: str) -> None:
    screen = read_screen(desk.browser.chief, address)
    desk.browser.chief.post(screen.address, sent_fields(screen.form) | fields)


CASES: list[tuple[str, Callable, list[str]]] = [
    (
        "login",
        lambda desk: Client().post(LOGIN, {"username": "alice", "password": PASSWORD}),
        ["portal.login"],
    ),
    (
        "failed login",
        lambda desk: Client().post(LOGIN, {"username": "alice", "password": CANARY}),
        ["portal.login!"],
    ),
    (
        "unknown name",
        lambda desk: Client().post(LOGIN, {"username": CANARY, "password": CANARY}),
        ["portal.login!"],
    ),
    ("logout", lambda desk: desk.browser.alice.post("/gestion/logout/"), ["portal.logout"]),
    ("editor", read("wagtailadmin_pages:edit"), ["portal.read"]),
    ("draft", read("wagtailadmin_pages:view_draft"), ["portal.read"]),
    ("history", read("wagtailadmin_pages:history"), ["portal.read"]),
    ("reading", read("reading"), ["portal.read"]),
    ("revision", read_revision, ["portal.read"]),
    ("comparison", compare, ["portal.read"]),
    ("title alone", read("wagtailadmin_pages:usage"), []),
    ("save", save, ["portal.read", "wagtail.edit"]),
    ("submit", submit, ["portal.read", "wagtail.edit", "wagtail.workflow.start"]),
    ("approve", press("approve"), ["wagtail.workflow.approve"]),
    ("refuse", press("reject", comment=CANARY), ["wagtail.workflow.reject"]),
    (
        "emergency",
        publish_in_emergency,
        ["portal.publish_in_emergency", "wagtail.workflow.cancel", "wagtail.publish"],
    ),
    ("unpublish", unpublish, ["wagtail.unpublish"]),
    (
        "withdraw",
        lambda desk: withdraw(desk.article, desk.chief, reason=CANARY),
        ["portal.withdraw"],
    ),
    (
        "reopen",
        lambda desk: reopen(withdraw(desk.article, desk.chief), desk.chief, reason=CANARY),
        ["portal.withdraw", "portal.reopen"],
    ),
    (
        "remove",
        lambda desk: remove(desk.article, desk.chief, reason=CANARY),
        ["portal.remove", "wagtail.delete"],
    ),
    ("settings", change_rules, ["portal.values"]),
    ("contact", rename_contact, ["portal.values", "wagtail.edit"]),
    (
        "export",
        lambda desk: desk.browser.chief.get("/gestion/reports/site-history/?export=csv"),
        ["portal.export"],
    ),
    (
        "refused screen",
        lambda desk: desk.browser.alice.get("/gestion/reports/audit/"),
        ["portal.access!"],
    ),
    (
        "refused act",
        lambda desk: desk.browser.alice.post(f"/gestion/urgence/{desk.text.pk}/", {"reason": "x"}),
        ["portal.access!"],
    ),
]


@pytest.mark.parametrize(
    ("act", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_each_act_leaves_its_lines(desk, act, expected):
    with audited() as new:
        act(desk)
    assert acts(new) == expected
    written = json.dumps([line.document for line in new], ensure_ascii=False)
    assert CANARY not in written
    assert PASSWORD not in written
