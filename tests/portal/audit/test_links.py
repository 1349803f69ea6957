"""A line of the audit leads to its object, for who may open that, as long as it is there."""

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from portal.audit.acts import record, record_row
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from press.models import PRESS, PressRules
from tests.support import factories
from tests.support.audits import lines
from tests.support.people import draft, logged_in, person, writer

RESULTS = "/gestion/reports/audit/results/"


def auditor(name: str, *groups: str):
    user = person(name, ADMINISTRATORS, *groups)
    user.user_permissions.add(Permission.objects.get(codename="view_auditline"))
    return user


def addresses(user, row) -> set[str]:
    """Where the lines about this row lead, on the screen of that reader."""
    lines()
    query = f"?object_type={row._meta.label_lower}&object_id={row.pk}&action=portal.export"
    screen = BeautifulSoup(logged_in(user).get(RESULTS + query).content, "html.parser")
    assert screen.select("table tbody tr")
    return {link["href"] for link in screen.select("table tbody a")}


def objects(site, alice) -> dict[str, object]:
    """Something of each kind, by the address to which its lines lead."""
    page, image = draft(site, alice), factories.ImageFactory(uploaded_by_user=alice)
    contact, group = factories.MediaContactFactory(), Group.objects.get(name=PRESS.writers)
    rules = PressRules.load()
    return {
        reverse("wagtailadmin_pages:history", args=[page.pk]): page,
        reverse("wagtailimages:edit", args=[image.pk]): image,
        reverse("wagtailsnippets_portal_mediacontact:edit", args=[contact.pk]): contact,
        reverse("wagtailusers_users:edit", args=[alice.pk]): alice,
        reverse("wagtailusers_groups:edit", args=[group.pk]): group,
        reverse("wagtailsettings:edit", args=["press", "pressrules", rules.pk]): rules,
    }


def test_a_line_leads_to_what_it_is_about(site, alice, chief):
    rows = objects(site, alice)
    for row in rows.values():
        record("portal.export", row, user=chief)
    client = logged_in(chief)
    for address, row in rows.items():
        assert addresses(chief, row) == {address}
        assert client.get(address).status_code == 200


def test_what_is_gone_or_never_had_a_screen_leads_nowhere(site, alice, chief):
    page, theme = draft(site, alice), factories.ThemeFactory()
    for row in (page, theme):
        record("portal.export", row, user=chief)
        assert addresses(chief, row)
    record_row("portal.export", "gone.model", "3", user=chief)
    record_row("portal.export", "portal.user", "²", user=chief)
    record_row("portal.export", "sessions.session", "1", user=chief)
    page_key, theme_key = page.pk, theme.pk
    page.delete()
    theme.delete()
    page.pk, theme.pk = page_key, theme_key
    assert addresses(chief, page) == addresses(chief, theme) == set()
    screen = logged_in(chief).get(f"{RESULTS}?action=portal.export").content.decode()
    assert "gone.model n°\u00a03" in screen


def test_a_reader_is_led_to_what_they_may_open_alone(site, alice, chief):
    """Each kind is opened as the reader: what is refused there has no link here."""
    rows = objects(site, alice) | {reverse("wagtailusers_users:edit", args=[chief.pk]): chief}
    for row in rows.values():
        record("portal.export", row, user=chief)
    readers = [
        auditor("contenus"),
        auditor("comptes", ACCOUNT_ADMINISTRATORS),
        auditor("presse", PRESS.writers),
    ]
    seen = set()
    for reader in readers:
        client = logged_in(reader)
        for address, row in rows.items():
            is_open = client.get(address).status_code == 200
            assert addresses(reader, row) == ({address} if is_open else set()), (reader, address)
            seen.add(is_open)
    assert seen == {True, False}


@pytest.mark.parametrize("is_superuser", [True, False])
def test_links_take_no_query_for_each_line(site, alice, is_superuser):
    reader = writer("lectrice")
    reader.is_superuser = is_superuser
    reader.save()
    reader.user_permissions.add(Permission.objects.get(codename="view_auditline"))

    def add(count: int) -> None:
        for _number in range(count):
            for row in objects(site, alice).values():
                record("portal.export", row, user=alice)
        lines()

    def count() -> int:
        client = logged_in(reader)
        client.get(RESULTS)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(RESULTS + "?action=portal.export").status_code == 200
        return len(captured)

    add(1)
    few = count()
    add(6)
    assert count() == few
