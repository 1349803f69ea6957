"""Nobody publishes a communiqué alone, nor approves what they wrote."""

import datetime
import json
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from wagtail.models import Comment, Page, TaskState, WorkflowState, WorkflowTask

import pytest

from portal.workflow.authorship import authors
from press.models import PressRules
from tests.support.people import (
    comment_fields,
    decide,
    decision_address,
    draft,
    edit,
    is_live,
    logged_in,
    messages_of,
    open_editor,
    put_under_review,
    seen,
    submit,
)
from tests.support.scenes import PRESS_TEAM, parts, press_team
from tests.support.withdrawals import fresh


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A text that Alice submitted, and one that Benoît did."""
    scene = press_team(common_site)
    scene.page = draft(common_site, scene.alice)
    submit(scene.alice, scene.page)
    scene.own = draft(common_site, scene.benoit)
    submit(scene.benoit, scene.own)
    return scene


site, alice, benoit, chloe, denis, chief = parts(*PRESS_TEAM)
page, own = parts("page", "own")

# The way it should go


def test_two_others_publish_what_one_wrote(page, benoit, chloe, client):
    decide(benoit, page)
    assert not is_live(page)
    decide(chloe, page)
    assert is_live(page)
    assert client.get(page.url).status_code == 200


def test_a_text_that_is_refused_comes_back_with_its_reason(page, alice, benoit, denis):
    decide(benoit, page, "reject", comment="")
    edit(benoit, page, "action-workflow-action", **{"workflow-action-name": "reject"})
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    decide(benoit, page, "reject", comment="Le chiffre est faux.")
    state = page.current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Le chiffre est faux."
    submit(alice, page, title="Un communiqué juste")
    decide(benoit, page)
    decide(denis, page)
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Un communiqué juste")


def test_a_text_under_review_is_locked_for_its_author(page, alice, benoit):
    edit(alice, page, title="Autre chose")
    assert Page.objects.get(pk=page.pk).draft_title == "Un communiqué"
    assert edit(benoit, page).status_code == 302  # a reviewer may


def approved(page, *reviewers):
    for reviewer in reviewers:
        decide(reviewer, page)
    assert is_live(page)
    return fresh(page)


def test_unscheduling_needs_nobody_else(site, alice, benoit, chloe):
    other = draft(site, alice, title="Pour demain")
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    submit(alice, other, go_live_at=tomorrow)
    decide(benoit, other)
    decide(chloe, other)
    scheduled = Page.objects.get(pk=other.pk).scheduled_revision
    assert scheduled
    address = f"/gestion/pages/{other.pk}/revisions/{scheduled.pk}/unschedule/"
    assert logged_in(alice).post(address).status_code == 302
    assert Page.objects.get(pk=other.pk).scheduled_revision
    logged_in(benoit).post(address)
    assert Page.objects.get(pk=other.pk).scheduled_revision is None


def test_each_decision_says_what_it_leads_to(site, page, alice, benoit, chloe):
    coming = draft(site, alice, title="À venir")
    submit(alice, coming, go_live_at="02/03/2030 09:00")
    for text, last in ((page, "Ce texte est publié."), (coming, "paraîtra le 2\xa0mars\xa02030")):
        refusal = decision("reject", comment="Trop long.")
        assert "renvoyé à son auteur" in messages_of(edit(benoit, text, **refusal))
        submit(alice, text)
        waits = messages_of(edit(benoit, text, **decision("approve")))
        assert "attend encore\xa0: relecture de sécurité." in waits
        out = messages_of(edit(chloe, text, **decision("approve")))
        assert last in out
        assert ("Voir en ligne" in out) == (text is page)


def decision(action: str, comment: str = "") -> dict[str, str]:
    """What the editor's script adds to its form."""
    return {
        "action-workflow-action": "1",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": comment}),
    }


def test_who_decides_on_arriving_is_told_too(site, alice, benoit, chloe):
    page = put_under_review(site, alice, title="L’IA & <i>nous</i>")
    for reviewer, words, is_out in (
        (
            benoit,
            "Votre accord est noté. Ce texte attend encore\xa0: relecture de sécurité.",
            False,
        ),
        (chloe, "Ce texte est publié.", True),
    ):
        office = logged_in(reviewer)
        office.post(decision_address(fresh(page)), {"seen": seen(page)})
        html = office.get("/gestion/").content.decode()
        assert f"«\xa0L’IA &amp; &lt;i&gt;nous&lt;/i&gt;\xa0» – {words}" in html
        assert ("Voir en ligne" in html) == is_out


# Approving one's own text


