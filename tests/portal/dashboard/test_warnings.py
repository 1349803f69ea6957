"""What each section is reminded of on arriving: what is late, ageing figures, silent pictures."""

import datetime
import json

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Collection, Site, TaskState

import pytest

from news.models import NEWS
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import approve, draft, logged_in, put_under_review, writer
from tests.support.worklist import landing_page, section_of, titles

DAY = datetime.timedelta(days=1)
QUIET = ["en-retard", "embargos", "bientot-closes", "chiffres-anciens", "images-sans-texte"]


def figures(day: datetime.date) -> str:
    figure = {"value": "300", "label": "agents", "as_of": day.isoformat(), "source": "Ministère"}
    value = {"title": "Chiffres clés", "figures": [figure]}
    return json.dumps([{"type": "key_figures", "id": "a-block", "value": value}])


@pytest.fixture
def nadia(site):
    return writer("nadia", NEWS)


@pytest.fixture
def rachid(site):
    return writer("rachid", RECRUITMENT)


def test_nothing_is_shown_when_nothing_wants_care(site, alice, nadia, rachid, chief):
    factories.NewsArticlePageFactory(parent=site.news, body=figures(timezone.localdate()))
    factories.JobOfferPageFactory(parent=site.jobs)
    for user in (alice, nadia, rachid, chief):
        assert not landing_page(user).select(", ".join(f"#{name}-section" for name in QUIET))


# Late


def test_a_draft_whose_moment_has_passed_is_late(site, alice, chief, nadia):
    page = draft(site, alice, title="Trop tard")
    page.go_live_at = timezone.now() - DAY
    page.save_revision(user=alice)
    for user in (alice, chief):
        assert titles(user, "en-retard") == ["Trop tard"]
    assert "Devait paraître" in text_of(section_of(alice, "en-retard"))
    assert section_of(nadia, "en-retard") is None


def test_a_review_that_waits_for_days_is_late(site, alice, benoit, nadia):
    page = put_under_review(site, alice, title="Oublié")
    put_under_review(site, alice, title="D’hier")
    long_ago = timezone.now() - 4 * DAY
    states = TaskState.objects.filter(pk=page.current_workflow_task_state.pk)
    states.update(started_at=long_ago)
    for user in (alice, benoit):
        assert titles(user, "en-retard") == ["Oublié"]
    assert "Relecture" in text_of(section_of(benoit, "en-retard"))
    assert section_of(nadia, "en-retard") is None


def test_what_was_published_at_its_moment_is_not_late(site, alice):
    page = factories.PressReleasePageFactory(parent=site.press, owner=alice)
    page.go_live_at = timezone.now() - DAY
    page.last_published_at = timezone.now()
    page.has_unpublished_changes = True
    page.save()
    page.save_revision(user=alice)
    assert section_of(alice, "en-retard") is None


# Embargoes


def test_the_press_finds_the_embargoes_to_come(site, alice, benoit, chloe, nadia):
    page = draft(site, alice, title="Sous embargo")
    page.embargo_until = page.go_live_at = timezone.now() + 100 * DAY
    page.save_revision(user=alice)
    assert titles(alice, "embargos") == ["Sous embargo"]
    assert "pas encore approuvé" in text_of(section_of(alice, "embargos"))
    assert not section_of(benoit, "embargos").select(f"a[href='/gestion/embargo/{page.pk}/']")
    assert section_of(nadia, "embargos") is None

    page.get_workflow().start(page, alice)
    for reviewer in (benoit, chloe):
        approve(page, reviewer)
    address = f"a[href='/gestion/embargo/{page.pk}/']"
    assert section_of(benoit, "embargos").select(address)
    assert not section_of(alice, "embargos").select(address)  # who writes hands nothing over


# Offers


def test_recruiters_find_first_what_closes(site, rachid, alice):
    soon = timezone.localdate() + 3 * DAY
    page = factories.JobOfferPageFactory(parent=site.jobs, title="Bientôt", closing_date=soon)
    factories.JobOfferPageFactory(parent=site.jobs)
    page.refresh_from_db()
    assert titles(rachid, "bientot-closes") == ["Bientôt"]
    first = landing_page(rachid).select_one(".app-worklist")
    assert first["id"] == "bientot-closes-section"
    for action in ("date-limite", "pourvue"):
        assert first.select(f"a[href='/gestion/recrutement/offres/{page.pk}/{action}/']")
    assert section_of(alice, "bientot-closes") is None


# Figures


def test_old_figures_lead_to_their_block(site, nadia, rachid, chief):
    old = timezone.localdate() - 400 * DAY
    page = factories.NewsArticlePageFactory(parent=site.news, title="Âgé", body=figures(old))
    site.agency.figures = figures(old - DAY)
    site.agency.save()
    warnings = section_of(nadia, "chiffres-anciens")
    assert warnings.select(f"a[href='/gestion/pages/{page.pk}/edit/#block-a-block-section']")
    assert titles(nadia, "chiffres-anciens") == ["Âgé"]
    assert titles(chief, "chiffres-anciens") == ["L’agence", "Âgé"]
    assert section_of(rachid, "chiffres-anciens") is None


def test_the_figures_of_a_release_are_of_its_day(site, alice, chief):
    old = timezone.localdate() - 400 * DAY
    factories.PressReleasePageFactory(parent=site.press, body=figures(old))
    factories.NewsArticlePageFactory(parent=site.news, body=figures(old), live=False)
    for user in (alice, chief):
        assert section_of(user, "chiffres-anciens") is None


# Pictures


def silent_article(site, **fields):
    where = Collection.objects.get(name=NEWS.name)
    image = factories.ImageFactory(alt="", collection=where, title="Un serveur")
    block = {"type": "image", "id": "b-block", "value": {"image": image.pk, **fields}}
    page = factories.NewsArticlePageFactory(
        parent=site.news, title="Illustré", body=json.dumps([block])
    )
    return page


def test_a_public_picture_without_words_leads_to_its_block(site, nadia, alice):
    page = silent_article(site)
    warnings = section_of(nadia, "images-sans-texte")
    assert warnings.select(f"a[href='/gestion/pages/{page.pk}/edit/#block-b-block-section']")
    assert "Un serveur" in text_of(warnings)
    assert section_of(alice, "images-sans-texte") is None


@pytest.mark.parametrize("here", [{"alt": "Un serveur"}, {"decorative": True}])
def test_a_picture_may_be_described_where_it_is(site, nadia, here):
    silent_article(site, **here)
    assert section_of(nadia, "images-sans-texte") is None


def test_the_reminders_cost_the_same_for_one_page_and_for_many(site, nadia):
    def queries() -> int:
        client = logged_in(nadia)
        client.get("/gestion/")
        cache.clear()
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            client.get("/gestion/")
        return len(captured)

    def one_of_each() -> None:
        silent_article(site)
        old = timezone.localdate() - 400 * DAY
        factories.NewsArticlePageFactory(parent=site.news, body=figures(old))
        late = draft(site, nadia, parent=site.news, factory=factories.NewsArticlePageFactory)
        late.go_live_at = timezone.now() - DAY
        late.save_revision(user=nadia)

    one_of_each()
    few = queries()
    for _ in range(3):
        one_of_each()
    assert len(titles(nadia, "images-sans-texte")) == 4
    assert queries() == few
