"""The worker, in processes of its own: punctual, restarted, replaced, and heard when it fails."""

import datetime
import signal
import time
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search import index

import psutil
import pytest
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from news.models import NEWS
from portal.models import Heartbeat
from portal.worker import alarms, due, jobs, nightly
from portal.worker.clock import Clock
from portal.worker.heart import ROLES
from portal.worker.jobs import Jobs
from portal.worker.lock import SPACE
from press.models import PRESS
from tests import factories
from tests.conftest import make_site
from tests.jobs import broken, slow_once
from tests.people import at_desk, person, validator
from tests.workers import approved, bring_to, children, eventually, schedule, working

TRY_AGAIN = "/gestion/taches/relancer/"
SECOND = datetime.timedelta(seconds=1)
LATEST = 5  # seconds: a machine that is busy with tests is forgiven some
real = pytest.mark.django_db(transaction=True)


@pytest.fixture
def live_tables(transactional_db):
    return make_site()


def draft(site, title="Un article", **fields) -> Page:
    return factories.NewsArticlePageFactory(parent=site.news, title=title, live=False, **fields)


def published(parent, factory=factories.NewsArticlePageFactory, **fields) -> Page:
    """A page that went public as pages do, by a revision."""
    page = factory(parent=parent, **fields)
    page.save_revision().publish()
    return page


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def scheduled_publications(page: Page):
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled")


def clock() -> Clock:
    return Clock(SimpleNamespace(ended=False))


# In processes of its own


def test_the_clock_is_punctual_while_a_job_lasts(live_tables, client, tmp_path):
    pages = [draft(live_tables, f"Article {n}") for n in range(4)]
    over = factories.PressReleasePageFactory(parent=live_tables.press)
    path = tmp_path / "job"
    with working():
        slow_once.enqueue(str(path))
        eventually(path.exists)
        client.get(over.url)  # what the first request loads is no delay of the clock's
        revisions = [approved(page) for page in pages]
        start = timezone.now() + SECOND
        moments = {page: start + n * 0.35 * SECOND for n, page in enumerate(pages)}
        for revision, at in zip(revisions, moments.values(), strict=True):
            bring_to(at, revision)
        end = start + 2 * SECOND
        Page.objects.filter(pk=over.pk).update(expire_at=end)
        changed = watch(client, pages, over)
        assert DBTaskResult.objects.running().exists()
        path.unlink()
    for page, at in moments.items():
        assert 0 <= (changed[page] - at).total_seconds() < LATEST
        assert [entry.user for entry in scheduled_publications(page)] == [None]
    assert 0 <= (changed[over] - end).total_seconds() < LATEST
    assert Page.objects.get(pk=over.pk).expired


def watch(client, pages, over) -> dict:
    """When each page was first seen as it should be; before that, it never is."""
    wanted = dict.fromkeys(pages, 200) | {over: 404}
    changed = {}
    deadline = time.monotonic() + 15
    while len(changed) < len(wanted) and time.monotonic() < deadline:
        for page in wanted.keys() - changed.keys():
            if client.get(page.url).status_code == wanted[page]:
                changed[page] = timezone.now()
    return changed


def test_what_was_due_meanwhile_is_published_and_one_failure_stops_nobody(live_tables, client):
    past = timezone.now() - 60 * SECOND
    broken_page = draft(live_tables, "En panne", slug="en-panne")
    others = [draft(live_tables, f"À l’heure {n}") for n in range(2)]
    for n, page in enumerate([broken_page, *others]):
        schedule(page, past + n * SECOND)
    squatter = factories.NewsArticlePageFactory(parent=live_tables.news, slug="pris")
    Page.objects.filter(pk=squatter.pk).update(slug="en-panne")
    Page.objects.filter(pk=broken_page.pk).update(slug="autre")
    with working():
        eventually(lambda: all(is_live(page) for page in others))
        eventually(lambda: Heartbeat.objects.filter(role="clock", trouble__contains="En panne"))
        assert not is_live(broken_page)
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert response.json()["worker"].startswith("1 late")
        assert "En panne" not in response.content.decode()
        Page.objects.filter(pk=squatter.pk).update(slug="ailleurs")
        eventually(lambda: is_live(broken_page))
        eventually(lambda: not Heartbeat.objects.exclude(trouble="").exists())
        assert client.get("/health/ready").status_code == 200


def test_a_child_that_dies_is_born_again_and_its_job_is_done(live_tables, tmp_path):
    path = tmp_path / "job"
    page = draft(live_tables)
    with working() as [worker]:
        result = slow_once.enqueue(str(path))
        eventually(path.exists)
        dead = children(worker)
        for child in dead:
            child.kill()
        psutil.wait_procs(dead)
        eventually(lambda: len(children(worker)) == len(ROLES))
        schedule(page, timezone.now())
        eventually(lambda: is_live(page))
        done = DBTaskResult.objects.filter(pk=result.id, status=TaskResultStatus.SUCCESSFUL)
        assert len(eventually(done.first).worker_ids) == 2


