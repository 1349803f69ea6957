"""Nobody publishes a communiqué alone: every way round it, tried on the screens."""

import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from wagtail.models import Comment, Page, PageLogEntry, TaskState, WorkflowState, WorkflowTask

import pytest

from news.models import NEWS, NewsRules
from portal.desk.authorship import authors
from press.models import PressReleasePage, PressRules
from recruitment.models import RECRUITMENT
from tests import factories
from tests.people import (
    at_desk,
    autosave,
    decide,
    draft,
    edit,
    fields_of,
    submit,
    validator,
    writer,
)

REASON = "Une rectification doit paraître avant le journal de ce soir."


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def published(site, alice, benoit, chloe, **fields):
    page = draft(site, alice, **fields)
    submit(alice, page)
    decide(benoit, page)
    decide(chloe, page)
    page.refresh_from_db()
    assert page.live
    return page


# The way it should go


def test_two_others_publish_what_one_wrote(site, alice, benoit, chloe, client):
    page = draft(site, alice)
    submit(alice, page)
    decide(benoit, page)
    assert not is_live(page)
    decide(chloe, page)
    assert is_live(page)
    assert client.get(page.url).status_code == 200


def test_a_text_that_is_refused_comes_back_with_its_reason(site, alice, benoit, chloe, denis):
    page = draft(site, alice)
    submit(alice, page)
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


def test_a_text_under_review_is_locked_for_its_author(site, alice, benoit):
    page = draft(site, alice)
    submit(alice, page)
    edit(alice, page, title="Autre chose")
    assert Page.objects.get(pk=page.pk).draft_title == "Un communiqué"
    assert edit(benoit, page).status_code == 302  # a reviewer may


def test_unpublishing_and_unscheduling_need_nobody_else(site, alice, benoit, chloe):
    page = published(site, alice, benoit, chloe)
    at_desk(benoit).post(f"/gestion/pages/{page.pk}/unpublish/")
    assert not is_live(page)
    other = draft(site, alice, title="Pour demain")
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    submit(alice, other, go_live_at=tomorrow)
    decide(benoit, other)
    decide(chloe, other)
    scheduled = Page.objects.get(pk=other.pk).scheduled_revision
    assert scheduled
    address = f"/gestion/pages/{other.pk}/revisions/{scheduled.pk}/unschedule/"
    assert at_desk(alice).post(address).status_code == 302
    assert Page.objects.get(pk=other.pk).scheduled_revision
    at_desk(benoit).post(address)
    assert Page.objects.get(pk=other.pk).scheduled_revision is None


# Approving one's own text


def test_a_validator_cannot_approve_what_he_wrote(site, benoit, chloe):
    page = draft(site, benoit)
    submit(benoit, page)
    decide(benoit, page)
    assert page.current_workflow_task.name.endswith("relecture")
    decide(chloe, page)
    assert page.current_workflow_task.name.endswith("sécurité")  # it was not his to approve


