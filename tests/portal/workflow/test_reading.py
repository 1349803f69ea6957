"""What is approved is what was read: an approval is of one text, and says what it leads to."""

import re

from django.urls import reverse

from wagtail.models import TaskState

import pytest

from news.models import NEWS
from tests.support.clocks import typed
from tests.support.html import text_of
from tests.support.people import (
    comment_fields,
    decide,
    draft,
    edit,
    errors,
    logged_in,
    messages_of,
    open_editor,
    put_under_review,
    submit,
    validator,
)
from tests.support.withdrawals import fresh
from tests.support.worklist import section_of

CHANGED = "Ce texte a changé depuis que vous l’avez ouvert"


def approve_address(user, page, where: str) -> str:
    """The address of « Approuver », on the landing page or where the text is read."""
    url = "/gestion/" if where == "landing" else reverse("reading", args=[page.pk])
    html = logged_in(user).get(url).content.decode()
    [address] = set(re.findall(r'data-workflow-action-url="([^"]*/approve/[^"]*)"', html))
    return address


def status(page) -> str:
    return TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk").status


@pytest.fixture
def page(site, alice, benoit, chloe):
    return put_under_review(site, alice)


@pytest.mark.parametrize("where", ["landing", "reading"])
def test_a_text_that_changed_since_it_was_read_is_not_approved(page, benoit, chloe, where):
    seen = page.latest_revision_id
    address = approve_address(benoit, page, where)
    edit(chloe, page, title="Tout autre chose")
    page = fresh(page)
    response = logged_in(benoit).post(address)
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, seen, page.latest_revision_id]
    )
    assert CHANGED in messages_of(response)
    assert compare in messages_of(response)
    assert response.url == reverse("reading", args=[page.pk])
    assert status(page) == TaskState.STATUS_IN_PROGRESS
    logged_in(benoit).post(approve_address(benoit, page, where))  # read again
    assert fresh(page).current_workflow_task.name.endswith("sécurité")


def test_a_text_that_was_overwritten_is_not_approved(page, benoit, chloe):
    press = open_editor(chloe, page, headers={"accept": "application/json"})
    first = press(title="Un essai").json()
    address = approve_address(benoit, page, "landing")
    press(title="Un autre essai", overwrite_revision_id=str(first["revision_id"]))
    response = logged_in(benoit).post(address)
    assert CHANGED in messages_of(response)
    assert status(page) == TaskState.STATUS_IN_PROGRESS


def test_the_dialog_with_a_comment_asks_too(page, benoit, chloe):
    address = approve_address(benoit, page, "landing")
    dialog = logged_in(benoit).get(address).json()["html"]
    assert address.replace("&", "&amp;") in dialog
    edit(chloe, page, title="Tout autre chose")
    headers = {"x-requested-with": "XMLHttpRequest"}
    answer = logged_in(benoit).post(address, {"comment": "Bien."}, headers=headers).json()
    assert answer["redirect"] == reverse("reading", args=[page.pk])
    assert status(page) == TaskState.STATUS_IN_PROGRESS


def test_an_editor_that_was_open_approves_nothing_else(page, benoit, chloe):
    press = open_editor(benoit, page)
    edit(chloe, page, title="Tout autre chose")
    response = press("action-workflow-action", **{"workflow-action-name": "approve"})
    assert CHANGED in messages_of(response)
    assert response.url == reverse("reading", args=[page.pk])
    assert status(page) == TaskState.STATUS_IN_PROGRESS
    assert fresh(page).get_latest_revision_as_object().title == "Tout autre chose"


def test_a_comment_does_not_ask_to_read_again(page, benoit, chloe):
    address = approve_address(benoit, page, "landing")
    press = open_editor(benoit, page)
    edit(chloe, page, **comment_fields())
    logged_in(benoit).post(address)
    assert fresh(page).current_workflow_task.name.endswith("sécurité")
    press = open_editor(chloe, page)
    press("action-workflow-action", **{"workflow-action-name": "approve"})
    assert fresh(page).live


@pytest.mark.parametrize("seen", ["x", ".", "0.", "9999999.x", "²"])
def test_a_forged_mark_approves_nothing(page, benoit, seen):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert CHANGED in messages_of(logged_in(benoit).post(f"{address}?seen={seen}"))


def test_it_is_said_when_an_approval_publishes_later(site, alice, benoit, chloe):
    coming = draft(site, alice, title="À venir")
    assert not errors(submit(alice, coming, go_live_at=typed(days=3)))
    held = draft(site, alice, title="Retenu")
    assert not errors(submit(alice, held, embargo_until=typed(days=3)))
    now = put_under_review(site, alice, benoit, title="Tout de suite")
    for page in (coming, held):
        decide(benoit, page)
    words = {}
    for row in section_of(chloe, "a-relire").select("tbody tr"):
        title = text_of(row.select_one(".title-wrapper a"))
        words[title] = text_of(row.select_one("[data-workflow-action-url]"))
    assert words == {
        "À venir": "Approuver et programmer",
        "Retenu": "Approuver et programmer",
        now.title: "Approuver et publier",
    }


def test_the_text_is_read_where_it_is_decided_upon(site, alice, benoit, chloe):
    page = put_under_review(site, alice)
    decide(benoit, page, "reject", comment="Le chiffre\nest faux.")
    refused = fresh(page).latest_revision_id
    submit(alice, page, title="Un communiqué juste")
    page = fresh(page)
    links = [link["href"] for link in section_of(benoit, "a-relire").select("a[href]")]
    address = reverse("reading", args=[page.pk])
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, refused, page.latest_revision_id]
    )
    assert {address, compare} <= {*links}
    html = logged_in(benoit).get(address).content.decode()
    assert reverse("wagtailadmin_pages:view_draft", args=[page.pk]) in html
    assert compare in html
    assert "Modifications demandées auparavant par benoit" in html
    assert "/approve/" in html
    own = logged_in(alice).get(address).content.decode()
    assert "/approve/" not in own
    decide(benoit, page)
    decide(chloe, page)
    assert "n’est pas en relecture" in logged_in(benoit).get(address).content.decode()


def test_those_of_another_section_read_nothing(page, site, client):

    address = reverse("reading", args=[page.pk])
    assert client.get(address).status_code == 302
    assert logged_in(validator("nina", NEWS)).get(address).status_code in (302, 403, 404)
