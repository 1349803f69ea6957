"""All the texts of a bundle appear at one second, or none does, and its people know why."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from wagtail.models import Page

import pytest

from portal.bundles import acts, release
from portal.bundles.models import Status
from portal.core.datetimes import PARIS
from portal.models import Bundle
from portal.worker import schedule
from tests.support.bundles import ARTICLE, RELEASE, member_of, put_through
from tests.support.embargoes import clock, tick, whole_minute
from tests.support.people import approve, is_live, seen
from tests.support.withdrawals import fresh

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """The mails about bundles that something sends, by the first name in their address."""

    def watch(do, *args, **kwargs) -> dict[str, str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        bundled = [mail for mail in mailoutbox if "publication groupée" in mail.subject]
        return {mail.to[0].partition("@")[0]: f"{mail.subject}\n{mail.body}" for mail in bundled}

    return watch


def state(scene) -> Bundle:
    return fresh(scene.bundle)


def test_approved_texts_wait_then_appear_at_one_moment(approved, told):
    at = approved.bundle.at
    for page in (approved.release, approved.article):
        assert fresh(page).scheduled_revision.approved_go_live_at == at
    tick(at - SECOND)
    assert not is_live(approved.release)
    assert not is_live(approved.article)
    mails = told(tick, at)
    pages = [fresh(approved.release), fresh(approved.article)]
    assert all(page.live for page in pages)
    assert len({page.first_published_at for page in pages}) == 1
    assert len({page.last_published_at for page in pages}) == 1
    assert {page.date for page in pages} == {at.astimezone(PARIS).date()}
    assert state(approved).status == Status.PUBLISHED
    assert mails.keys() == {"alice", "nora"}
    for mail in mails.values():
        assert "Tout a paru" in mail
        assert all(page.full_url in mail for page in pages)
        assert "le portail était arrêté" not in mail
        assert RELEASE not in mail.partition("\n")[0]  # mail servers read subjects


@pytest.fixture
def moments(monkeypatch):
    """A clock that goes on by a second at each look."""
    start = timezone.now()
    count = iter(range(100_000))
    monkeypatch.setattr(timezone, "now", lambda: start + next(count) * SECOND)


def test_a_slow_publication_is_of_one_moment_too(approved, moments):
    Bundle.objects.update(at=timezone.now())
    release.Release(timezone.now(), approved.bundle.pk).act()
    pages = [fresh(approved.release), fresh(approved.article)]
    assert len({page.first_published_at for page in pages}) == 1
    assert pages[0].first_published_at == pages[0].last_published_at
    assert {page.versions.get().published_at for page in pages if page.versions.exists()} == {
        pages[0].first_published_at
    }


def leave_unapproved(scene, people) -> None:
    put_through(scene.release, people.alice, people.benoit, people.chloe)


def edit_again(scene, people) -> None:
    both(scene, people)
    page = fresh(scene.article)
    text = page.get_latest_revision_as_object()
    text.summary = "Un autre chapô."
    text.save_revision(user=people.nora)


def delete(scene, people) -> None:
    both(scene, people)
    fresh(scene.article).delete()


def take_back(scene, people) -> None:
    both(scene, people)
    revision = fresh(scene.article).scheduled_revision
    revision.approved_go_live_at = None
    revision.save(user=people.nina, update_fields=["approved_go_live_at"])


def end_before(scene, people) -> None:
    text = fresh(scene.article)
    text.expire_at = scene.bundle.at + SECOND
    text.save_revision(user=people.nora)
    both(scene, people)
    scene.at = scene.bundle.at + 2 * SECOND


def break_a_link(scene, people) -> None:
    from tests.support import factories

    target = factories.NewsArticlePageFactory(parent=Page.objects.get(slug="actualites"))
    text = fresh(scene.article)
    text.body = [("paragraph", f'<p><a linktype="page" id="{target.pk}">lien</a></p>')]
    text.save_revision(user=people.nora)
    both(scene, people)
    target.unpublish()


def both(scene, people) -> None:
    put_through(scene.release, people.alice, people.benoit, people.chloe)
    put_through(scene.article, people.nora, people.nina)


@pytest.fixture
def people(alice, benoit, chloe, desk):
    desk.alice, desk.benoit, desk.chloe = alice, benoit, chloe
    return desk


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (leave_unapproved, "personne ne l’a soumis"),
        (edit_again, "Il a changé depuis son approbation"),
        (delete, "Il est supprimé"),
        (take_back, "C’est un brouillon"),
        (end_before, "Sa date de retrait est passée"),
        (break_a_link, "Une vérification le refuse"),
    ],
)
def test_nothing_appears_when_one_is_not_ready(waiting, people, told, spoil, reason):
    waiting.at = waiting.bundle.at
    spoil(waiting, people)
    mails = told(tick, waiting.at)
    assert not is_live(waiting.release)
    assert not Page.objects.filter(pk=waiting.article.pk, live=True).exists()
    assert state(waiting).status == Status.MISSED
    assert mails.keys() == ({"alice"} if spoil is delete else {"alice", "nora"})
    assert "Rien n’a paru" in mails["alice"]
    assert reason in mails["alice"]
    assert RELEASE in mails["alice"]
    tick(waiting.at + datetime.timedelta(days=1))  # nor later
    assert not is_live(waiting.release)


def test_a_title_is_for_those_who_may_read_it(waiting, people, told):
    leave_unapproved(waiting, people)
    mails = told(tick, waiting.bundle.at)
    assert ARTICLE in mails["nora"]
    assert ARTICLE not in mails["alice"]
    assert "Page d’une autre section" in mails["alice"]
    assert RELEASE not in mails["nora"]


def test_a_refused_publication_undoes_the_others(approved, told, monkeypatch):
    """The article comes second: the release was published before it, in the same transaction."""
    from news.models import NewsArticlePage

    def refuse(*args, **kwargs):
        raise PermissionDenied

    monkeypatch.setattr(NewsArticlePage, "publish", refuse)
    mails = told(tick, approved.bundle.at)
    assert not is_live(approved.release)
    assert not is_live(approved.article)
    assert fresh(approved.release).scheduled_revision
    assert state(approved).status == Status.MISSED
    assert "Le portail a refusé de le publier" in mails["nora"]


def test_late_is_better_than_never(approved, told):
    late = approved.bundle.at + datetime.timedelta(hours=3)
    mails = told(tick, late)
    assert is_live(approved.release)
    assert fresh(approved.article).first_published_at == late
    assert "Ils étaient prévus" in mails["alice"]
    assert not told(tick, late + SECOND)


def test_a_second_worker_finds_nothing_to_do(approved, told):
    event = release.Release(approved.bundle.at, approved.bundle.pk)
    with clock(approved.bundle.at):
        assert told(event.act)
        version = fresh(approved.article).last_published_at
        assert not told(event.act)
    assert fresh(approved.article).last_published_at == version


@pytest.mark.parametrize("is_ready", [True, False])
def test_a_notice_comes_before(waiting, people, told, is_ready):
    put_through(waiting.release, people.alice, people.benoit, people.chloe)
    if is_ready:
        put_through(waiting.article, people.nora, people.nina)
    before = waiting.bundle.at - datetime.timedelta(hours=1)
    assert not told(tick, before - SECOND)
    mails = told(tick, before)
    assert mails.keys() == {"alice", "nora"}
    assert ("Tout est prêt" in mails["nora"]) is is_ready
    assert ("personne ne l’a soumis" in mails["nora"]) is not is_ready
    assert not told(tick, before + SECOND)


# One truth: nothing of a bundle appears alone


def test_an_approval_after_the_moment_publishes_nothing_alone(waiting, people):
    leave_unapproved(waiting, people)
    article = waiting.article
    article.get_workflow().start(article, people.nora)
    tick(waiting.bundle.at)
    with clock(waiting.bundle.at + SECOND), pytest.raises(PermissionDenied, match="est passée"):
        approve(article, people.nina)
    assert not is_live(article)
    later = waiting.bundle.at + datetime.timedelta(days=1)
    with clock(waiting.bundle.at + SECOND):
        acts.move(waiting.bundle, later, people.benoit)
        approve(article, people.nina)
    assert not is_live(article)
    tick(later)
    assert is_live(article)
    assert is_live(waiting.release)


def test_the_clock_publishes_none_of_them_by_itself(approved):
    moment = approved.bundle.at
    assert schedule.text_events(moment) == []
    revision = fresh(approved.release).scheduled_revision
    with clock(moment + SECOND), pytest.raises(PermissionDenied):
        schedule.Publication(moment, revision.pk).act()
    assert not is_live(approved.release)


def test_an_emergency_waits_for_the_others_too(waiting, chief):
    from portal.workflow import emergency

    page = waiting.release
    emergency.publish(page, chief, "Rien ne peut attendre ce communiqué.", seen(page))
    assert not is_live(page)
    assert fresh(page).scheduled_revision.approved_go_live_at == waiting.bundle.at


def test_the_moment_stands_in_no_revision(approved, people):
    """To move a bundle changes no text: it asks no reviewer again, and has no author."""
    page = fresh(approved.release)
    text = page.get_latest_revision_as_object()
    assert text.go_live_at == approved.bundle.at
    revision = text.save_revision(user=people.alice)
    assert revision.content["go_live_at"] is None
    assert str(revision.content["date"]) == "2026-03-02"
    [row] = release.standings([member_of(page)])
    assert row.is_ready


def test_a_text_with_its_own_date_takes_that_of_the_bundle(waiting, people, site):
    from tests.support.people import draft

    own = whole_minute(days=9)
    page = draft(site, people.alice, title="À sa date", go_live_at=own)
    put_through(page, people.alice, people.benoit, people.chloe)
    with pytest.raises(ValidationError, match="est approuvé"):
        acts.add(waiting.bundle, page, people.alice)
    acts.add(waiting.bundle, page, people.benoit)
    assert fresh(page).scheduled_revision.approved_go_live_at == waiting.bundle.at
    acts.remove(waiting.bundle, member_of(page).pk, people.benoit)
    assert fresh(page).scheduled_revision is None
    assert fresh(page).get_latest_revision_as_object().go_live_at == own
