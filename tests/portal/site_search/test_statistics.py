"""The statistics of searches: figures for editors, nothing of visitors, gone after 90 days."""

import datetime
import threading
from io import StringIO

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from portal.models import SearchCount, UnknownSearch
from portal.search.normalization import normalize
from portal.site_search import statistics
from tests.support import factories
from tests.support.withdrawals import published

DAY = datetime.timedelta(days=1)
# Each refuses what is written of a search for « drone », and is then undone. PostgreSQL quotes the
# row that a constraint refuses, with what was typed.
FAILURES = {
    "no table of the counts": (
        "ALTER TABLE portal_searchcount RENAME TO away",
        "ALTER TABLE away RENAME TO portal_searchcount",
    ),
    "no vocabulary": (
        "ALTER TABLE portal_word RENAME TO away",
        "ALTER TABLE away RENAME TO portal_word",
    ),
    "a row that is refused": (
        "ALTER TABLE portal_searchcount ADD CONSTRAINT refused CHECK (words <> 'drone')",
        "ALTER TABLE portal_searchcount DROP CONSTRAINT refused",
    ),
}


@pytest.fixture
def drone(site):
    """A public page. The vocabulary also holds the words of one that is public no more."""
    page = published(
        factories.NewsArticlePageFactory, parent=site.news, title="Un drone sous-marin"
    )
    other = published(factories.NewsArticlePageFactory, parent=site.news, title="La défense")
    call_command("build_vocabulary", stdout=StringIO())
    other.unpublish()
    return page


def search(client, words: str, **kwargs):
    return client.get("/recherche/", {"q": words}, **kwargs)


def counts() -> set[tuple]:
    return set(SearchCount.objects.values_list("words", "found", "searches"))


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - days * DAY


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
    assert normalize(typed) == words


def test_known_words_are_counted_by_day_with_and_without_results(client, drone):
    for words in ("drone", "DRÔNE ", "défense"):
        assert search(client, words).status_code == 200
    assert counts() == {("drone", True, 2), ("defense", False, 1)}
    assert set(SearchCount.objects.values_list("day", flat=True)) == {days_ago(0)}
    assert not UnknownSearch.objects.exists()


def test_accents_and_elisions_make_no_word_unknown(client, site):
    published(factories.NewsArticlePageFactory, parent=site.news, title="Été 2026 à l’agence")
    search(client, "ete 2026 l'agence")
    assert SearchCount.objects.get().words == "ete 2026 l agence"


def test_one_unknown_word_hides_them_all(client, drone):
    search(client, "drone Dupont")
    search(client, "0612345678")
    assert counts() == {(statistics.OTHER, False, 2)}
    digests = UnknownSearch.objects.values_list("digest", flat=True)
    assert [len(digest) for digest in digests] == [64, 64]


def test_the_words_of_a_draft_are_unknown(client, site):
    """A search for a name that only a draft holds must not tell editors that it was looked for."""
    factories.NewsArticlePageFactory(parent=site.news, title="Projet Chardonneret", live=False)
    call_command("build_vocabulary", stdout=StringIO())
    search(client, "chardonneret")
    assert counts() == {(statistics.OTHER, False, 1)}