def test_a_validator_cannot_approve_what_they_wrote(own, benoit, chloe):
    decide(benoit, own)
    assert own.current_workflow_task.name.endswith("relecture")
    decide(chloe, own)
    assert own.current_workflow_task.name.endswith("sécurité")  # it was not for Benoît to approve


def test_a_validator_cannot_approve_what_they_submitted(site, alice, benoit):
    page = draft(site, alice)
    submit(benoit, page)
    assert authors(page) == {alice.pk, benoit.pk}
    decide(benoit, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_who_submits_again_after_a_refusal_cannot_approve(page, benoit, chloe):
    decide(benoit, page, "reject", comment="À revoir.")
    submit(chloe, page)
    decide(chloe, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_the_editor_offers_no_approval_to_an_author(own, benoit, chloe):
    address = f"/gestion/pages/{own.pk}/edit/"
    own = logged_in(benoit).get(address).content.decode()
    assert 'data-workflow-action-name="approve"' not in own
    assert "une autre personne doit l’approuver" in own
    assert 'data-workflow-action-name="approve"' in logged_in(chloe).get(address).content.decode()


def test_one_person_does_not_make_both_reviews(page, benoit):
    decide(benoit, page)
    decide(benoit, page)
    assert not is_live(page)
    rules = PressRules.load()
    rules.distinct_reviewers = False
    rules.save()
    decide(benoit, page)
    assert is_live(page)


def test_two_validators_who_both_edited_need_a_third(page, benoit, chloe, denis):
    edit(benoit, page, title="Un communiqué de Benoît")
    edit(chloe, page, title="Un communiqué de Chloé")
    for user in (benoit, chloe):
        decide(user, page)
        assert page.current_workflow_task.name.endswith("relecture")
    decide(denis, page)
    assert page.current_workflow_task.name.endswith("sécurité")
    for user in (benoit, chloe, denis):
        decide(user, page)
    assert not is_live(page)


def test_nobody_edits_and_approves_in_one_request(page, benoit):
    edit(
        benoit,
        page,
        "action-workflow-action",
        **{"workflow-action-name": "approve", "title": "Réécrit"},
    )
    assert page.current_workflow_task.name.endswith("relecture")
    assert not TaskState.objects.filter(status="approved").exists()


def test_an_edit_after_an_approval_asks_for_a_new_one(page, benoit, chloe, denis):
    decide(benoit, page)
    edit(chloe, page, title="Un mot de plus")
    decide(denis, page)  # the security review, of a text that nobody reviewed before
    assert not is_live(page)
    assert page.current_workflow_task.name.endswith("relecture")


# Behind the screens


def test_a_workflow_without_its_reviews_publishes_nothing(site, alice):
    WorkflowTask.objects.all().delete()
    page = draft(site, alice)
    with pytest.raises(PermissionDenied):
        page.get_workflow().start(page, alice)
    assert not is_live(page)


def test_approvals_by_an_author_do_not_count(own, benoit, chloe):
    decide(chloe, own)
    with pytest.raises(PermissionDenied):
        own.current_workflow_task_state.approve(user=benoit)
    assert not is_live(own)


def test_a_superuser_is_no_reviewer(page, chief):
    decide(chief, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_an_approval_is_given_once(page, benoit, chloe):
    state = page.current_workflow_task_state
    decide(benoit, page)
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, chloe, "approve", seen=seen(page))


# Revisions that make nobody an author


def test_a_comment_makes_nobody_an_author(page, alice, benoit, chloe):
    edit(benoit, page, **comment_fields())
    assert Comment.objects.count() == 1
    assert authors(page) == {alice.pk}
    decide(benoit, page)
    edit(chloe, page, **comment_fields())
    decide(chloe, page)  # what Benoît approved is still what it was
    assert is_live(page)


def test_an_edit_that_is_undone_makes_nobody_an_author(page, alice, benoit, chloe):
    press = open_editor(benoit, page, headers={"accept": "application/json"})  # as its script does
    first = press(title="Un essai").json()
    assert authors(page) == {alice.pk, benoit.pk}
    press(title="Un communiqué", overwrite_revision_id=str(first["revision_id"]))
    assert authors(page) == {alice.pk}
    press = open_editor(chloe, page)
    press(title="Un autre essai")
    press(title="Un communiqué")
    assert authors(page) == {alice.pk}


def test_authors_are_those_since_the_last_publication(page, benoit, chloe, chief):
    page = approved(page, benoit, chloe)
    assert authors(page) == set()
    edit(benoit, page, title="Une suite")
    assert authors(page) == {benoit.pk}
    fresh(page).unpublish(user=chief)
    assert authors(page) == {benoit.pk}