def test_another_worker_takes_over_and_no_orphan_stays(live_tables):
    page, later = draft(live_tables), draft(live_tables)
    with working(2) as workers:
        schedule(page, timezone.now())
        eventually(lambda: is_live(page))
        orphans = children(workers[0])
        workers[0].kill()
        _gone, alive = psutil.wait_procs(orphans, timeout=3)
        assert not alive
        schedule(later, timezone.now())
        eventually(lambda: is_live(later), seconds=5)
        cut_all_connections()
        again = draft(live_tables)
        schedule(again, timezone.now())
        eventually(lambda: is_live(again), seconds=5)
        assert len(children(workers[1])) == len(ROLES)  # none had to be born again
        family = children(workers[1])
        workers[1].send_signal(signal.SIGTERM)
        assert workers[1].wait(timeout=5) == 0
        assert not any(child.is_running() for child in family)
    for one in (page, later, again):
        assert scheduled_publications(one).count() == 1


def cut_all_connections() -> None:
    """What the workers see when the database is restarted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


# The clock, moment by moment


def only_event():
    [event] = due.until(timezone.now())
    return event


def test_nothing_is_done_early(site):
    page = draft(site)
    schedule(page, timezone.now() + SECOND)
    assert due.until(timezone.now()) == []
    clock().work()
    assert not is_live(page)


def test_what_was_put_off_since_it_was_looked_for_waits(site):
    """Wagtail reads the moment in the revision: one that was moved must not be early."""
    page = draft(site)
    revision = schedule(page, timezone.now())
    event = only_event()
    bring_to(timezone.now() + 60 * SECOND, revision)
    event.act()
    assert not is_live(page)
    assert not scheduled_publications(page).exists()


@pytest.mark.parametrize("change", ["cancelled", "deleted"])
def test_what_was_taken_back_since_it_was_looked_for_stays_back(site, change):
    page = draft(site)
    revision = schedule(page, timezone.now())
    event = only_event()
    if change == "cancelled":
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    else:
        Page.objects.get(pk=page.pk).delete()
    event.act()
    assert not Page.objects.filter(pk=page.pk, live=True).exists()


def test_a_live_page_is_updated_and_a_newer_draft_stays_one(site, client):
    page = published(site.press, factories.PressReleasePageFactory, title="Ancien")
    schedule(page, timezone.now(), title="Nouveau")
    again = Page.objects.get(pk=page.pk).specific
    again.title = "Brouillon"
    again.save_revision()
    assert is_live(page)  # with the old text, until the clock comes
    assert "Ancien" in client.get(page.url).content.decode()
    clock().work()
    assert "Nouveau" in client.get(page.url).content.decode()
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


TYPES = {
    "press": (factories.PressReleasePageFactory, "press"),
    "news": (factories.NewsArticlePageFactory, "news"),
    "jobs": (factories.JobOfferPageFactory, "jobs"),
    "standard": (factories.StandardPageFactory, "home"),
    "list": (factories.NewsIndexPageFactory, "home"),
}


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_page_appears_and_disappears(site, client, kind):
    factory, parent = TYPES[kind]
    page = factory(parent=getattr(site, parent), live=False)
    schedule(page, timezone.now(), expire_at=timezone.now() + 60 * SECOND)
    clock().work()
    assert client.get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    clock().work()
    assert client.get(page.url).status_code == 404
    page = Page.objects.get(pk=page.pk)
    assert page.expired
    ends = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled")
    assert ends.get().user is None


def test_an_expiry_leaves_what_is_to_follow(site):
    """Wagtail's own forgets the publication that was approved for later."""
    page = published(site.news)
    later = timezone.now() + 60 * SECOND
    revision = schedule(page, later)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    assert is_live(page)
    clock().work()
    assert not is_live(page)
    revision.refresh_from_db()
    assert revision.approved_go_live_at == later


def test_what_was_over_before_it_began_is_never_seen(site):
    page = draft(site)
    past = timezone.now() - 60 * SECOND
    schedule(page, past - 60 * SECOND, expire_at=past)
    our_clock = clock()
    our_clock.work()
    assert not is_live(page)
    assert "sa fin est passée" in our_clock.trouble
    assert "choisissez d’autres dates" in landing(validator("alice", NEWS))


def test_a_failure_is_tried_again_less_and_less_often(site, monkeypatch):
    schedule(draft(site), timezone.now())
    attempts = []

    def fail(self):
        attempts.append(time.monotonic())
        raise ValueError

    monkeypatch.setattr(due.Publication, "act", fail)
    our_clock = clock()
    our_clock.work()
    assert our_clock.work() == pytest.approx(0.25, abs=0.1)
    assert len(attempts) == 1
    time.sleep(0.26)
    our_clock.work()
    assert our_clock.work() == pytest.approx(0.5, abs=0.1)
    assert len(attempts) == 2


