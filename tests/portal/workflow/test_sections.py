"""The sections: their groups are made once for all, by a function that may run again."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

import pytest

from news.models import NEWS
from portal.models import ReviewTask, SectionResource
from portal.withdrawal import actions
from portal.workflow.resources import section_users, user_roles
from portal.workflow.sections import Role
from portal.workflow.setup import ADMINISTRATORS, SHARED_COLLECTION, set_up_index, set_up_sections
from press.embargo.permissions import can_hand_over
from press.section import PRESS
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import approve, person, put_under_review
from tests.support.sections import somebody


def made() -> list:
    """All that the function makes, with the keys of its rows."""
    tables = (Group, Group.permissions.through, Collection, GroupCollectionPermission)
    tables += (GroupPagePermission, Workflow, WorkflowTask, WorkflowPage, ReviewTask)
    tables += (ReviewTask.groups.through, SectionResource)
    return [sorted(map(str, table.objects.values_list())) for table in tables]


def test_what_is_made_again_is_as_it_was(site):
    before = made()
    set_up_sections()
    assert made() == before
    assert all(before)


def test_what_is_missing_comes_back(site):
    def names():
        return (
            set(Group.objects.values_list("name", flat=True)),
            set(Collection.objects.values_list("name", flat=True)),
            set(WorkflowTask.objects.values_list("workflow__name", "task__name")),
            set(WorkflowPage.objects.values_list("page", "workflow__name")),
            set(GroupPagePermission.objects.values_list("group__name", "permission__codename")),
            GroupCollectionPermission.objects.count(),
            Group.permissions.through.objects.count(),
        )

    before = names()
    Group.objects.get(name=PRESS.writers).delete()
    Group.objects.get(name=ADMINISTRATORS).permissions.clear()
    Collection.objects.get(name=NEWS.name).delete()
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    GroupCollectionPermission.objects.filter(collection__name=SHARED_COLLECTION).delete()
    WorkflowTask.objects.all().delete()
    WorkflowPage.objects.all().delete()
    assert names() != before
    set_up_sections()
    assert names() == before


def test_a_group_that_was_deleted_comes_back_with_its_powers(site):
    release = factories.PressReleasePageFactory(parent=site.press)
    old = person("benoit", PRESS.validators)
    Group.objects.get(name=PRESS.validators).delete()
    assert not actions.may_remove(type(old).objects.get(pk=old.pk), release)
    set_up_sections()
    set_up_sections()
    new = person("chloe", PRESS.validators)
    assert user_roles(new) == {(PRESS.key, Role.VALIDATORS)}
    assert actions.may_remove(new, release)
    assert can_hand_over(new)
    assert list(section_users(PRESS, Role.VALIDATORS)) == [new]
    page = put_under_review(site, person("alice", PRESS.writers))
    assert page.current_workflow_task.specific.reviewers(page) == [new]


def test_a_group_that_takes_the_first_name_of_another_takes_no_power(site):
    release = factories.PressReleasePageFactory(parent=site.press)
    Group.objects.filter(name=PRESS.validators).update(name="Porte-parole")
    Group.objects.create(name=PRESS.validators)
    set_up_sections()
    other = person("otto", PRESS.validators)
    assert not other.groups.get().permissions.exists()
    assert not user_roles(other)
    assert not actions.may_remove(other, release)
    assert actions.may_remove(person("benoit", "Porte-parole"), release)


def test_a_name_that_is_taken_gets_a_number(site):
    Group.objects.get(name=PRESS.validators).delete()
    Group.objects.filter(name=PRESS.writers).update(name=PRESS.validators)
    set_up_sections()
    assert user_roles(person("alice", PRESS.validators)) == {(PRESS.key, Role.WRITERS)}
    assert user_roles(person("benoit", f"{PRESS.validators} (2)")) == {(PRESS.key, Role.VALIDATORS)}


def test_a_workflow_without_a_row_for_its_review_publishes_nothing(site):
    SectionResource.objects.filter(section=NEWS.key).exclude(task=None).delete()
    author, reviewer = person("nora", NEWS.writers), person("noe", NEWS.validators)
    make = factories.NewsArticlePageFactory
    page = put_under_review(site, author, parent=site.news, factory=make)
    with pytest.raises(PermissionDenied):
        approve(page, reviewer)


def test_what_administrators_added_stays(site):
    writers = Group.objects.get(name=PRESS.writers)
    more = Permission.objects.get(codename="add_theme")
    writers.permissions.add(more)
    root = Collection.get_first_root_node()
    another = root.add_child(name="Archives")
    choose = Permission.objects.get(codename="choose_image")
    GroupCollectionPermission.objects.create(group=writers, collection=another, permission=choose)
    lock = Permission.objects.get(codename="lock_page")
    GroupPagePermission.objects.create(group=writers, page=site.agency, permission=lock)
    readers = Group.objects.create(name="Relecture extérieure")
    task = ReviewTask.objects.first()
    task.groups.set([readers])
    elsewhere = Workflow.objects.create(name="Circuit court")
    WorkflowPage.objects.filter(page=site.press.pk).update(workflow=elsewhere)
    before = made()
    set_up_sections()
    assert made() == before


def test_the_stock_groups_of_wagtail_go_where_nobody_is_in(db):
    Group.objects.create(name="Moderators")
    person("ancienne", Group.objects.create(name="Editors").name)
    set_up_sections()
    assert not Group.objects.filter(name="Moderators").exists()
    assert Group.objects.filter(name="Editors").exists()


def test_a_new_list_admits_its_people(site):
    site.jobs.delete()
    index = factories.RecruitmentIndexPageFactory(parent=site.home, slug="emplois")
    permissions = GroupPagePermission.objects.filter(page=index.pk)
    assert set(permissions.values_list("group__name", flat=True)) == {
        RECRUITMENT.writers,
        RECRUITMENT.validators,
    }
    assert index.get_workflow().name == RECRUITMENT.name
    offer = factories.JobOfferPageFactory(parent=index, live=False)
    assert offer.permissions_for_user(somebody("jobs writers")).can_edit()


def test_admitting_costs_little(site):
    """Each test that needs a site pays for it three times."""
    with CaptureQueriesContext(connection) as captured:
        set_up_index(site.press)
    assert len(captured) <= 6
