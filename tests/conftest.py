"""The ground of the tests: a small site, and the roots of the tree after a flush."""

import copy
from io import StringIO
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from wagtail.models import Collection, Locale, Page, Site

import pytest

from portal.demo import gallery
from portal.desk.establish import ADMINISTRATORS, establish
from portal.models import User
from tests import factories, secret_site
from tests.people import person, validator, writer


@pytest.fixture(autouse=True)
def cold_caches():
    """No test profits from the cache of another one."""
    cache.clear()


def plant_roots() -> None:
    """The rows that Wagtail's migrations write, which a browser test's flush takes away."""
    if Page.get_first_root_node() is None:
        Locale.objects.get_or_create(language_code="fr")
        Page.add_root(instance=Page(title="Root", slug="root"))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if not Group.objects.filter(name=ADMINISTRATORS).exists():
        establish()


def make_site() -> SimpleNamespace:
    """A home page with its three lists and the agency's page, as the portal's only site."""
    plant_roots()
    root = Page.get_first_root_node()
    root.get_children().delete()
    root.refresh_from_db()
    home = factories.HomePageFactory(parent=root, title="Accueil", slug="accueil")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    menu = {"parent": home, "show_in_menus": True}
    return SimpleNamespace(
        home=home,
        agency=factories.AgencyPageFactory(title="L’agence", slug="l-agence", **menu),
        news=factories.NewsIndexPageFactory(title="Actualités", slug="actualites", **menu),
        press=factories.PressIndexPageFactory(title="Presse", slug="presse", **menu),
        jobs=factories.RecruitmentIndexPageFactory(title="Recrutement", slug="recrutement", **menu),
    )


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker) -> SimpleNamespace:
    """The small site, built once for the tests of a file: each takes back what it changes.

    A file with a test that commits makes its own ground, anew for each test.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_site()
        transaction.set_rollback(True)


@pytest.fixture
def site(ground, db) -> SimpleNamespace:
    return copy.deepcopy(ground)


@pytest.fixture
def alice(site) -> User:
    return writer("alice")


@pytest.fixture
def benoit(site) -> User:
    return validator("benoit")


@pytest.fixture
def chloe(site) -> User:
    return validator("chloe")


@pytest.fixture
def denis(site) -> User:
    return validator("denis")


@pytest.fixture
def chief(site) -> User:
    return person("chef", is_staff=True, is_superuser=True)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration, built once for all; small pictures, which only a reader can tell."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(gallery, "LANDSCAPE", (160, 90))
        patch.setattr(gallery, "SQUARE", (90, 90))
        with transaction.atomic():
            output = StringIO()
            call_command("demo", stdout=output)
            yield output.getvalue()
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker) -> SimpleNamespace:
    """What the press prepares and who works beside it, built once for the tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield secret_site.make_desk(make_site())
        transaction.set_rollback(True)
