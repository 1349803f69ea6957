"""Administrators rename groups, tasks, workflows and collections: every power and mail stays."""

import copy
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import Model
from django.urls import reverse

from wagtail.models import Collection, GroupCollectionPermission, Page, Task, Workflow, WorkflowTask

import pytest

from news.models import NEWS
from portal.models import Image
from portal.workflow import emergency
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from recruitment.lifecycle import actions as offers
from recruitment.lifecycle import reminders
from recruitment.lifecycle.reminders import ReminderKind
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.embargoes import embargoed
from tests.support.people import (
    decide,
    draft,
    is_live,
    logged_in,
    person,
    put_under_review,
    seen,
    submit,
    validator,
    writer,
)
from tests.support.withdrawals import fresh, published, remove, reopen, withdraw
from tests.support.worklist import landing_page, titles

RENAMED = [Group, Task, Workflow, Collection]
OFFERS = "/gestion/recrutement/offres/"


def rename_all() -> None:
    for model in RENAMED:
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(name=f"Renommé {model.__name__} {row.pk}")


def names(model: type[Model]) -> list:
    return sorted(model.objects.values_list("pk", "name"))


@pytest.fixture(scope="module")
def all_scene(common_site) -> SimpleNamespace:
    """People of each section with a text in each place, and all that they are in renamed since."""
    site = common_site
    scene = SimpleNamespace(
        site=site,
        alice=writer("alice"),
        benoit=validator("benoit"),
        chloe=validator("chloe"),
        nora=writer("nora", NEWS),
        noe=validator("noe", NEWS),
        rachel=writer("rachel", RECRUITMENT),
        romain=validator("romain", RECRUITMENT),
        adele=person("adele", ADMINISTRATORS),
        chief=person("chief", is_staff=True, is_superuser=True),
        gone=person("gone", PRESS.validators, NEWS.validators, RECRUITMENT.validators),
    )
    scene.gone.is_active = False
    scene.gone.save()
    scene.article = published(factories.NewsArticlePageFactory, parent=site.news, title="Article")
    scene.release = published(factories.PressReleasePageFactory, parent=site.press, title="Texte")
    scene.offer = published(factories.JobOfferPageFactory, parent=site.jobs, title="Offre")
    article = {"parent": site.news, "factory": factories.NewsArticlePageFactory}
    scene.reviewed = put_under_review(site, scene.alice, title="Relu communiqué")
    scene.reviewed_article = put_under_review(site, scene.nora, title="Relu article", **article)
    scene.embargoed = embargoed(site, scene)
    scene.press_files = Collection.objects.get(name=PRESS.name).pk
    rename_all()
    return scene


@pytest.fixture
def scene(all_scene, site) -> SimpleNamespace:
    return copy.deepcopy(all_scene)


