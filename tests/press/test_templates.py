"""Templates of communiqués: the text that comes back each month is written from one."""

import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from press.models import PressReleasePage
from tests.support import factories
from tests.support.people import draft, edit, landing, logged_in
from tests.support.withdrawals import fresh

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
