"""`make bench-search`: made-up texts, a sound site, and a database that is not the portal's."""

import os
import re
import subprocess
import sys
from collections import Counter
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from wagtail.models import Page
from wagtail.search.models import IndexEntry

import pytest

from portal.core.themes import PublicationTheme
from portal.development.bench_search import fill, queries, vocabulary
from portal.development.bench_search.measure import (
    Measures,
    Timing,
    time_calls,
    without_portal_indexes,
)
from portal.development.bench_search.report import (
    describe_machine,
    format_conclusion,
    format_measures,
)
from portal.development.bench_search.writer import Writer
from portal.publications import PublicationPage

COLUMNS = ("title::text", "body::text", "autocomplete::text", "title_text", "body_text")


@pytest.fixture(scope="module")
def writer():
    return Writer()


@pytest.fixture
def filled(db, writer):
    fill.build_site()
    filler = fill.Filler(writer, lambda message: None)
    filler.grow(60)
    filler.grow(100)


def text_of(writer, number):
    return writer.write(writer.get_random(number), number)


def entry(page):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM {IndexEntry._meta.db_table}"  # noqa: S608
            " WHERE object_id = %s AND content_type_id = %s",
            [str(page.pk), page.content_type_id],
        )
        return cursor.fetchone()


def test_the_same_number_gives_the_same_text(writer):
    assert text_of(writer, 3) == text_of(Writer(), 3)
    assert text_of(writer, 3) != text_of(writer, 4)
    assert text_of(writer, 3) != text_of(Writer(seed=1), 3)


def test_words_are_many_and_fall_as_zipf_says(writer):
    assert len(set(writer.forms)) == vocabulary.SIZE
    drawn = writer.choose_words(writer.get_random(0), 200_000)
    counts = [count for _, count in Counter(drawn).most_common()]
    assert counts[0] == pytest.approx(counts[99] * (99 + 2.7) / 2.7, rel=0.25)
    assert len(counts) > 15_000


def test_planted_words_have_their_share(writer):
    texts = [" ".join(text_of(writer, number).paragraphs) for number in range(600)]
    share = sum("défense" in text.lower() for text in texts) / len(texts)
    assert 0.25 < share < 0.36
    assert sum(vocabulary.RARE in text.lower() for text in texts) == 1


def test_titles_and_lengths_are_those_of_an_agency(writer):
    texts = [text_of(writer, number) for number in range(300)]
    lengths = sorted(len(" ".join([text.summary, *text.paragraphs]).split()) for text in texts)
    assert 180 < lengths[150] < 280
    assert all(4 <= len(text.title.split()) <= 20 for text in texts)


def test_the_tree_is_sound_and_pages_answer(client, filled):
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    assert out.getvalue().count("No problems found") == 2
    for kind in ("actualite", "communique", "offre"):
        page = next(page for page in PublicationPage.objects.specific() if page.kind_slug == kind)
        response = client.get(page.get_url(), headers={"host": "127.0.0.1"})
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_kinds_themes_and_closed_offers_are_mixed(filled):
    pages = list(PublicationPage.objects.specific())
    kinds = Counter(page.kind_slug for page in pages)
    assert len(pages) == 100
    assert kinds["actualite"] > kinds["communique"] > kinds["offre"] > 0
    assert 130 < PublicationTheme.objects.count() < 220
    assert PublicationPage.objects.filter(listed_until__lt=timezone.now()).exists()
    assert Page.objects.filter(slug="actualites").get().numchild == kinds["actualite"]


def test_the_index_is_what_the_indexer_writes(filled):
    for page in PublicationPage.objects.specific()[:50]:
        ours = entry(page)
        queries.index_one(page)
        assert ours == entry(page)
        assert page.title in ours


def test_the_searches_find_what_was_planted(filled):
    assert queries.search(queries.SEARCHES["rare"]) == 1
    assert 15 < queries.search(queries.SEARCHES["common"], with_extracts=True) < 50
    assert queries.stock_search(queries.SEARCHES["rare"]) == 1


def test_the_portals_own_indexes_are_only_set_aside(db):
    def names():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'wagtailcore_page'")
            return {name for (name,) in cursor.fetchall()}

    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX portal_essai ON wagtailcore_page (title)")
    before = names()
    with without_portal_indexes():
        assert names() < before
        assert "portal_essai" not in names()
    assert names() == before


def test_slow_actions_are_repeated_less(db):
    timing = time_calls(lambda: sum(range(1_000_000)), runs=5)
    assert timing.runs == 5
    assert timing.p50 / 3 < timing.cpu < timing.p95 * 2
    assert time_calls(lambda: None, runs=50, max_seconds=0).runs == 3


def test_the_report_tells_ratios_and_targets(db):
    def measures(size, common):
        def timings(value):
            names = queries.SEARCHES
            return {name: Timing(value, value, 21, value, 7) for name in names}

        pages = {"actualites, first page": Timing(50, 60, 21, 300, cpu=common / 5)}
        pages |= {"suggestions": None}
        publishing = {"its indexing alone": Timing(90, 99, 21, 99)}
        return Measures(
            size, timings(common), timings(common), timings(900), pages, publishing, 12.3
        )

    first, last = measures(200, 10), measures(1_000, 60)
    text = "\n\n".join(
        (describe_machine(1), format_measures(last), format_conclusion(first, last), "")
    )
    assert "seed 1;" in text
    assert "## 1,000 publications" in text
    assert "## 1,000 against 200" in text
    assert "| common | 6.0 | 6.0 | 1.0 |" in text
    assert "| actualites, first page | 2.0 | 12.0 | 6.00 |" in text
    assert "| processor time of a page, growth | 1.3 | 6.0 | **no** |" in text
    assert "| common word, ms | 200 | 60.0 | yes |" in text
    assert "| rare word, ms | 10 | 60.0 | **no** |" in text
    assert "| indexing of one page, ms | 80 | 90.0 | **no** |" in text
    assert "| suggestions, ms | 10 | – | – |" in text
    assert "| update_index | 12 s |" in text
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1


def test_the_portals_database_is_left_alone(db):
    """The command itself, in a process of its own, beside this database."""

    name = connection.settings_dict["NAME"]

    def databases():
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name])
            return {name for (name,) in cursor.fetchall()}

    before = Page.objects.count(), databases()
    address = re.sub(r"/[^/?]+(?=\?|$)", f"/{name}", os.environ["DATABASE_URL"])
    result = subprocess.run(
        [sys.executable, "manage.py", "bench_search", "--sizes", "60", "--runs", "1"],
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    assert f"La base s’appelle {name}_bench." in result.stdout
    assert "## 60 publications" in result.stdout
    assert (Page.objects.count(), databases()) == before
