"""What the editor saves by itself never replaces what people did on purpose."""

from contextlib import contextmanager

from wagtail import hooks
from wagtail.models import Page

import pytest

from portal.workflow.authorship import authors
from tests.support.people import MINOR, autosave, decide, draft, submit, validator


@contextmanager
def submitted_meanwhile(user, page, title):
    """What the same person submits while the next autosave is being answered."""
    waiting = [title]

    def submit_first(request, _page):
        if request.method == "POST" and waiting:
            submit(user, page, title=waiting.pop())

    with hooks.register_temporarily("before_edit_page", submit_first):
        yield


@pytest.mark.parametrize("was_saved_by_itself", [False, True])
def test_what_is_submitted_meanwhile_stays_the_latest(site, alice, was_saved_by_itself):
    page, saved = draft(site, alice), {}
    if was_saved_by_itself:
        first = autosave(alice, page, title="So").json()
        saved = {"overwrite_revision_id": str(first["revision_id"])}
    with submitted_meanwhile(alice, page, "Soumis"):
        answer = autosave(alice, page, title="Sou", **saved).json()
    assert answer["error_code"] == "invalid_revision"
    page = Page.objects.get(pk=page.pk)
    assert page.draft_title == page.latest_revision.content["title"] == "Soumis"
    assert page.current_workflow_task_state.revision == page.latest_revision


def test_an_autosave_cannot_slip_below_an_approval(site, alice, benoit, chloe, denis):
    page = draft(site, alice)
    submit(alice, page)
    first = autosave(benoit, page, title="Relu").json()
    decide(chloe, page)
    later = autosave(
        benoit, page, title="Tout autre chose", overwrite_revision_id=str(first["revision_id"])
    ).json()
    assert later["revision_id"] != first["revision_id"]
    decide(denis, page)
    assert not Page.objects.get(pk=page.pk).live


def test_an_autosave_cannot_slip_below_the_published_text(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(benoit, page, title="Soumis par Benoît")
    decide(chloe, page)
    decide(validator("denis"), page)
    live = Page.objects.get(pk=page.pk).live_revision_id
    autosave(benoit, page, title="Glissé dessous", overwrite_revision_id=str(live))
    assert Page.objects.get(pk=page.pk).latest_revision_id != live
    submit(alice, page, **MINOR)
    decide(benoit, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_an_autosave_of_nothing_makes_nobody_an_author(site, alice, benoit):
    page = draft(site, alice)
    submit(alice, page)
    autosave(benoit, page)
    assert page.revisions.latest("created_at").user == benoit
    assert authors(page) == {alice.pk}