def test_unknown_words_get_their_name_on_the_fifth_day(client, drone, stop_clock):
    now = timezone.now()
    for days in (8, 6, 4, 4, 2):
        stop_clock(now - days * DAY)
        search(client, "Zébrulon")
    assert {words for words, _has_results, _searches in counts()} == {statistics.OTHER}
    stop_clock(now)
    search(client, "zebrulon")
    search(client, "autre zébrulon")  # other words start from their own first day
    assert set(SearchCount.objects.last_days(1).values_list("words", "searches")) == {
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
    call_command("build_vocabulary", stdout=StringIO())
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
    assert {words for words, _has_results, _searches in counts()} <= {"drone", statistics.OTHER}


def test_long_words_are_cut(client, drone):
    search(client, "sous marin " * 15)  # 165 letters, within what the form takes
    assert counts() == {("sous marin s", True, 1)}  # a word that comes again is one word


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("failure", FAILURES)
def test_statistics_that_fail_break_no_search(client, drone, caplog, failure):
    begin, end = FAILURES[failure]
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            response = search(client, "drone")
        finally:
            cursor.execute(end)
    assert "Un drone" in response.content.decode()
    assert "A search was not counted" in caplog.text
    assert "drone" not in caplog.text


def test_a_cache_that_is_full_breaks_no_search(client, drone, settings, caplog):
    settings.CACHES = {"default": {"BACKEND": "tests.support.caches.FullCache"}}
    assert "Un drone" in search(client, "drone").content.decode()
    assert "A search was not counted: MemoryError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_searches_at_once_are_all_counted():
    def searcher():
        for _ in range(20):
            SearchCount.objects.record(days_ago(0), "zebrulon", True)
        connection.close()

    threads = [threading.Thread(target=searcher) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts() == {(statistics.OTHER, True, 80)}
    assert UnknownSearch.objects.count() == 1


@pytest.mark.parametrize("words", ["drone", "drone leger", "zebrulon"])
def test_counting_costs_one_statement(drone, words):
    statistics.count_search(words, True)  # the first of the day also forgets
    with CaptureQueriesContext(connection) as captured:
        statistics.count_search(words, True)
    assert len(captured) == 1


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


# What visitors may add


def test_the_same_words_in_another_order_are_one_row(client, drone):
    for words in (
        "drone sous-marin",
        "sous-marin drone",
        "marin sous drone",
        "drone drone marin sous",
    ):
        search(client, words)
    assert counts() == {("drone sous marin", True, 4)}
    for words in ("zouk zest", "zest zouk"):
        search(client, words)
    assert UnknownSearch.objects.count() == 1


def test_the_order_is_that_of_an_earlier_day_too(client, drone):
    SearchCount.objects.record(days_ago(3), "marin drone", found=True)
    assert set(SearchCount.objects.values_list("words", flat=True)) == {"marin drone"}
    search(client, "drone marin")
    assert set(SearchCount.objects.values_list("words", flat=True)) == {"marin drone"}


def test_many_words_are_put_in_order(client, drone):
    words = ["un", "drone", "sous", "marin", "la", "defense"]
    for typed in (words, words[::-1]):
        search(client, " ".join(typed))
    assert SearchCount.objects.get().searches == 2


def test_a_day_has_so_many_rows_at_most(client, drone, monkeypatch):
    monkeypatch.setattr(statistics, "DAILY_ROWS", 3)
    for words in ("drone", "défense", "sous", "marin", "sous-marin", "un"):
        search(client, words)
    assert SearchCount.objects.exclude(words=statistics.OTHER).count() == 3
    assert sum(SearchCount.objects.values_list("searches", flat=True)) == 6  # none is lost
    search(client, "drone")
    assert ("drone", True, 2) in counts()  # a row that is there goes on counting
    for number in range(6):
        search(client, f"zzz{number}")
    assert UnknownSearch.objects.count() == 3


def test_questions_without_an_answer_are_counted(client, drone, settings):
    for words in ("qui est un drone", "un drone"):
        search(client, words)
    rows = SearchCount.objects.values_list("words", "searches", "unanswered_questions")
    assert set(rows) == {("qui est un drone", 1, 1), ("un drone", 1, 0)}
    search(client, "qui est un drone")
    settings.SEARCH_ANSWERS = False
    search(client, "qui est un drone")
    assert set(rows.all()) == {("qui est un drone", 3, 2), ("un drone", 1, 0)}


def test_a_question_keeps_the_order_of_its_words(client, drone):
    search(client, "qui est le drone sous la défense ?")
    assert counts() == {("qui est le drone sous la defense", False, 1)}
