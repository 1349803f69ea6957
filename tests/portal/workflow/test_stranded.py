"""No text is left where nobody may approve it and nobody knows."""

import pytest

from portal.models import User
from portal.workflow.setup import ADMINISTRATORS
from tests.support.people import (
    comment_fields,
    decide,
    draft,
    edit,
    logged_in,
    messages_of,
    person,
    put_under_review,
    submit,
    validator,
)
from tests.support.withdrawals import fresh
from tests.support.worklist import section_of, titles

STRANDED = "Plus personne ne peut approuver ce texte"
LIST = "sans-relecteur"


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """Those to whom something tells that nobody is left."""

    def watch(do, *args, **kwargs) -> set[str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        mails = [mail for mail in mailoutbox if "Plus personne" in mail.subject]
        return {mail.to[0].partition("@")[0] for mail in mails}

    return watch


@pytest.fixture
def admin(site) -> User:
    return person("admin2", ADMINISTRATORS)


def opening(user, page) -> str:
    return messages_of(logged_in(user).get(f"/gestion/pages/{page.pk}/edit/"))


def test_the_only_reviewer_is_told_before_they_edit(site, alice, benoit):
    page = put_under_review(site, alice)
    assert "Personne d’autre que vous ne peut approuver" in opening(benoit, page)
    assert "Personne d’autre" not in opening(alice, page)


def test_one_of_several_is_not(site, alice, benoit, chloe):
    page = put_under_review(site, alice)
    assert "Personne d’autre" not in opening(benoit, page)


def test_when_the_only_reviewer_edits_all_who_can_help_are_told(site, alice, benoit, admin, told):
    page = put_under_review(site, alice)
    assert told(edit, benoit, page, title="Retouché") == {"alice", "benoit", "admin2"}
    for user in (alice, benoit, admin):
        assert titles(user, LIST) == ["Retouché"]
    for user in (alice, benoit):
        assert STRANDED in opening(user, page)
    assert told(edit, benoit, page, title="Retouché encore") == set()  # once
    assert told(edit, benoit, page, title="Un communiqué") == set()  # undone
    assert section_of(benoit, LIST) is None
    decide(benoit, page)
    assert fresh(page).current_workflow_task.name.endswith("sécurité")


def test_a_comment_strands_nothing(site, alice, benoit, told):
    page = put_under_review(site, alice)
    assert told(edit, benoit, page, **comment_fields()) == set()
    assert section_of(benoit, LIST) is None


def test_a_text_submitted_by_its_only_reviewer_is_told(site, benoit, admin, told):
    page = draft(site, benoit)
    assert told(submit, benoit, page) == {"benoit", "admin2"}
    assert titles(admin, LIST) == ["Un communiqué"]


def test_a_step_that_nobody_can_take_is_told(site, alice, benoit, admin, told):
    page = put_under_review(site, alice)
    assert told(decide, benoit, page) == {"alice", "benoit", "admin2"}  # nobody else for the second
    assert titles(benoit, LIST) == ["Un communiqué"]


def test_somebody_new_takes_it_up(site, alice, benoit, admin, told):
    page = put_under_review(site, alice)
    edit(benoit, page, title="Retouché")
    chloe = validator("chloe")
    assert section_of(chloe, LIST) is None
    assert titles(chloe, "a-relire") == ["Retouché"]


def test_who_left_reviews_nothing(site, alice, benoit, chloe, admin):
    page = put_under_review(site, alice)
    User.objects.filter(pk=chloe.pk).update(is_active=False)
    edit(benoit, page, title="Retouché")
    assert titles(admin, LIST) == ["Retouché"]
