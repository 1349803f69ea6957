"""Templates of communiqués: the text that comes back each month is written from one."""

import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from portal.content_checks import check_page
from portal.publications.kept_facts import find_kept_facts
from press.models import PressReleasePage
from tests.support import factories
from tests.support.bundles import put_through
from tests.support.people import draft, edit, landing, logged_in
from tests.support.withdrawals import fresh, reopen, withdraw

LATER = datetime.datetime(2031, 3, 1, 18, tzinfo=datetime.UTC)


@pytest.fixture
def template(site, alice):
    page = draft(site, alice, title="Baromètre mensuel", summary="Chaque mois.")
    theme = factories.ThemeFactory()
    edit(alice, page, is_template="on", themes=[theme.pk])
    page = fresh(page)
    page.embargo_until = LATER
    page.save_revision(user=alice)
    PressReleasePage.objects.filter(pk=page.pk).update(is_template=True)
    return fresh(page)


def test_a_communique_is_written_from_a_template(site, alice, template):
    address = reverse("text_templates", args=[site.press.pk])
    assert address in landing(alice)
    page = BeautifulSoup(logged_in(alice).get(address).content, "html.parser")
    assert "Baromètre mensuel" in page.get_text()
    answer = logged_in(alice).post(address, {"template": template.pk})
    copy = PressReleasePage.objects.exclude(pk=template.pk).get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    text = copy.get_latest_revision_as_object()
    assert (text.summary, text.date) == ("Chaque mois.", timezone.localdate())
    assert (text.is_template, text.embargo_until, text.live) == (False, None, False)
    assert text.themes.count() == 1
    assert copy.owner == alice


def test_a_template_is_never_published(site, alice, chief, template):
    assert template.get_workflow() is None
    assert not template.permissions_for_user(chief).can_publish()
    with pytest.raises(PermissionDenied):
        template.get_latest_revision().publish()
    assert "n’est jamais publié" in (
        logged_in(alice).get(f"/gestion/pages/{template.pk}/edit/").content.decode()
    )


@pytest.mark.parametrize("chosen", ["", "abc", "999999"])
def test_an_unknown_template_is_not_found(site, alice, chosen):
    address = reverse("text_templates", args=[site.press.pk])
    assert logged_in(alice).post(address, {"template": chosen}).status_code == 404


def test_who_may_not_write_there_has_no_templates(site, alice):
    for page in (site.news, site.agency):
        answer = logged_in(alice).get(reverse("text_templates", args=[page.pk]))
        assert answer.status_code in (302, 403, 404)


# From a text that appeared


BODY = "<p>Au 3 mars 2026, 12 projets étaient en cours, contre 10 en février 2026.</p>"


@pytest.fixture
def earlier(site, alice, benoit, chloe):
    """A release that appeared, with all that belongs to it alone."""
    page = draft(
        site,
        alice,
        title="Le baromètre de mars",
        body=[("paragraph", BODY)],
        place=factories.PlaceFactory(name="Bruz"),
    )
    put_through(page, alice, benoit, chloe)
    page = fresh(page)
    assert page.reference_number
    page.wagtail_admin_comments.create(user=benoit, text="Vérifier.", contentpath="title")
    withdraw(page, benoit)
    return reopen(page, benoit)


def begin(user, page):
    address = reverse("text_templates", args=[page.get_parent().pk])
    before = set(PressReleasePage.objects.values_list("pk", flat=True))
    answer = logged_in(user).post(address, {"template": page.pk}, follow=True)
    return PressReleasePage.objects.exclude(pk__in=before).get(), answer


def test_a_text_begins_from_one_that_appeared_and_takes_nothing_of_its_own(alice, earlier):
    address = reverse("text_templates", args=[earlier.get_parent().pk])
    screen = logged_in(alice).get(address, {"q": "barometre mars"}).content.decode()
    assert "Le baromètre de mars" in screen
    assert "Le baromètre" not in logged_in(alice).get(address, {"q": "sous-marin"}).content.decode()
    page, _answer = begin(alice, earlier)
    text = page.get_latest_revision_as_object()
    assert "12 projets" in str(text.body)
    assert text.date == timezone.localdate()
    assert not page.reference_number
    assert not page.versions.exists()
    assert not page.wagtail_admin_comments.exists()
    assert not page.withdrawals.exists()
    assert not text.wagtail_admin_comments.all()
    assert (text.first_published_at, text.go_live_at, text.live) == (None, None, False)
    assert page.owner == alice
    assert page.revisions.count() == 1


def test_what_the_new_text_still_says_of_then_is_pointed_at(alice, earlier):
    page, answer = begin(alice, earlier)
    shown = answer.content.decode()
    for fact in ("3 mars 2026", "février 2026", "Bruz"):
        assert fact in shown
    messages = [finding.message for finding in check_page(page)]
    assert sum("vient du texte repris" in message for message in messages) == 3
    text = page.get_latest_revision_as_object()
    text.body = [("paragraph", BODY.replace("3 mars", "4 avril"))]
    text.save_revision(user=alice)
    left = find_kept_facts(text)
    assert left == ["février 2026", str(earlier.place)]
    assert not find_kept_facts(earlier)


def test_the_editor_of_a_text_that_appeared_leads_there(alice, earlier):
    editor = logged_in(alice).get(f"/gestion/pages/{earlier.pk}/edit/").content.decode()
    address = reverse("text_templates", args=[earlier.get_parent().pk])
    assert f"{address}?q=Le+barom" in editor


def test_a_draft_of_somebody_else_is_begun_by_nobody(site, alice, earlier):
    other = draft(site, alice, title="Un brouillon")
    address = reverse("text_templates", args=[site.press.pk])
    assert logged_in(alice).post(address, {"template": other.pk}).status_code == 404
    assert "Un brouillon" not in logged_in(alice).get(address).content.decode()
