"""The journal of searches: figures for editors, nothing of visitors, gone after 90 days."""

import csv
import datetime
import logging
import threading
from io import StringIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from portal.models import SearchCount, UnknownSearch
from portal.search.normalization import normalised
from portal.site_search import statistics
from tests.support import factories

REPORT = "/gestion/reports/searches/"
today = timezone.localdate  # also where a test changes it


@pytest.fixture(autouse=True)
def vocabulary(monkeypatch):
    """The public words of these tests."""
    known = {"drone", "sous", "marin", "defense", "s"}
    monkeypatch.setattr(statistics.vocabulary, "are_known", known.issuperset)


@pytest.fixture
def drone(site):
    return factories.NewsArticlePageFactory(parent=site.news, title="Un drone")


def search(client, words: str, **kwargs):
    return client.get("/recherche/", {"q": words}, **kwargs)


def counts() -> set[tuple]:
    return set(SearchCount.objects.values_list("words", "found", "searches"))


def days_ago(days: int) -> datetime.date:
    return today() - datetime.timedelta(days=days)


def on_day(monkeypatch, days: int) -> None:
    day = days_ago(days)
    monkeypatch.setattr(statistics.timezone, "localdate", lambda: day)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  DÉFENSE\u00a0  Sous-marin ", "defense sous marin"),
        ("cœur ﬁn", "coeur fin"),
        ("L’été (autre)", "l ete autre"),
        ("&|!(", ""),
        ("\x00", ""),
    ],
)
def test_words_are_written_in_one_way(typed, words):
    assert normalised(typed) == words


def test_known_words_are_counted_by_day_with_and_without_results(client, drone):
    for words in ("drone", "DRÔNE ", "défense"):
        assert search(client, words).status_code == 200
    assert counts() == {("drone", True, 2), ("defense", False, 1)}
    assert set(SearchCount.objects.values_list("day", flat=True)) == {today()}
    assert not UnknownSearch.objects.exists()


def test_one_unknown_word_hides_them_all(client, drone):
    search(client, "drone Dupont")
    search(client, "0612345678")
    assert counts() == {(statistics.OTHER, False, 2)}
    digests = UnknownSearch.objects.values_list("digest", flat=True)
    assert [len(digest) for digest in digests] == [64, 64]


def test_unknown_words_get_their_name_on_the_fifth_day(client, drone, monkeypatch):
    for day in (8, 6, 4, 4, 2):
        on_day(monkeypatch, day)
        search(client, "Zébrulon")
    assert {words for words, _found, _searches in counts()} == {statistics.OTHER}
    on_day(monkeypatch, 0)
    search(client, "zebrulon")
    search(client, "autre zébrulon")  # other words start from their own first day
    assert set(SearchCount.objects.over(1).values_list("words", "searches")) == {
        ("zebrulon", 1),
        (statistics.OTHER, 1),
    }


def test_what_was_typed_is_stored_nowhere_and_the_digest_needs_the_key(client, drone, settings):
    search(client, "Zébrulon", REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Lynx")
    (digest,) = UnknownSearch.objects.values_list("digest", flat=True)
    dump = StringIO()
    call_command("dumpdata", "portal.SearchCount", "portal.UnknownSearch", stdout=dump)
    for trace in ("brulon", "192.0.2.7", "Lynx"):
        assert trace not in dump.getvalue()
    settings.SECRET_KEY = "another"
    search(client, "Zébrulon")
    assert UnknownSearch.objects.exclude(digest=digest).count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; ExampleBot/2.1)"},
        {"HTTP_USER_AGENT": "A crawler"},
        {"HTTP_USER_AGENT": "big SPIDER"},
    ],
)
def test_machines_are_not_counted(client, drone, headers):
    assert search(client, "drone", **headers).status_code == 200
    assert not counts()


def test_only_the_first_page_of_a_search_of_the_site_is_counted(client, site):
    factories.NewsArticlePageFactory.create_batch(21, parent=site.news, title="Un drone")
    for path in (
        "/recherche/?q=drone&page=2",
        "/recherche/?q=",
        "/recherche/?q=%26",
        "/recherche/",
        "/actualites/?q=drone",
        "/recherche/flux/atom/?q=drone",
    ):
        assert client.get(path).status_code == 200
    client.head("/recherche/?q=drone")
    assert not counts()
    client.get("/recherche/?q=drone&page=1")
    assert counts() == {("drone", True, 1)}


