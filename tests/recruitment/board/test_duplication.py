"""New offers from others, and templates, which nobody publishes."""

import datetime
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from portal.workflow.authorship import authors
from portal.workflow.emergency import publish as publish_in_emergency
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.models import (
    RECRUITMENT,
    JobOfferContact,
    JobOfferPage,
    RecruitmentRules,
)
from tests.support import factories
from tests.support.offers import WHY, send_screen
from tests.support.people import (
    approve,
    draft,
    edit,
    errors,
    logged_in,
    put_under_review,
    seen,
    submit,
    validator,
    writer,
)
from tests.support.scenes import parts
from tests.support.withdrawals import fresh, published

DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A published offer, and who might copy it."""
    scene = SimpleNamespace(
        site=common_site,
        alice=writer("alice"),
        rachel=writer("rachel", RECRUITMENT),
        romain=validator("romain", RECRUITMENT),
    )
    scene.offer = published(
        make,
        parent=common_site.jobs,
        title="Analyste (F/H)",
        slug="analyste",
        closing_time=datetime.time(18, 30),
        short_notice="Un départ imprévu.",
        csp_url="https://choisirleservicepublic.gouv.fr/offre/1",
        themes=[factories.ThemeFactory()],
        places=[factories.PlaceFactory(), factories.PlaceFactory()],
    )
    return scene


site, alice, rachel, romain, offer = parts("site", "alice", "rachel", "romain", "offer")


def duplicated(user, offer) -> JobOfferPage:
    response = logged_in(user).post(reverse("offer_duplicate", args=[offer.pk]))
    copy = JobOfferPage.objects.latest("pk")
    assert response["Location"] == f"/gestion/pages/{copy.pk}/edit/"
    assert copy.pk != offer.pk
    return copy


def test_a_copy_says_the_same_with_dates_of_its_own(offer, rachel):
    contact = factories.MediaContactFactory()
    offer.contacts.add(JobOfferContact(contact=contact))
    offer.save_revision().publish()
    copy = duplicated(rachel, offer)
    for text in (copy, copy.get_latest_revision_as_object()):
        assert (text.title, text.missions, text.profile) == (
            *(offer.title, offer.missions, offer.profile),
        )
        assert {link.place_id for link in text.place_links.all()} == {p.pk for p in offer.places}
        assert [link.contact_id for link in text.contacts.all()] == [contact.pk]
        assert set(text.themes.all()) == set(offer.themes.all())
        assert text.date == timezone.localdate()
        assert text.closing_date == timezone.localdate() + 45 * DAY
        assert text.closing_time == datetime.time(18, 30)
        assert (text.vacant_from, text.short_notice, text.csp_url) == (None, "", "")
        assert (text.owner, text.is_template, text.live) == (rachel, False, False)
    assert (copy.state, copy.reference, copy.slug) == (State.DRAFT, "", "analyste-f-h")
    assert copy.first_published_at is None
    assert not copy.events.exists()
    assert fresh(offer).closing_date != copy.closing_date
    opened = logged_in(rachel).get(f"/gestion/pages/{copy.pk}/edit/")
    assert opened.status_code == 200


def test_what_happened_to_the_first_does_not_happen_to_its_copy(offer, rachel):
    send_screen(rachel, offer, "longer")
    send_screen(rachel, offer, "fill", posts=1)
    copy = duplicated(rachel, offer)
    assert copy.outcome == ""
    assert copy.closes_at == copy.listed_until == copy.written_closing
    edit(rachel, copy, vacant_from="2030-01-01")
    fresh(copy).get_latest_revision().publish()
    assert fresh(copy).state == State.OPEN
    assert fresh(copy).reference not in ("", fresh(offer).reference)


def test_it_is_written_down_where_readers_knew_it(site, offer, rachel):
    duplicated(rachel, offer)
    event = OfferEvent.objects.get()
    assert (event.page, event.kind, event.by) == (fresh(offer), Kind.DUPLICATED, rachel)
    assert fresh(offer).state == State.OPEN
    duplicated(rachel, draft(site, rachel, "Un brouillon", site.jobs, make))
    assert OfferEvent.objects.count() == 1


def test_who_wrote_a_draft_is_an_author_of_its_copy(site, rachel, romain):
    """Or one could approve one’s own words, under another’s name."""
    page = draft(site, romain, "Un brouillon", site.jobs, make)
    assert authors(duplicated(rachel, page)) == {rachel.pk, romain.pk}


def test_what_was_published_has_no_authors_any_more(site, rachel, romain):
    other = validator("ondine", RECRUITMENT)
    page = put_under_review(site, romain, other, parent=site.jobs, factory=make)
    copy = duplicated(rachel, page)
    assert authors(copy) == {rachel.pk}


def test_a_copy_is_asked_for_by_a_form(offer, rachel):
    screen = logged_in(rachel).get(reverse("offer_duplicate", args=[offer.pk]))
    assert BeautifulSoup(screen.content, "html.parser").select(
        "form[method=post] [name=csrfmiddlewaretoken]"
    )
    assert JobOfferPage.objects.count() == 1


def test_who_may_not_write_there_copies_nothing(site, offer, alice):
    response = logged_in(alice).post(reverse("offer_duplicate", args=[offer.pk]))
    assert response.status_code == 302
    assert JobOfferPage.objects.count() == 1


# Templates


@pytest.fixture
def template(site, rachel):
    page = draft(site, rachel, "Un modèle", site.jobs, make)
    page.is_template = True
    page.save()
    page.save_revision(user=rachel)
    return fresh(page)


def test_an_offer_is_begun_from_a_template(template, romain):
    listed = logged_in(romain).get(reverse("offer_templates")).content.decode()
    assert "Un modèle" in listed
    assert reverse("offer_duplicate", args=[template.pk]) in listed
    copy = duplicated(romain, template)
    assert not copy.is_template
    assert not copy.get_latest_revision_as_object().is_template
    assert fresh(template).is_template


def published_by(page, publish) -> bool:
    with pytest.raises(PermissionDenied):
        publish(page)
    return fresh(page).live


def test_nothing_publishes_a_template(site, template, romain, chief):
    rules = RecruitmentRules.load()
    assert not published_by(template, lambda page: page.save_revision().publish())
    assert not published_by(
        template, lambda page: publish_in_emergency(page, chief, WHY, seen(page))
    )
    later = fresh(template)
    later.go_live_at = timezone.now() + DAY
    assert not published_by(later, lambda page: page.save_revision().publish())
    rules.four_eyes = False
    rules.save()
    edit(romain, template, "action-publish", go_live_at="")
    assert not fresh(template).live
    assert not template.revisions.exclude(approved_go_live_at=None).exists()


def test_nobody_reviews_a_template(site, template, rachel, romain):
    assert not fresh(template).has_workflow
    submit(rachel, template)
    assert not Page.objects.get(pk=template.pk).workflow_in_progress


def test_a_review_does_not_publish_what_became_a_template(site, rachel, romain):
    page = put_under_review(site, rachel, parent=site.jobs, factory=make).specific
    page.is_template = True
    page.save()
    page.save_revision(user=rachel)
    with pytest.raises(PermissionDenied):
        approve(page, romain)
    assert not fresh(page).live


def test_the_editor_says_that_it_is_never_published(template, rachel):
    opened = logged_in(rachel).get(f"/gestion/pages/{template.pk}/edit/").content.decode()
    assert "n’est jamais publié" in opened
    assert "action-submit" not in opened


def test_wagtails_own_copy_gives_way(offer, rachel):
    response = logged_in(rachel).get(f"/gestion/pages/{offer.pk}/copy/")
    assert response["Location"] == reverse("offer_duplicate", args=[offer.pk])


def test_a_copy_was_never_published(site, offer, rachel):
    offer.save_revision().publish()
    offer = fresh(offer)
    offer.summary = "Retouché après parution."
    offer.save_revision()
    copy = duplicated(rachel, offer)
    edit(rachel, copy)
    copy = fresh(copy)
    latest = copy.get_latest_revision_as_object()
    for text in (copy, latest):
        assert (text.first_published_at, text.last_published_at) == (None, None)


def test_a_live_offer_does_not_become_a_template_in_an_emergency(offer):
    offer.is_template = True
    revision = offer.save_revision()
    with pytest.raises(PermissionDenied):
        revision.publish()
    assert not fresh(offer).is_template


def test_an_offer_from_a_template_takes_its_address_from_its_title(site, rachel):
    template = draft(site, rachel, "Modèle\u00a0: développement (F/H)", site.jobs, make)
    template.is_template = True
    template.save_revision(user=rachel)
    template.save()
    copy = duplicated(rachel, template)
    assert (copy.title, copy.slug) == ("Développement (F/H)", "developpement-f-h")
    edit(rachel, copy, title="Ingénieur ou ingénieure de données", vacant_from="2030-01-01")
    text = fresh(copy).get_latest_revision_as_object()
    assert text.slug == "ingenieur-ou-ingenieure-de-donnees"


def test_the_word_template_does_not_pass_into_review(site, rachel):
    offer = draft(site, rachel, "Modèle : analyste (F/H)", site.jobs, make)
    response = submit(rachel, offer)
    assert "«\u00a0Modèle\u00a0» est resté" in str(errors(response)["title"])
    assert not fresh(offer).workflow_in_progress
