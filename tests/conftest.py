"""The ground of the tests: a small site, and the roots of the tree after a flush."""

import copy
import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace

from django.apps import apps
from django.core.cache import cache
from django.core.signals import setting_changed
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from wagtail.models import Page

import pytest

from portal.core.large_frame import call_with_room
from portal.models import User
from portal.site.frame import read_frame
from portal.uploads import images
from tests.support import clocks
from tests.support.database_roles import create_runtime_role, execute, let_tables_be_emptied
from tests.support.people import person, validator, writer
from tests.support.secret_site import make_secret_site
from tests.support.site import make_site, plant_roots
from tests.support.withdrawals import fresh


def pytest_cmdline_main(config: pytest.Config):
    """Run all the tests above a large frame."""
    others = config.pluginmanager.subset_hook_caller(
        "pytest_cmdline_main", remove_plugins=[sys.modules[__name__]]
    )
    return call_with_room(partial(others, config=config))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the garbage collector leave out what is loaded by now, and come less often.

    It takes 8 % less processor time with Python 3.11.2.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for the database through a fixture of a file or of the session.

    pytest-django makes a database for the tests when one of them bears the mark, or asks itself for
    a fixture such as `db`. Without it, our fixtures would write into the developer's own.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "django_db_setup" in fixtures and not fixtures & {"db", "transactional_db"}:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def cold_caches():
    """No test profits from the cache of another one."""
    cache.clear()
    read_frame.cache_clear()


@receiver(setting_changed)
def forget_frames(**kwargs) -> None:
    """No process but that of the tests changes its settings."""
    read_frame.cache_clear()


@receiver(post_migrate)
def replant(app_config, **kwargs) -> None:
    """After a flush, as after the migrations; let the next flush empty all tables."""
    if app_config == [*apps.get_app_configs()][-1]:
        if not connection.in_atomic_block:  # else the triggers are rolled back with the test
            let_tables_be_emptied()
        plant_roots()


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


@pytest.fixture
def runtime_role(site) -> str:
    """The rest of the test acts as the runtime role, until its transaction is rolled back."""
    role = create_runtime_role()
    execute(f"SET LOCAL ROLE {role}")
    return role


@pytest.fixture(scope="module")
def office(common_site) -> SimpleNamespace:
    """What the press prepares and who works beside it, built once for the tests of a file."""
    return make_secret_site(common_site)


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