@pytest.mark.parametrize("words", ["\x00", "drone\x00", "é" * 10_000, "x" * 200, "\ud800"])
def test_odd_words_do_no_harm(client, drone, words):
    assert client.get("/recherche/", {"q": words.encode("utf-8", "replace")}).status_code == 200
    assert {words for words, _found, _searches in counts()} <= {"drone", statistics.OTHER}


def test_long_words_are_cut(client, drone):
    search(client, "sous marin " * 15)  # 165 letters, within what the form takes
    assert counts() == {(" ".join(["sous", "marin"] * 9 + ["s"]), False, 1)}


@pytest.mark.parametrize("part", ["vocabulary.are_known", "SearchCount.objects.add", "cache.add"])
def test_a_journal_that_fails_breaks_no_search(client, drone, monkeypatch, caplog, part):
    def fail(*args, **kwargs):
        raise DatabaseError("the words were zebrulon")

    monkeypatch.setattr(f"portal.site_search.statistics.{part}", fail)
    with caplog.at_level(logging.ERROR, "portal.site_search.statistics"):
        assert "Un drone" in search(client, "drone").content.decode()
    assert "DatabaseError" in caplog.text
    assert "zebrulon" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_missing_table_breaks_no_search(client, site, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_searchcount RENAME TO away")
    try:
        assert search(client, "drone").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO portal_searchcount")
    assert "ProgrammingError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_searches_at_once_are_all_counted():
    def searcher():
        for _ in range(20):
            SearchCount.objects.add(today(), "drone", True)
            UnknownSearch.objects.days(today(), "digest")
        connection.close()

    threads = [threading.Thread(target=searcher) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts() == {("drone", True, 80)}
    assert UnknownSearch.objects.count() == 1


@pytest.mark.parametrize(("words", "cost"), [("drone", 1), ("zebrulon", 2)])
def test_counting_costs_a_statement_or_two(db, words, cost):
    statistics.record(words, True)  # the first of the day also forgets
    with CaptureQueriesContext(connection) as captured:
        statistics.record(words, True)
    assert len(captured) == cost


def old_and_recent() -> None:
    for age in (91, 90, 0):
        SearchCount.objects.create(day=days_ago(age), words="drone", found=True, searches=1)
        UnknownSearch.objects.create(day=days_ago(age), digest="digest")


def remaining() -> list[set]:
    models = (SearchCount, UnknownSearch)
    return [set(model.objects.values_list("day", flat=True)) for model in models]


def test_the_command_forgets_what_is_older_than_90_days(db):
    old_and_recent()
    output = StringIO()
    call_command("forget_searches", stdout=output)
    assert remaining() == [{days_ago(90), days_ago(0)}] * 2
    assert "2" in output.getvalue()


def test_the_first_search_of_a_day_forgets_too(client, drone):
    old_and_recent()
    search(client, "drone")
    assert remaining() == [{days_ago(90), days_ago(0)}] * 2
    SearchCount.objects.create(day=days_ago(91), words="drone", found=True, searches=1)
    search(client, "drone")
    assert days_ago(91) in remaining()[0]  # once a day is enough
    cache.clear()  # as tomorrow's key would be missing
    search(client, "drone")
    assert days_ago(91) not in remaining()[0]


@pytest.fixture
def figures(db):
    for age, words, found, searches in (
        (0, "drone", True, 5),
        (10, "drone", True, 3),
        (10, "drone", False, 2),
        (40, "sous marin", False, 4),
        (0, statistics.OTHER, True, 1),
    ):
        day = days_ago(age)
        SearchCount.objects.create(day=day, words=words, found=found, searches=searches)


def exported(client, **query) -> list[tuple]:
    response = client.get(REPORT, query | {"export": "csv"})
    assert response.status_code == 200
    lines = b"".join(response.streaming_content).decode().splitlines()
    return [tuple(row) for row in csv.reader(lines)][1:]


def test_the_report_sums_and_filters(admin_client, figures):
    assert exported(admin_client) == [("drone", "10", "8", "2"), (statistics.OTHER, "1", "1", "0")]
    assert exported(admin_client, period="7", ordering="words") == [
        (statistics.OTHER, "1", "1", "0"),
        ("drone", "5", "5", "0"),
    ]
    assert exported(admin_client, period="90", fruitless="1", ordering="-fruitless") == [
        ("sous marin", "4", "0", "4"),
        ("drone", "10", "8", "2"),
    ]
    assert exported(admin_client, q="Drône") == [("drone", "10", "8", "2")]


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