def test_a_text_whose_type_is_no_more_stops_nobody(site, chief):
    lost, page = draft(site, "Perdu"), draft(site)
    revision = schedule(lost, timezone.now() - 60 * SECOND)
    schedule(page, timezone.now())
    gone = ContentType.objects.create(app_label="gone", model="page")
    Revision.objects.filter(pk=revision.pk).update(content_type=gone)
    our_clock = clock()
    our_clock.work()
    assert is_live(page)
    assert "Perdu" in our_clock.trouble
    assert "Perdu" in landing(chief)


def test_a_failure_of_months_is_still_tried_again(site, monkeypatch):
    schedule(draft(site), timezone.now())
    monkeypatch.setattr(due.Publication, "act", lambda self: 1 / 0)
    our_clock = clock()
    our_clock.work()
    [setback] = our_clock.setbacks.values()
    setback.failures, setback.again = 100_000, 0
    our_clock.work()
    assert our_clock.setbacks


@pytest.mark.django_db(transaction=True)
def test_a_text_that_somebody_holds_does_not_hold_the_others(live_tables):
    held, free = draft(live_tables, "Pris"), draft(live_tables, "Libre")
    past = timezone.now() - SECOND
    schedule(held, past - SECOND)
    schedule(free, past)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT FROM wagtailcore_page WHERE id = %s FOR UPDATE", [held.pk])
            began = time.monotonic()
            clock().work()
            assert is_live(free)
            assert not is_live(held)
            assert time.monotonic() - began < 3
    finally:
        other.close()
    clock().work()
    assert is_live(held)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [Clock, Jobs])
def test_one_worker_at_a_time_has_the_role(live_tables, role):
    schedule(draft(live_tables), timezone.now())
    broken.enqueue()
    other = connection.copy()
    mine = role(SimpleNamespace(ended=False))
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [SPACE, role.lock_number])
        assert mine.turn() == 1
        assert len(due.until(timezone.now())) == 1
        assert statuses() == ["READY"]
        assert not Heartbeat.objects.exists()
    finally:
        other.close()
    eventually(lambda: mine.turn() == 0)
    assert Heartbeat.objects.get().role == role.name
    connection.close()  # the lock goes with the session, and is taken again
    assert not mine.lock.is_held()
    mine.turn()
    assert mine.lock.is_held()


def test_the_looks_of_each_second_do_not_grow(site, django_assert_num_queries):
    for _ in range(3):
        schedule(draft(site), timezone.now() + 60 * SECOND)
    our_clock = clock()
    our_clock.work()
    with django_assert_num_queries(2 + len(due.sources)):
        our_clock.work()


def test_what_applications_add_stops_no_text(site, monkeypatch, caplog):
    def broken(moment):
        raise ZeroDivisionError

    monkeypatch.setattr(due, "sources", [broken, *due.sources])
    page = draft(site)
    schedule(page, timezone.now() - SECOND)
    clock().work()
    assert is_live(page)
    assert "ZeroDivisionError" in caplog.text


# Jobs


def jobs_role() -> Jobs:
    role = Jobs(SimpleNamespace(ended=False))
    role.begin()
    return role


def statuses() -> list[str]:
    return list(jobs.ours().order_by("enqueued_at").values_list("status", flat=True))


def test_wagtails_tasks_run_at_once_and_ours_wait(site):
    index.insert_or_update_object(draft(site))
    assert statuses() == []
    nightly.forget_searches.enqueue()
    assert statuses() == ["READY"]
    assert jobs_role().work() == 0
    assert statuses() == ["SUCCESSFUL"]


def test_a_job_that_kills_its_runner_is_given_up(db):
    broken.enqueue()
    jobs.ours().update(status="RUNNING", worker_ids=["a", "b"])
    jobs.requeue()
    assert statuses() == ["READY"]
    jobs.ours().update(status="RUNNING", worker_ids=["a"] * jobs.ATTEMPTS)
    jobs.requeue()
    assert statuses() == ["FAILED"]


def test_the_jobs_of_the_night_are_enqueued_once(db):
    night = nightly.enqueue(since=None)
    assert jobs.ours().count() == len(nightly.jobs) >= 4
    nightly.enqueue(since=None)  # another worker, or the same started again
    assert nightly.enqueue(since=night) == night
    assert jobs.ours().count() == len(nightly.jobs)
    jobs.ours().update(enqueued_at=night - SECOND)
    nightly.enqueue(since=night - 24 * 3600 * SECOND)
    assert jobs.ours().count() == 2 * len(nightly.jobs)
    role = jobs_role()
    while role.work() == 0:
        pass
    assert set(statuses()) == {"SUCCESSFUL"}