def test_a_validator_cannot_approve_what_he_submitted(site, alice, benoit):
    page = draft(site, alice)
    submit(benoit, page)
    assert authors(page) == {alice.pk, benoit.pk}
    decide(benoit, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_who_submits_again_after_a_refusal_cannot_approve(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(alice, page)
    decide(benoit, page, "reject", comment="À revoir.")
    submit(chloe, page)
    decide(chloe, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_the_editor_offers_no_approval_to_an_author(site, benoit, chloe):
    page = draft(site, benoit)
    submit(benoit, page)
    address = f"/gestion/pages/{page.pk}/edit/"
    own = at_desk(benoit).get(address).content.decode()
    assert 'data-workflow-action-name="approve"' not in own
    assert "une autre personne doit l’approuver" in own
    assert 'data-workflow-action-name="approve"' in at_desk(chloe).get(address).content.decode()


def test_one_person_does_not_make_both_reviews(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(alice, page)
    decide(benoit, page)
    decide(benoit, page)
    assert not is_live(page)
    rules = PressRules.load()
    rules.distinct_reviewers = False
    rules.save()
    decide(benoit, page)
    assert is_live(page)


def test_two_validators_who_both_edited_need_a_third(site, alice, benoit, chloe, denis):
    page = draft(site, alice)
    submit(alice, page)
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


def test_nobody_edits_and_approves_in_one_request(site, alice, benoit):
    page = draft(site, alice)
    submit(alice, page)
    edit(
        benoit,
        page,
        "action-workflow-action",
        **{"workflow-action-name": "approve", "title": "Réécrit"},
    )
    assert page.current_workflow_task.name.endswith("relecture")
    assert not TaskState.objects.filter(status="approved").exists()


def test_an_edit_after_an_approval_asks_for_a_new_one(site, alice, benoit, chloe, denis):
    page = draft(site, alice)
    submit(alice, page)
    decide(benoit, page)
    edit(chloe, page, title="Un mot de plus")
    decide(denis, page)  # the security review, of a text that nobody reviewed before
    assert not is_live(page)
    assert page.current_workflow_task.name.endswith("relecture")


# Publishing without any review


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_publishes_straight_from_the_editor(site, alice, request, who):
    user = request.getfixturevalue(who)
    page = draft(site, alice)
    assert (
        "action-publish"
        not in at_desk(user).get(f"/gestion/pages/{page.pk}/edit/").content.decode()
    )
    edit(user, page, "action-publish", title="Publié seul")
    assert not is_live(page)


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_creates_and_publishes_at_once(site, request, who):
    user = request.getfixturevalue(who)
    client = at_desk(user)
    address = f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/"
    fields = fields_of(client.get(address).content.decode())
    client.post(address, fields | {"title": "D’un coup", "slug": "dun-coup", "action-publish": "1"})
    assert PressReleasePage.objects.filter(slug="dun-coup", live=False).exists()


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_publishes_in_bulk(site, alice, request, who):
    user = request.getfixturevalue(who)
    page = draft(site, alice)
    address = "/gestion/bulk/wagtailcore/page/publish/?next=/gestion/"
    at_desk(user).post(f"{address}&id={page.pk}")
    at_desk(user).post(f"{address}&id={site.press.pk}", {"include_descendants": "on"})
    assert not is_live(page)


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_a_copy_is_a_draft(site, alice, benoit, chloe, request, who, choice):
    user = request.getfixturevalue(who)
    page = published(site, alice, benoit, chloe)
    fields = {
        "new_title": "Une copie",
        "new_slug": "une-copie",
        "new_parent_page": site.press.pk,
        choice: "on",
    }
    at_desk(user).post(f"/gestion/pages/{page.pk}/copy/", fields)
    assert not PressReleasePage.objects.filter(slug="une-copie", live=True).exists()


def test_a_copy_keeps_the_authors_of_its_draft(site, benoit, chloe):
    page = draft(site, benoit)
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.press.pk}
    at_desk(chloe).post(f"/gestion/pages/{page.pk}/copy/", fields)
    copy = PressReleasePage.objects.get(slug="copie")
    assert authors(copy) == {benoit.pk, chloe.pk}


def test_a_copy_leaves_the_past_of_a_published_text(site, alice, benoit, chloe, denis):
    page = published(site, alice, benoit, chloe)
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.press.pk}
    at_desk(denis).post(f"/gestion/pages/{page.pk}/copy/", fields)
    assert authors(PressReleasePage.objects.get(slug="copie")) == {denis.pk}


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_schedules_alone(site, alice, request, who):
    user = request.getfixturevalue(who)
    page = draft(site, alice)
    soon = (timezone.localtime() + datetime.timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    edit(user, page, "action-publish", go_live_at=soon)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert not is_live(page)


def test_nobody_publishes_an_earlier_version(site, alice, benoit, chloe):
    page = published(site, alice, benoit, chloe)
    past = page.live_revision
    edit(alice, page, title="La suite")
    client, address = at_desk(benoit), f"/gestion/pages/{page.pk}/revisions/{past.pk}/revert/"
    fields = fields_of(client.get(address).content.decode())
    client.post(address, fields | {"title": "Repris", "action-publish": "1"})
    page.refresh_from_db()
    assert (page.title, page.live_revision_id) == ("Un communiqué", past.pk)


def test_nobody_hides_or_shows_a_communique_with_a_restriction(site, alice, benoit):
    page = draft(site, alice)
    assert not page.permissions_for_user(benoit).can_set_view_restrictions()


def test_what_was_public_is_not_wiped_out(site, alice, benoit, chloe):
    page = published(site, alice, benoit, chloe)
    at_desk(benoit).post(f"/gestion/pages/{page.pk}/unpublish/")
    at_desk(benoit).post(f"/gestion/pages/{page.pk}/delete/")
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias", "revert_to_page_revision"])
def test_the_interface_of_the_screens_acts_on_nothing(site, alice, benoit, action):
    page = draft(site, alice)
    listing = "/gestion/api/main/pages/"
    assert at_desk(benoit).get(listing, {"child_of": site.press.pk}).status_code == 200
    fields = {"keep_live": True, "copy_revisions": False, "recursive": False, "slug": "autre"}
    fields |= {"revision_id": page.latest_revision_id, "update_slug": "autre"}
    response = at_desk(benoit).post(f"{listing}{page.pk}/action/{action}/", fields)
    assert response.status_code == 404
    assert PressReleasePage.objects.count() == 1
    assert not is_live(page)


# Behind the screens


def test_a_workflow_without_its_reviews_publishes_nothing(site, alice, benoit):
    WorkflowTask.objects.all().delete()
    page = draft(site, alice)
    with pytest.raises(PermissionDenied):
        page.get_workflow().start(page, alice)
    assert not is_live(page)


def test_approvals_by_an_author_do_not_count(site, benoit, chloe):
    page = draft(site, benoit)
    submit(benoit, page)
    decide(chloe, page)
    with pytest.raises(PermissionDenied):
        page.current_workflow_task_state.approve(user=benoit)
    assert not is_live(page)


def test_a_superuser_is_no_reviewer(site, alice, chief):
    page = draft(site, alice)
    submit(alice, page)
    decide(chief, page)
    assert page.current_workflow_task.name.endswith("relecture")


def test_an_approval_is_given_once(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(alice, page)
    state = page.current_workflow_task_state
    decide(benoit, page)
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, chloe, "approve")


# Revisions that make nobody an author


def comment_of(page) -> dict:
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


def test_a_comment_makes_nobody_an_author(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(alice, page)
    edit(benoit, page, **comment_of(page))
    assert Comment.objects.count() == 1
    assert authors(page) == {alice.pk}
    decide(benoit, page)
    edit(chloe, page, **comment_of(page))
    decide(chloe, page)  # what Benoît approved is still what it was
    assert is_live(page)


def test_an_edit_that_is_undone_makes_nobody_an_author(site, alice, benoit, chloe):
    page = draft(site, alice)
    submit(alice, page)
    first = autosave(benoit, page, title="Un essai").json()
    assert authors(page) == {alice.pk, benoit.pk}
    autosave(benoit, page, title="Un communiqué", overwrite_revision_id=str(first["revision_id"]))
    assert authors(page) == {alice.pk}
    edit(chloe, page, title="Un autre essai")
    edit(chloe, page, title="Un communiqué")
    assert authors(page) == {alice.pk}


def test_authors_are_those_since_the_last_publication(site, alice, benoit, chloe, denis):
    page = published(site, alice, benoit, chloe)
    assert authors(page) == set()
    edit(benoit, page, title="Une suite")
    assert authors(page) == {benoit.pk}
    at_desk(denis).post(f"/gestion/pages/{page.pk}/unpublish/")
    assert authors(page) == {benoit.pk}


# The emergency


def test_an_emergency_needs_a_superuser_and_a_reason(site, alice, benoit, chief, client):
    page = draft(site, alice)
    address = f"/gestion/urgence/{page.pk}/"
    assert at_desk(benoit).post(address, {"reason": REASON}).status_code == 302
    assert not is_live(page)
    refused = at_desk(chief).post(address, {"reason": "Vite"})
    assert "20" in refused.content.decode()
    assert not is_live(page)
    assert (
        "Publier en urgence"
        in at_desk(chief).get(f"/gestion/pages/{page.pk}/edit/").content.decode()
    )
    at_desk(chief).post(address, {"reason": REASON})
    assert is_live(page)
    entry = PageLogEntry.objects.get(page=page.pk, action="portal.publish_in_emergency")
    assert (entry.user, entry.data["reason"]) == (chief, REASON)
    assert REASON in at_desk(benoit).get(f"/gestion/pages/{page.pk}/history/").content.decode()


# The other sections


@pytest.mark.parametrize(
    ("section", "place", "factory"),
    [
        (NEWS, "news", factories.NewsArticlePageFactory),
        (RECRUITMENT, "jobs", factories.JobOfferPageFactory),
    ],
)
def test_news_and_offers_are_reviewed_once_by_another(site, section, place, factory):
    author, reviewer = validator("emma", section), validator("farid", section)
    page = draft(site, author, "Analyste", parent=getattr(site, place), factory=factory)
    edit(author, page, "action-publish")
    submit(author, page)
    decide(author, page)
    assert not is_live(page)
    decide(reviewer, page)
    assert is_live(page)


def test_a_section_may_let_its_validators_publish_alone(site):
    author = validator("emma", NEWS)
    page = draft(site, author, parent=site.news, factory=factories.NewsArticlePageFactory)
    rules = NewsRules.load()
    rules.four_eyes = False
    rules.save()
    edit(author, page, "action-publish")
    assert is_live(page)
    other = draft(site, author, parent=site.news, factory=factories.NewsArticlePageFactory)
    submit(author, other)
    decide(author, other)
    assert is_live(other)
    writing = writer("gaelle", NEWS)
    third = draft(site, writing, parent=site.news, factory=factories.NewsArticlePageFactory)
    edit(writing, third, "action-publish")
    assert not is_live(third)
