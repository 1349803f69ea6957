"""The screen of the audit: who reads it, what it finds, and how much it asks of the database."""

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from portal.audit.acts import record
from portal.audit.labels import DETAILS
from portal.models import AuditLine
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from tests.support.audits import acts, audited, lines
from tests.support.html import text_of
from tests.support.people import draft, logged_in, person

REPORT = "/gestion/reports/audit/"
RESULTS = REPORT + "results/"


def may_read(user) -> None:
    user.user_permissions.add(Permission.objects.get(codename="view_auditline"))


@pytest.fixture
def reader(site):
    """Somebody with the permission, and no other power."""
    user = person("auditrice", ADMINISTRATORS)
    may_read(user)
    return logged_in(user)


def rows(client, query: str = "") -> list[str]:
    """What the lines of the screen say, the latest first."""
    response = client.get(f"{RESULTS}{query}")
    assert response.status_code == 200
    screen = BeautifulSoup(response.content, "html.parser")
    return [text_of(row) for row in screen.select("table tbody tr")]


def test_the_permission_alone_opens_it(site, reader, chief):
    for client in (reader, logged_in(chief)):
        assert client.get(REPORT).status_code == 200
        assert REPORT in client.get("/gestion/").content.decode()
    for number, group in enumerate((ADMINISTRATORS, ACCOUNT_ADMINISTRATORS)):
        client = logged_in(person(f"autre{number}", group))
        for path in (REPORT, RESULTS, REPORT + "?export=csv"):
            assert client.get(path).status_code == 302
        assert REPORT not in client.get("/gestion/").content.decode()


def test_each_filter_narrows(reader, alice, benoit):
    record("portal.login", alice, user=alice)
    record("portal.login", benoit, user=benoit, failed=True)
    record("portal.export", user=alice, screen="reports/mails")
    lines()
    for query, count in {
        f"?user={alice.pk}": 2,
        f"?user={benoit.pk}&action=portal.login": 1,
        f"?user={alice.pk}&action=portal.export": 1,
        f"?user={benoit.pk}&outcome=success": 0,
        f"?user={benoit.pk}&outcome=failure": 1,
        f"?object_type=portal.user&object_id={alice.pk}": 1,
        f"?user={alice.pk}&at_from=2000-01-01&at_to=2000-01-02": 0,
        f"?user={alice.pk}&at_from=2000-01-01": 2,
        f"?q=benoit&object_id={benoit.pk}": 1,
        "?q=introuvable": 0,
    }.items():
        assert len(rows(reader, query)) == count, query


def test_a_row_says_who_what_and_which(reader, alice):
    record("portal.login", alice, user=alice, failed=True)
    lines()
    [row] = rows(reader, f"?user={alice.pk}")
    for part in ("alice", "Connexion", "Refusé", f"Utilisateur n° {alice.pk}"):
        assert part in row
    key = alice.pk
    alice.delete()
    [row] = rows(reader, f"?object_type=portal.user&object_id={key}")
    assert f"compte n° {key}" in row


def test_details_are_in_french(site, reader, alice):
    page = draft(site, alice)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    logged_in(alice).get(address)
    lines()
    [row] = rows(reader, f"?user={alice.pk}&action=portal.read")
    assert "écran : pages/edit · état : brouillon" in row
    names = {name for line in lines() for name in line.details}
    assert names <= DETAILS.keys()


def test_acts_and_types_of_before_are_shown_by_their_names(reader):
    lines()
    record("former.act")
    lines()
    last = AuditLine.objects.last()
    AuditLine.objects.filter(pk=last.pk).update(object_type="gone.model", object_id="3")
    [row] = rows(reader, "?object_type=gone.model")
    assert "former.act" in row
    assert "gone.model n° 3" in row


@pytest.mark.parametrize(
    "query",
    [
        "?user=x",
        "?at_from=hier",
        "?action=x",
        "?p=9999",
        "?q=%00",
        "?object_id=%00",
        "?user=99999999999",
        "?user=%C2%B2",
        "?at_from=0001-01-01&at_to=9999-12-31",
        "?at_from=2026-02-30",
        "?outcome=x&object_type=%00",
        "?action=portal.login&action=x",
        "?object_id=" + "9" * 5_000,
        "?q=" + "a" * 5_000,
        "?q=%ED%A0%80%25_%5C%27",
        "?p=-1",
        "?p=%C2%B2",
        "?ordering=digest'",
        "?export=pdf",
        "?export=csv&user=x",
    ],
)
def test_bad_values_are_no_failure(reader, query):
    for path in (REPORT, RESULTS):
        assert reader.get(path + query).status_code in (200, 404)


def test_its_export_is_an_act(reader):
    record("portal.login")
    with audited() as new:
        text = b"".join(reader.get(f"{REPORT}?export=csv").streaming_content).decode()
        assert reader.get(f"{REPORT}?export=xlsx").status_code == 200
    assert acts(new)[-2:] == ["portal.export"] * 2
    assert [line.details for line in new[-2:]] == [
        {"screen": "reports/audit", "format": kind} for kind in ("csv", "xlsx")
    ]
    assert "Connexion" in text
    assert AuditLine.objects.order_by("pk")[0].digest in text


def test_its_queries_do_not_grow(reader, chief):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(REPORT).status_code == 200
        return len(captured)

    lines()
    count()
    few = count()
    for number in range(60):
        record("portal.login", chief, user=person(f"p{number}"))
    lines()
    assert count() <= few  # of fewer types
    assert len(rows(reader)) == 50  # a page


def test_reading_it_is_an_act(reader):
    with audited() as new:
        for path in (REPORT, RESULTS, f"{RESULTS}?q=a", f"{REPORT}?p=2"):
            reader.get(path)
    assert acts(new) == ["portal.access"] * 3  # while somebody types, the list is one reading
    assert {line.object_type or line.details["screen"] for line in new} == {"reports/audit"}
