"""The ground of the tests: a small site, and the roots of the tree after a flush."""

import copy
import gc
from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from wagtail.models import Collection, Locale, Page, Site

import _pytest.main
import pytest
import pytest_django.fixtures
from xdist.scheduler import LoadFileScheduling

from portal.models import User
from portal.uploads import images
from portal.withdrawal import Tombstone
from portal.workflow.setup import ADMINISTRATORS, establish
from tests.support import clocks, factories, secret_site
from tests.support.people import person, validator, writer
from tests.support.withdrawals import fresh

DEMONSTRATION = "tests/portal/demo/"

# Fixtures of ours ask for the database where pytest-django looks for marks only: without a
# database of the tests, they would empty that of whoever develops.
pytest_django.fixtures._get_databases_for_setup = lambda items: ({"default"}, set())


def roomily(function):
    """Call it with room for all the frames of what it calls.

    Python keeps frames in chunks of 16 kB. When one is full, the next call asks the system for
    another, given back on return: a loop that happens to run there takes ten times as long. The
    chunk of a large frame is large, and what it calls fits in what is left of it.
    """
    return function()


roomily.__code__ = roomily.__code__.replace(co_stacksize=2**17)


def pytest_cmdline_main(config):
    return roomily(partial(_pytest.main.pytest_cmdline_main, config))


def pytest_collection_finish(session):
    """What is loaded by now stays: the collector need not go through it, nor come so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Scheduling(LoadFileScheduling):
    """A file to a worker; the files that read the demonstration to one, which builds it once."""

    def _split_scope(self, nodeid: str) -> str:
        return DEMONSTRATION if nodeid.startswith(DEMONSTRATION) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log) -> Scheduling | None:
    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None


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


@receiver(post_migrate)
def replant(app_config, **kwargs) -> None:
    """After a flush, as after the migrations."""
    if app_config == [*apps.get_app_configs()][-1]:
        plant_roots()


def clear() -> Page:
    """Leave the root of the tree alone."""
    plant_roots()
    root = Page.get_first_root_node()
    root.get_children().delete()
    Tombstone.objects.all().delete()  # of the pages that went
    root.refresh_from_db()
    Site.objects.all().delete()
    return root


def make_site() -> SimpleNamespace:
    """A home page with its three lists and the agency's page, as the portal's only site."""
    home = factories.HomePageFactory(parent=clear(), title="Accueil", slug="accueil")
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    menu = {"parent": home, "show_in_menus": True}
    return SimpleNamespace(
        home=home,
        agency=factories.AgencyPageFactory(title="L’agence", slug="l-agence", **menu),
        news=factories.NewsIndexPageFactory(title="Actualités", slug="actualites", **menu),
        press=factories.PressIndexPageFactory(title="Presse", slug="presse", **menu),
        jobs=factories.RecruitmentIndexPageFactory(title="Recrutement", slug="recrutement", **menu),
    )


@pytest.fixture(scope="session")
def ground(django_db_setup, django_db_blocker) -> SimpleNamespace:
    """The small site, kept in the database from one test to the next."""
    with django_db_blocker.unblock():
        return make_site()


@pytest.fixture(scope="session")
def lay(ground, django_db_blocker) -> Callable[[], SimpleNamespace]:
    """The small site, laid anew where a test that cannot be rolled back took it away.

    To call before a transaction opens, or every test after that one would lay it again.
    """

    def again() -> SimpleNamespace:
        with django_db_blocker.unblock():
            if not Page.objects.filter(pk=ground.home.pk, url_path=ground.home.url_path).exists():
                vars(ground).update(vars(make_site()))
            return copy.deepcopy(ground)

    return again


@pytest.fixture
def laid(lay) -> SimpleNamespace:
    return lay()


@pytest.fixture
def site(laid, db) -> SimpleNamespace:
    return laid


@pytest.fixture(scope="module")
def quick_avif() -> Iterator[None]:
    """Pictures are encoded with little care."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(images, "AVIF_SPEED", 10)
        yield


@pytest.fixture(scope="module")
def common_site(lay, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The small site, for what all the tests of a file need: they find it as the last one left it.

    Such a file has no test that wants the site alone.
    """
    small = lay()
    with django_db_blocker.unblock(), transaction.atomic():
        yield small
        transaction.set_rollback(True)


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
def desk(common_site) -> SimpleNamespace:
    """What the press prepares and who works beside it, built once for the tests of a file."""
    return secret_site.make_desk(common_site)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """A transaction that ends: Wagtail tells only then that an address has changed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rename(commit):
    """Publish the page under another slug."""

    def publish(page, slug: str) -> Page:
        with commit():
            page = fresh(page)
            page.slug = slug
            page.save_revision().publish()
        return fresh(page)

    return publish


@pytest.fixture
def move(commit):
    def to(page, parent) -> Page:
        with commit():
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), "last-child")
        return fresh(page)

    return to


@pytest.fixture
def stop_clock(monkeypatch):
    """`stop_clock(moment)`, as often as one likes."""
    return partial(clocks.stop, monkeypatch)
