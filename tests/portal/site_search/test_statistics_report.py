"""The report of the searches, for those who were given its permission."""

import csv
import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

import pytest

from portal.models import SearchCount
from portal.site_search import statistics

REPORT = "/gestion/reports/searches/"


@pytest.fixture
def figures(db):
    for age, words, found, searches in (
        (0, "drone", True, 5),
        (10, "drone", True, 3),
        (10, "drone", False, 2),
        (40, "sous marin", False, 4),
        (0, statistics.OTHER, True, 1),
    ):
        day = timezone.localdate() - datetime.timedelta(days=age)
        SearchCount.objects.create(day=day, words=words, found=found, searches=searches)
    SearchCount.objects.create(
        day=timezone.localdate() - datetime.timedelta(days=50),
        words="qui dirige l agence",
        found=True,
        searches=9,
        unanswered_questions=7,
    )


def exported(client, **query) -> list[tuple]:
    response = client.get(REPORT, query | {"export": "csv"})
    assert response.status_code == 200
    lines = b"".join(response.streaming_content).decode().splitlines()
    return [tuple(row) for row in csv.reader(lines, delimiter=";")][1:]


def test_the_report_sums_and_filters(admin_client, figures):
    assert exported(admin_client) == [
        ("drone", "10", "8", "2", "0"),
        (statistics.OTHER, "1", "1", "0", "0"),
    ]
    assert exported(admin_client, period="7", ordering="words") == [
        (statistics.OTHER, "1", "1", "0", "0"),
        ("drone", "5", "5", "0", "0"),
    ]
    assert exported(admin_client, period="90", fruitless="1", ordering="-fruitless") == [
        ("sous marin", "4", "0", "4", "0"),
        ("drone", "10", "8", "2", "0"),
    ]
    assert exported(admin_client, period="90", fruitless="questions") == [
        ("qui dirige l agence", "9", "9", "0", "7")
    ]
    assert exported(admin_client, q="Drône") == [("drone", "10", "8", "2", "0")]


def test_the_report_is_shown_in_french(admin_client, figures):
    for path in (REPORT, REPORT + "results/"):
        content = admin_client.get(path).content.decode()
        for text in ("Mots", "Avec résultats", "Sans résultat", "drone", statistics.OTHER):
            assert text in content
    content = admin_client.get(REPORT).content.decode()
    assert "30 derniers jours" in content
    assert "Toutes les recherches" in content


@pytest.mark.parametrize(
    "query", ["period=8", "period=%00", "fruitless=x", "ordering=day", "q=%00", "p=0", "export=x"]
)
def test_an_odd_report_is_still_a_report(admin_client, figures, query):
    assert admin_client.get(f"{REPORT}?{query}").status_code == 200


def editor(*codenames: str):
    group = Group.objects.create(name="Recherches")
    names = ["access_admin", *codenames]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user = get_user_model().objects.create_user("editrice")
    user.groups.add(group)
    return user


def test_an_editor_reads_the_report_only_with_its_permission(client, site, figures):
    client.force_login(editor())
    for path in (REPORT, REPORT + "results/", REPORT + "?export=csv"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url == "/gestion/"
    assert REPORT not in client.get("/gestion/").content.decode()


def test_the_permission_opens_the_report_and_its_menu(client, site, figures):
    client.force_login(editor("view_searchcount"))
    assert client.get(REPORT).status_code == 200
    assert REPORT in client.get("/gestion/").content.decode()


def test_the_permission_can_be_given_to_a_group(admin_client, site):
    content = admin_client.get("/gestion/groups/new/").content.decode()
    assert "Consulter le rapport des recherches" in content


def test_each_search_leads_to_the_form_that_answers_it(admin_client, client, site, figures):
    content = admin_client.get(REPORT, {"period": "90"}).content.decode()
    assert "/gestion/searchpicks/add/?mots=qui%20dirige%20l%20agence" in content
    assert "mots=%28autre%29" not in content
    form = admin_client.get("/gestion/searchpicks/add/?mots=qui+dirige+l+agence").content.decode()
    assert 'value="qui dirige l agence"' in form
    client.force_login(editor("view_searchcount"))
    assert "searchpicks/add" not in client.get(REPORT, {"period": "90"}).content.decode()