@pytest.fixture
def mailed(mailoutbox, django_capture_on_commit_callbacks):
    """The first names to which something sends mails."""

    def watch(do, *args, **kwargs) -> list[str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        return sorted(mail.to[0].partition("@")[0] for mail in mailoutbox)

    return watch


def opening(scene, path: str) -> set[str]:
    """The people for whom this screen opens."""
    people = "alice benoit nora noe rachel romain adele chief".split()
    return {name for name in people if logged_in(getattr(scene, name)).get(path).status_code == 200}


# What each may do


def test_the_same_people_withdraw(scene):
    for page, allowed in (
        (scene.release, {"benoit", "adele", "chief"}),
        (scene.article, {"noe", "adele", "chief"}),
        (scene.offer, set()),
    ):
        assert opening(scene, reverse("withdraw", args=[page.pk])) == allowed


def test_the_same_people_hand_over_under_embargo(scene):
    path = reverse("embargo_hand_over", args=[scene.embargoed.pk])
    assert opening(scene, path) == {"benoit"}
    editor = logged_in(scene.benoit).get(f"/gestion/pages/{scene.embargoed.pk}/edit/")
    assert path in editor.content.decode()


def test_the_same_people_keep_the_board_of_offers(scene):
    recruiters = {"rachel", "romain", "adele", "chief"}
    follow = reverse("offer_follow", args=[scene.offer.pk])
    for path in (OFFERS, follow, reverse("offer_fill", args=[scene.offer.pk])):
        assert opening(scene, path) == recruiters
    offers.fill(scene.offer, scene.rachel, posts=1)
    assert fresh(scene.offer).outcome


def test_each_finds_the_same_lists_on_arriving(scene):
    assert titles(scene.benoit, "a-relire") == ["Relu communiqué"]
    assert titles(scene.noe, "a-relire") == ["Relu article"]
    assert titles(scene.alice, "en-relecture") == ["Relu communiqué"]
    for overseer in (scene.adele, scene.chief):
        assert sorted(titles(overseer, "a-relire")) == ["Relu article", "Relu communiqué"]
    for user, gives in ((scene.benoit, True), (scene.alice, False), (scene.chief, False)):
        assert titles(user, "embargos") == ["Un accord majeur"]
        link = reverse("embargo_hand_over", args=[scene.embargoed.pk])
        assert (link in str(landing_page(user))) == gives
    assert titles(scene.rachel, "publies") == ["Offre"]


# Reviews


def test_a_text_is_reviewed_to_its_publication(scene, mailed):
    page = draft(scene.site, scene.alice, title="Un autre")
    assert mailed(submit, scene.alice, page) == ["benoit", "chloe"]
    assert mailed(decide, scene.benoit, page) == ["alice", "chloe"]
    assert not is_live(page)
    decide(scene.benoit, page)
    assert not is_live(page)
    assert mailed(decide, scene.chloe, page) == ["alice"]
    assert is_live(page)


def test_the_last_review_says_that_it_publishes(scene):
    def labels() -> list[str]:
        task = Page.objects.get(pk=scene.reviewed.pk).current_workflow_task.specific
        return [str(label) for _name, label, _modal in task.get_actions(scene.reviewed, user)]

    user = scene.benoit
    assert "Approuver" in labels()
    decide(user, scene.reviewed)
    user = scene.chloe
    assert "Approuver et publier" in labels()


# Mails


def test_an_emergency_is_told_to_the_same_people(scene, mailed):
    page, reason = fresh(scene.reviewed), "Une rectification doit paraître ce soir."
    sent = mailed(emergency.publish, page, scene.chief, reason, seen(page))
    assert sent == ["alice", "benoit", "chloe"]


def test_a_withdrawal_is_told_to_the_same_people(scene, mailed):
    assert mailed(withdraw, scene.release, scene.benoit) == ["alice", "chloe"]
    assert mailed(reopen, scene.release, scene.chief) == ["alice", "benoit", "chloe"]
    assert mailed(remove, scene.article, scene.adele) == ["noe", "nora"]


def test_recruiters_are_reminded(scene, mailed):
    assert mailed(reminders.send_reminder, scene.offer, ReminderKind.SOON) == ["rachel", "romain"]


# The set-up


def test_the_next_migration_makes_no_twin(scene):
    before = [names(model) for model in RENAMED]
    rights = GroupCollectionPermission.objects.count(), WorkflowTask.objects.count()
    call_command("migrate", verbosity=0)
    assert [names(model) for model in RENAMED] == before
    assert (GroupCollectionPermission.objects.count(), WorkflowTask.objects.count()) == rights


def test_files_still_go_into_the_collection_of_the_section(scene):
    client = logged_in(scene.alice)
    for target in Collection.objects.all():
        values = {"title": "Un fichier", "alt": "Un fichier", "file": factories.picture_file()}
        values["collection"] = target.pk
        fields = {f"image-chooser-upload-{name}": value for name, value in values.items()}
        client.post("/gestion/images/chooser/create/", fields)
    assert {image.collection_id for image in Image.objects.all()} == {scene.press_files}
