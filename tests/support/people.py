"""The people of the sections, and what they do on the screens of the administration."""

import re
from collections.abc import Callable

from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from wagtail.models import Page

from lxml.html import document_fromstring

from portal.models import User
from portal.workflow.seen_texts import seen_token
from press.models import PRESS
from tests.support import factories

MINOR = {"change_kind": "mineure", "change_note": "Une faute de frappe."}
LATER = re.compile(r"-__prefix__-")


def person(name: str, *groups: str, **fields) -> User:
    """Somebody of these groups, or of none."""
    user = User.objects.create_user(name, f"{name}@exemple.fr", **fields)
    for group in groups:
        user.groups.add(Group.objects.get(name=group))
    return user


def writer(name: str, section=PRESS) -> User:
    return person(name, section.writers)


def validator(name: str, section=PRESS) -> User:
    return person(name, section.validators)


def draft(site, author: User, title="Un communiqué", parent=None, factory=None, **fields) -> Page:
    """A draft that this person wrote, in a press room that gives a contact."""
    make = factory or factories.PressReleasePageFactory
    factories.ensure_contact(site.press)
    page = make(parent=parent or site.press, title=title, live=False, owner=author, **fields)
    page.save_revision(user=author)
    return page


def put_under_review(site, author: User, *reviewers: User, **fields) -> Page:
    """A draft that its author submitted and that these approved, one after the other."""
    page = draft(site, author, **fields)
    page.get_workflow().start(page, author)
    for reviewer in reviewers:
        approve(page, reviewer)
    return Page.objects.get(pk=page.pk)


def approve(page: Page, reviewer: User) -> None:
    """Approve the latest text of a page, behind the screens."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "approve", seen=seen(page))


def seen(page: Page) -> str:
    """What a screen that shows the page's latest text sends with a decision."""
    return seen_token(Page.objects.get(pk=page.pk).get_latest_revision())


def logged_in(user: User) -> Client:
    """A browser where that person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def landing(user: User) -> str:
    """What that person finds on arriving."""
    response = logged_in(user).get("/gestion/")
    assert response.status_code == 200
    return response.content.decode()


def fields_of(html: str) -> dict[str, str | list[str]]:
    """What a browser would send of the editor's form, untouched."""
    [form] = document_fromstring(html).xpath("//form[@id='w-editor-form' or @id='page-edit-form']")
    for field in form.xpath(".//input[not(@value or @type='checkbox' or @type='radio')]"):
        field.set("value", "")  # or lxml would leave it out
    sent: dict[str, list[str]] = {"body-count": ["0"]}  # made by the editor's script
    for name, value in form.form_values():
        if not LATER.search(name):
            sent.setdefault(name, []).append((value or "").removeprefix("\n"))
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def edit(user: User, page: Page, action: str = "", **changes):
    """Open the editor, change fields, press a button: « action-submit », or save as a draft."""
    client, address = logged_in(user), f"/gestion/pages/{page.pk}/edit/"
    opened = client.get(address)
    if opened.status_code != 200:
        return opened
    pressed = {action: "1"} if action else {}
    return client.post(address, fields_of(opened.content.decode()) | changes | pressed)


def open_editor(user: User, page: Page, **request) -> Callable:
    """The editor, opened once: press its buttons as often as one likes, as `edit` does once."""
    address = f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(logged_in(user).get(address).content.decode())

    def press(action: str = "", **changes):
        pressed = {action: "1"} if action else {}
        return logged_in(user).post(address, fields | changes | pressed, **request)

    return press


def submit(user: User, page: Page, **changes):
    return edit(user, page, "action-submit", **changes)


def decide(user: User, page: Page, action: str = "approve", comment: str = ""):
    """Approve or reject from the screen where the text is read."""
    return press_decision(user, Page.objects.get(pk=page.pk), action, comment, seen(page))


def press_decision(user: User, page: Page, action: str, comment: str, seen: str):
    """Press a button of that screen as it was opened, on the text that `seen` says."""
    sent = {"comment": comment, "seen": seen}
    return logged_in(user).post(decision_address(page, action), sent)


def decision_address(page: Page, action: str = "approve") -> str:
    """The address of a button of that screen, at the present step of the review."""
    state = page.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def autosave(user: User, page: Page, **changes):
    """What the editor's script sends while somebody types."""
    client, address = logged_in(user), f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(client.get(address).content.decode()) | changes
    return client.post(address, fields, headers={"accept": "application/json"})


def published(site, alice, benoit, chloe, **fields) -> Page:
    """What the first wrote and the two others approved."""
    page = draft(site, alice, **fields)
    submit(alice, page)
    decide(benoit, page)
    decide(chloe, page)
    page.refresh_from_db()
    assert page.live
    return page


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def errors(response) -> dict:
    """The faults that the editor names, by field; empty when the text was saved."""
    return response.context["form"].errors if "form" in (response.context or {}) else {}


def messages_of(response) -> str:
    """The messages that the next screen shows, in one line."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def comment_fields() -> dict:
    """What the editor sends with a comment on the title."""
    return {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-id": "",
        "comments-0-contentpath": "title",
        "comments-0-text": "Vérifier la date.",
        "comments-0-position": "",
        "comments-0-deleted": "",
        "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
