"""Decisions taken in the editor are of the text on which it was opened."""

from django.urls import reverse

import pytest

from portal.workflow.tasks import DECIDED_MESSAGE
from tests.support.people import decide, edit, is_live, open_editor, put_under_review
from tests.support.reviews import APPROVE, DECIDE, changes_of, is_undecided
from tests.support.withdrawals import fresh


@pytest.fixture
def page(site, alice, benoit, chloe):
    return put_under_review(site, alice)


def test_an_editor_that_was_open_decides_on_nothing_else(page, benoit, chloe):
    press = open_editor(benoit, page)
    edit(chloe, page, title="Tout autre chose")
    refusal = DECIDE | {
        "workflow-action-name": "reject",
        "workflow-action-extra-data": '{"comment": "Le lieu manque."}',
    }
    for sent in (APPROVE, refusal):
        answer = press(**sent)
        assert "Tout autre chose" in changes_of(answer)
    assert "Le lieu manque." in answer.content.decode()
    assert is_undecided(page)
    assert fresh(page).get_latest_revision_as_object().title == "Tout autre chose"


def test_an_editor_without_a_fingerprint_decides_nothing(page, benoit):
    changes_of(open_editor(benoit, page)(**APPROVE, seen=""))
    assert is_undecided(page)


@pytest.mark.parametrize("data", ["{", "[]", "3", '{"comment": 3, "user": 1}', '{"seen": "x"}'])
def test_what_no_editor_sends_breaks_nothing(page, benoit, data):
    open_editor(benoit, page)(**APPROVE, **{"workflow-action-extra-data": data})
    assert fresh(page).current_workflow_task.name.endswith("sécurité")


def test_an_editor_without_an_action_breaks_nothing(page, benoit):
    assert open_editor(benoit, page)(**DECIDE).status_code == 302
    assert is_undecided(page)


def test_a_reviewer_sends_back_what_they_just_changed(page, benoit):
    reason = {"workflow-action-extra-data": '{"comment": "Voyez mon essai."}'}
    open_editor(benoit, page)(
        title="Un essai de Benoît", **DECIDE | reason, **{"workflow-action-name": "reject"}
    )
    assert fresh(page).current_workflow_state.status == "needs_changes"


def test_an_editor_opened_at_one_review_does_not_make_the_next_one(page, benoit, chloe):
    """« Approuver », pressed late, must not become « Approuver et publier »."""
    press = open_editor(chloe, page)
    decide(benoit, page)
    assert str(DECIDED_MESSAGE) in press(**APPROVE).content.decode()
    assert not is_live(page)


def test_an_editor_opened_before_the_publication_leaves_no_draft(site, page, benoit, chloe, denis):
    press = open_editor(denis, page)
    decide(benoit, page)
    decide(chloe, page)
    assert press(**APPROVE).url == reverse("reading", args=[page.pk])
    assert not fresh(page).has_unpublished_changes
