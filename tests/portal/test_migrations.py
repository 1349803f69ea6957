"""A database of the foundation, with content, is brought up to date and found whole."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from wagtail.models import Collection, Task, Workflow

import pytest

from portal.core.users import LONG_AGO
from portal.models import PublicationPage, SectionResource, Theme, User
from portal.withdrawal.actions import may_remove
from portal.workflow.resources import section_users, user_roles
from portal.workflow.sections import Role
from portal.workflow.setup import ADMINISTRATORS
from press.embargo.permissions import can_hand_over
from press.models import PRESS, PressReleasePage
from recruitment.lifecycle.actions import is_recruiter
from recruitment.models import RECRUITMENT, JobOfferPage, OfferReference, RecruitmentSettings
from tests.support import factories
from tests.support.people import approve, is_live, put_under_review, validator, writer

FOUNDATION = [
    ("portal", "0003_french_search"),
    ("news", "0001_initial"),
    ("press", "0001_initial"),
    ("recruitment", "0001_initial"),
]
BEFORE_RESOURCES = [
    ("portal", "0014_immutable_versions"),
    ("news", "0003_versions"),
    ("press", "0004_embargo"),
    ("recruitment", "0005_preparing"),
]
POWERS = ["withdraw", "hand_over", "act_on", "oversee"]


def migrate(targets) -> None:
    MigrationExecutor(connection).migrate(targets)


@pytest.mark.django_db(transaction=True)
def test_the_foundation_is_brought_up_to_date(site, client):
    theme = factories.ThemeFactory(name="Calcul")
    body = [{"type": "paragraph", "value": "<p>Un <b>supercalculateur</b>.</p>"}]
    for factory, parent in (
        (factories.NewsArticlePageFactory, site.news),
        (factories.PressReleasePageFactory, site.press),
        (factories.JobOfferPageFactory, site.jobs),
    ):
        factory(
            parent=parent,
            title="Un titre",
            themes=[theme],
            body=body,
            first_published_at=timezone.now(),
        )
    numbered = JobOfferPage.objects.get()
    OfferReference.objects.create(page=numbered, year=2026, number=12)
    named = factories.JobOfferPageFactory(parent=site.jobs, title="Autre")
    OfferReference.objects.create(page=named, year=2026, number=1, written="RH/7")
    to_prepare = "Un curriculum vitæ à jour\nLa référence de l’offre, à rappeler dans votre message"
    RecruitmentSettings.objects.update_or_create(pk=1, defaults={"to_prepare": to_prepare})
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        migrate([("recruitment", "0004_offers")])
        migrate(leaves)
        assert RecruitmentSettings.objects.get().to_prepare == "Un curriculum vitæ à jour"
        migrate(FOUNDATION)
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('portal_word'), to_regclass('portal_search_words')")
            assert cursor.fetchone() == (None, None)
    finally:
        migrate(leaves)
    offers = {offer.title: offer for offer in JobOfferPage.objects.all()}
    assert offers["Un titre"].reference == "AMIAD-2026-012"
    assert offers["Autre"].reference == "RH/7"
    assert [offer.places for offer in (numbered, named)] == [
        offers[title].places for title in ("Un titre", "Autre")
    ]
    assert offers["Autre"].closes_at == named.closes_at
    pages = PublicationPage.objects.listed().exclude(pk=named.pk).specific()
    assert len(pages) == 3
    assert all(page.body.raw_data[0]["value"] == body[0]["value"] for page in pages)
    assert Theme.objects.get().publication_themes.count() == 3
    release = PressReleasePage.objects.get()
    assert release.reference_number == f"CP-{release.first_published_at.year}-001"
    assert client.get("/recherche/?q=supercalculateurs").context["paginator"].count == 3


@pytest.mark.django_db(transaction=True)
def test_groups_and_reviews_of_before_keep_their_people(site):
    """Those of an installation whose groups were looked up by their names."""
    alice, benoit, chloe = writer("alice"), validator("benoit"), validator("chloe")
    rachel = writer("rachel", RECRUITMENT)
    release = factories.PressReleasePageFactory(parent=site.press)
    reviewed = put_under_review(site, alice, benoit, title="Relu")
    models = [Group, Task, Workflow, Collection]
    before = [sorted(model.objects.values_list("pk", "name")) for model in models]
    people = Permission.objects.filter(codename__in=["change_user", "change_group"])
    administrators = Group.objects.get(name=ADMINISTRATORS)
    administrators.permissions.add(*people)
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        migrate(BEFORE_RESOURCES)
        for start in POWERS:
            Permission.objects.filter(codename__startswith=f"{start}_").delete()
    finally:
        call_command("migrate", verbosity=0)
    assert MigrationExecutor(connection).migration_plan(leaves) == []
    assert [sorted(model.objects.values_list("pk", "name")) for model in models] == before
    assert SectionResource.objects.exclude(group=None).count() == Group.objects.count()
    assert SectionResource.objects.exclude(task=None).count() == Task.objects.count()
    assert user_roles(alice) == {(PRESS.key, Role.WRITERS)}
    assert set(section_users(PRESS, Role.VALIDATORS)) == {benoit, chloe}
    benoit, rachel = (User.objects.get(pk=user.pk) for user in (benoit, rachel))
    assert benoit.powers_since == LONG_AGO
    assert not administrators.permissions.filter(pk__in=people).exists()
    assert may_remove(benoit, release)
    assert can_hand_over(benoit)
    assert is_recruiter(rachel)
    approve(reviewed, chloe)
    assert is_live(reviewed)