@pytest.mark.parametrize(("now", "day"), [("02:59", 21), ("03:00", 22), ("23:30", 22)])
def test_the_night_is_the_one_of_paris(monkeypatch, now, day):
    paris = timezone.get_default_timezone()
    moment = datetime.datetime.fromisoformat(f"2026-11-22T{now}:00").replace(tzinfo=paris)
    monkeypatch.setattr(timezone, "localtime", lambda: moment)
    assert nightly.latest().isoformat() == f"2026-11-{day}T03:00:00+01:00"


def test_an_indexing_that_fails_becomes_a_job(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    page = draft(site)

    def fail(*args):
        raise ValueError

    with monkeypatch.context() as broken_index, django_capture_on_commit_callbacks(execute=True):
        broken_index.setattr("modelsearch.index.insert_or_update_object", fail)
        page.save()
    [result] = jobs.ours().filter(task_path__contains="insert_or_update_object")
    assert jobs.failed() == []
    role = jobs_role()
    while role.work() == 0:
        pass
    result.refresh_from_db()
    assert result.status == "SUCCESSFUL"


# Alarms


@pytest.fixture
def beating(db):
    for role in ROLES:
        Heartbeat.beat(role)


def health(client) -> tuple[int, str]:
    response = client.get("/health/ready")
    return response.status_code, response.json()["worker"]


def landing(user) -> str:
    return at_desk(user).get("/gestion/").content.decode()


@pytest.fixture
def chief(site):
    return person("cheffe", is_superuser=True)


def test_all_is_well(client, site, chief, beating):
    schedule(draft(site), timezone.now() + 60 * SECOND)
    assert health(client) == (200, "ok")
    assert 'id="panel-alarms' not in landing(chief)


def test_a_site_without_a_worker_is_degraded_not_broken(client, site, chief):
    assert health(client) == (200, "degraded: clock silent, jobs silent, post silent")
    assert "ne donne plus signe de vie" in landing(chief)


def test_silence_is_heard_after_a_minute(client, site, beating):
    Heartbeat.objects.filter(role="post").update(at=timezone.now() - 61 * SECOND)
    assert health(client) == (200, "degraded: post silent")


def test_a_long_job_is_no_silence(client, site, beating):
    Heartbeat.objects.filter(role="jobs").delete()
    broken.enqueue()
    jobs.ours().update(status="RUNNING", started_at=timezone.now() - 120 * SECOND)
    assert health(client) == (200, "ok")
    jobs.ours().update(started_at=timezone.now() - 2 * alarms.LONGEST_JOB)
    assert health(client) == (200, "degraded: jobs silent")


@pytest.mark.parametrize("late", ["publication", "expiry"])
def test_what_is_late_fails_the_portal_and_is_told_to_its_section(client, site, beating, late):
    alice, bruno = validator("alice", NEWS), validator("bruno", PRESS)
    assert "Bientôt" not in landing(alice)
    if late == "publication":
        schedule(draft(site, "Bientôt"), timezone.now() - 75 * SECOND)
    else:
        page = factories.NewsArticlePageFactory(parent=site.news, title="Bientôt")
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - 75 * SECOND)
    status, words = health(client)
    assert status == 503
    assert words.startswith("1 late, the first by 7")
    assert "Alertes" in landing(alice)
    assert "Bientôt" in landing(alice)
    assert "Alertes" not in landing(bruno)
    assert "Bientôt" not in landing(bruno)


def test_a_failed_job_is_told_and_tried_again(client, site, chief, beating, caplog):
    broken.enqueue()
    role = jobs_role()
    role.work()
    assert "Rien ne va." in caplog.text
    assert health(client) == (200, "degraded: 1 failed jobs")
    assert "builtins.ValueError" in landing(chief)
    assert "ValueError" not in landing(validator("alice", NEWS))
    at_desk(chief).post(TRY_AGAIN)
    assert statuses() == ["FAILED", "READY"]
    assert health(client) == (200, "ok")


def test_only_administrators_try_jobs_again(site, beating):
    broken.enqueue()
    jobs_role().work()
    assert at_desk(validator("alice")).post(TRY_AGAIN).status_code == 302  # to the landing page
    assert at_desk(person("cheffe", is_superuser=True)).get(TRY_AGAIN).status_code == 405
    assert statuses() == ["FAILED"]


def test_trouble_is_for_administrators(client, site, chief, beating):
    Heartbeat.beat("clock", "Un titre sous embargo: ValueError")
    assert health(client) == (200, "degraded: clock in trouble")
    assert "Un titre sous embargo" in landing(chief)
    assert "Un titre sous embargo" not in landing(validator("alice", PRESS))
