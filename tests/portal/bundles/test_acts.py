"""What people may do with bundles, what they may not, and what stays of it in the histories."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from wagtail.models import ModelLogEntry, PageLogEntry

import pytest

from news.models import NEWS
from portal.bundles import acts
from portal.bundles.models import Status
from portal.models import Bundle, BundleMember
from tests.support import factories
from tests.support.bundles import join, member_of, plan, put_through
from tests.support.embargoes import clock, tick, whole_minute
from tests.support.people import draft, edit, is_live, published, validator
from tests.support.withdrawals import fresh

LATER = datetime.timedelta(days=3)


def actions(page) -> list[str]:
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    return list(entries.values_list("action", flat=True))


def bundle_actions(bundle) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(bundle.pk)).order_by("pk")
    return [action for action in entries.values_list("action", flat=True) if "bundle" in action]


def test_only_texts_that_one_may_change_are_gathered(site, alice, desk):
    article = draft(site, desk.nora, parent=site.news, factory=factories.NewsArticlePageFactory)
    bundle = plan(alice)
    with pytest.raises(ValidationError, match=r"ne pouvez pas modifier .*Page d’une autre"):
        acts.add(bundle, article, alice)
    acts.add(bundle, article, desk.nora)
    assert member_of(article).bundle == bundle


def test_a_text_waits_for_one_bundle(waiting, alice):
    other = plan(alice, title="Une autre")
    with pytest.raises(ValidationError, match="déjà dans une publication groupée"):
        acts.add(other, waiting.release, alice)


def test_what_has_nothing_new_is_not_gathered(site, alice, benoit, chloe):
    page = published(site, alice, benoit, chloe)
    with pytest.raises(ValidationError, match="rien de nouveau"):
        plan(alice, page)
    assert not Bundle.objects.exists()  # all or nothing
    template = draft(site, alice, is_template=True)
    with pytest.raises(ValidationError, match="est un modèle"):
        plan(alice, template)
    with pytest.raises(ValidationError, match="n’est pas un texte"):
        plan(alice, site.agency)


def test_a_correction_of_a_public_text_appears_with_others(site, alice, benoit, chloe, desk):
    page = published(site, alice, benoit, chloe, title="Un ancien titre")
    edit(alice, page, title="Un nouveau titre", change_kind="mineure", change_note="Le titre.")
    article = draft(site, desk.nora, parent=site.news, factory=factories.NewsArticlePageFactory)
    bundle = join(plan(alice, page), article, desk.nora)
    put_through(page, alice, benoit, chloe)
    put_through(article, desk.nora, desk.nina)
    assert fresh(page).title == "Un ancien titre"
    first = fresh(page).first_published_at
    tick(bundle.at)
    assert fresh(page).title == "Un nouveau titre"
    assert fresh(page).first_published_at.replace(microsecond=0) == first.replace(microsecond=0)
    assert fresh(page).last_published_at == fresh(article).first_published_at


def test_who_wrote_a_text_moves_what_was_approved_for_others_only(approved, alice, benoit, chief):
    later = approved.bundle.at + LATER
    with pytest.raises(ValidationError, match="qui valide les textes"):
        acts.move(approved.bundle, later, alice)
    with pytest.raises(ValidationError, match="qui valide les textes"):  # the article is no release
        acts.move(approved.bundle, later, benoit)
    acts.move(approved.bundle, later, chief)
    for page in (approved.release, approved.article):
        assert fresh(page).scheduled_revision.approved_go_live_at == later
        assert "portal.bundle.moved" in actions(page)
    assert bundle_actions(approved.bundle)[-1] == "portal.bundle.move"
    tick(approved.bundle.at)
    assert not is_live(approved.release)
    tick(later)
    assert is_live(approved.release)
    assert is_live(approved.article)


def test_nobody_brings_forward_what_they_wrote(site, benoit, chloe, denis):
    page = draft(site, benoit)
    bundle = plan(benoit, page)
    put_through(page, benoit, chloe, denis)
    with pytest.raises(ValidationError, match="une autre personne doit avancer"):
        acts.publish_now(bundle, benoit)
    assert not is_live(page)
    acts.publish_now(bundle, chloe)
    assert is_live(page)
    assert fresh(bundle).status == Status.PUBLISHED
    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").get()
    assert entry.user == chloe


def test_nobody_brings_forward_what_they_wrote_by_adding_it(site, benoit, chloe, denis, alice):
    own = timezone.now() + datetime.timedelta(days=9)
    page = draft(site, benoit, go_live_at=own)
    put_through(page, benoit, chloe, denis)
    with pytest.raises(ValidationError, match="une autre personne doit avancer"):
        plan(benoit, page)
    assert plan(chloe, page).members.count() == 1


def test_a_new_validator_brings_nothing_forward(site, alice, benoit, chloe, settings):
    page = draft(site, alice)
    bundle = plan(alice, page)
    put_through(page, alice, benoit, chloe)
    settings.NEW_VALIDATOR_HOURS = 24
    newcomer = validator("rose")
    type(newcomer).objects.filter(pk=newcomer.pk).update(powers_since=timezone.now())
    newcomer = type(newcomer).objects.get(pk=newcomer.pk)
    with pytest.raises(ValidationError, match="trop nouveaux"):
        acts.publish_now(bundle, newcomer)


def test_now_is_refused_while_a_text_is_missing(waiting, alice, benoit, chloe):
    put_through(waiting.release, alice, benoit, chloe)
    with pytest.raises(ValidationError, match="ne sont pas prêts"):
        acts.publish_now(waiting.bundle, benoit)
    assert not is_live(waiting.release)
    assert fresh(waiting.bundle).at == waiting.bundle.at
    with pytest.raises(ValidationError, match="aucun texte"):
        acts.publish_now(plan(alice), alice)


def test_a_text_that_leaves_is_planned_no_more(approved, alice, benoit, desk):
    key = member_of(approved.release).pk
    with pytest.raises(ValidationError, match="qui valide les textes"):
        acts.remove(approved.bundle, key, alice)
    with pytest.raises(PermissionDenied):
        acts.remove(approved.bundle, key, desk.nina)
    acts.remove(approved.bundle, key, benoit)
    assert fresh(approved.release).scheduled_revision is None
    assert actions(approved.release)[-2:] == ["portal.bundle.leave", "wagtail.schedule.cancel"]
    tick(approved.bundle.at)
    assert not is_live(approved.release)
    assert is_live(approved.article)


def test_a_bundle_that_is_given_up_publishes_nothing(approved, chief, alice):
    acts.cancel(approved.bundle, chief)
    assert fresh(approved.bundle).status == Status.CANCELLED
    assert not BundleMember.objects.held().exists()
    tick(approved.bundle.at)
    assert not is_live(approved.release)
    assert not is_live(approved.article)
    with pytest.raises(ValidationError, match="est terminée"):
        acts.move(approved.bundle, approved.bundle.at + LATER, chief)
    other = plan(alice, approved.release)  # it is free again
    assert member_of_open(approved.release) == other


def member_of_open(page) -> Bundle:
    return BundleMember.objects.held().get(page=page.pk).bundle


def test_it_is_moved_to_a_minute_to_come(waiting, alice):
    with pytest.raises(ValidationError, match="est passée"):
        acts.move(waiting.bundle, timezone.now(), alice)
    with pytest.raises(ValidationError, match="est passée"):
        plan(alice, at=timezone.now())


# An embargo, which no bundle ends


def test_a_bundle_appears_no_sooner_than_the_embargo_ends(site, alice, benoit, chloe):
    end = whole_minute(days=2)
    page = draft(site, alice, embargo_until=end, go_live_at=end)
    before, at = end - datetime.timedelta(minutes=1), end
    with pytest.raises(ValidationError, match="avant la fin de l’embargo"):
        plan(alice, page, at=before)
    bundle = plan(alice, page, at=at)
    put_through(page, alice, benoit, chloe)
    with pytest.raises(ValidationError, match="avant la fin de l’embargo"):
        acts.move(bundle, before, chloe)
    with pytest.raises(ValidationError, match="avant la fin de l’embargo"):
        acts.publish_now(bundle, chloe)
    assert fresh(bundle).at == at
    tick(at - datetime.timedelta(seconds=1))
    assert not is_live(page)
    tick(at)
    assert is_live(page)


def test_an_embargo_is_not_moved_past_its_bundle(site, alice, benoit, chloe, chief):
    from press.embargo import moves

    end = whole_minute(days=2)
    page = draft(site, alice, embargo_until=end, go_live_at=end)
    plan(alice, page, at=end)
    put_through(page, alice, benoit, chloe)
    page = fresh(page)
    for until in (end + datetime.timedelta(days=1), None):
        with pytest.raises(ValidationError, match="publication groupée"):
            moves.move(page, chief, until, "Pour une raison bien assez longue.")
    earlier = end - datetime.timedelta(hours=1)
    moves.move(page, chief, earlier, "Pour une raison bien assez longue.")
    revision = fresh(page).scheduled_revision
    assert revision.approved_go_live_at == end
    assert revision.as_object().embargo_until == earlier


# Where one person publishes alone


def test_where_one_publishes_alone_the_button_waits_too(site, desk, alice):
    rules = NEWS.rules
    rules.four_eyes = False
    rules.save()
    article = draft(site, desk.nina, parent=site.news, factory=factories.NewsArticlePageFactory)
    bundle = plan(desk.nina, article)
    edit(desk.nina, article, "action-publish")
    assert not is_live(article)
    assert fresh(article).scheduled_revision.approved_go_live_at == bundle.at
    with clock(bundle.at):
        acts.publish_now(bundle, desk.nina)
    assert is_live(article)
