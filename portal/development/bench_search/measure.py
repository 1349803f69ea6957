"""How long the site takes to answer, and how long Wagtail's own search takes on the same data."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import psutil

from portal.core.themes import Theme
from portal.development.bench_search import queries
from portal.development.bench_search.fill import get_index_pages
from portal.development.bench_search.vectors import Filling, drawn_vectors
from portal.publications import PublicationIndexPage, PublicationPage
from portal.site_search.vectors import table_model

RUNS, WARM_UPS = 21, 3
MAX_SECONDS, MIN_RUNS = 60, 3  # of one measure, which makes the minimum of runs in any case
TABLES = ("wagtailcore_page", "wagtailsearch_indexentry")  # to which the portal adds indexes


@dataclass
class Timing:
    """Milliseconds of a call: median, 95th percentile, `first`, the first call of all, and `cpu`.

    `value` is what the last call returned.
    """

    p50: float
    p95: float
    runs: int
    first: float
    value: object = None
    cpu: float = (
        0.0  # of each call, in this process and in the database where it is on this machine
    )


@dataclass
class Measures:
    """All that was measured at one size, by the name of the row of the report."""

    size: int
    searches: dict[str, Timing] = field(default_factory=dict)
    extracts: dict[str, Timing] = field(default_factory=dict)
    stock: dict[str, Timing] = field(default_factory=dict)
    pages: dict[str, Timing | None] = field(default_factory=dict)
    publishing: dict[str, Timing] = field(default_factory=dict)
    update_index: float | None = None  # seconds
    missed_titles: int | None = None  # of which another publication is found first
    meaning: dict[str, Timing] = field(default_factory=dict)  # searches with their neighbours
    filling: Filling | None = None  # of vectors; None without pgvector


def time_calls(
    action: Callable[[], object], runs: int = RUNS, max_seconds: float = MAX_SECONDS
) -> Timing:
    """Call the action WARM_UPS times, then `runs` times, fewer once `max_seconds` have passed."""
    start = time.perf_counter()
    times: list[float] = []  # milliseconds
    warm_ups = 0
    spent = cpu_time()
    while len(times) - warm_ups < runs:
        if len(times) == WARM_UPS:
            spent = cpu_time()
        before = time.perf_counter()
        value = action()
        now = time.perf_counter()
        times.append((now - before) * 1000)
        warm_ups = min(len(times) - 1, WARM_UPS)
        is_late = now - start > max_seconds
        if is_late and len(times) - warm_ups >= MIN_RUNS:
            break
    measured = sorted(times[warm_ups:])
    count = len(measured)
    median, high = measured[count // 2], measured[min(count - 1, count * 95 // 100)]
    cpu = (cpu_time() - spent) * 1000 / count
    return Timing(median, high, count, times[0], value, cpu)


def cpu_time() -> float:
    """Return the seconds of processor that this process and its connection have taken."""
    connection.ensure_connection()
    try:
        backend = psutil.Process(connection.connection.info.backend_pid)
    except psutil.NoSuchProcess:  # the database is on another machine
        return time.process_time()
    return time.process_time() + sum(backend.cpu_times()[:2])


def measure(size: int, runs: int, say: Callable[[str], None], with_update: bool) -> Measures:
    """Measure the site of this size; with `with_update`, the command `update_index` too."""
    measures = Measures(size)
    for name, text in queries.SEARCHES.items():
        say(f"Recherche « {text} »…")
        measures.searches[name] = time_calls(partial(queries.search, text), runs)
        measures.extracts[name] = time_calls(partial(queries.search, text, True), runs)
    if size <= queries.MOST_TITLES:
        say("Titres entiers…")
        measures.missed_titles = queries.count_missed_titles()
    if table_model():
        say("Recherche par le sens…")
        with drawn_vectors(size) as measures.filling:
            for name, text in queries.SEARCHES.items():
                measures.meaning[name] = time_calls(partial(queries.search, text), runs)
    say("Listes et pages de recherche…")
    measures.pages = {name: time_page(url, runs) for name, url in get_urls().items()}
    say("Publication…")
    page = get_newest(get_index_pages()[0]).specific
    measures.publishing["publish one page"] = time_calls(lambda: queries.publish(page), runs)
    measures.publishing["its indexing alone"] = time_calls(lambda: queries.index_one(page), runs)
    say("La recherche livrée par Wagtail, sans les index du portail…")
    with without_portal_indexes():
        for name, text in queries.SEARCHES.items():
            measures.stock[name] = time_calls(partial(queries.stock_search, text), runs)
        measures.publishing["the same, Wagtail’s backend"] = time_calls(
            lambda: queries.stock_index_one(page), runs
        )
    if with_update:
        say("update_index…")
        start = time.perf_counter()
        call_command("update_index", verbosity=0)
        measures.update_index = time.perf_counter() - start
    return measures


def get_newest(index: PublicationIndexPage) -> PublicationPage:
    """Return the newest publication of the list; raise IndexError when it has none."""
    return index.publications().newest()[0]


def get_urls() -> dict[str, str]:
    """Return the URLs to measure, by the name of the row of the report."""
    urls = {"home": "/", "feed of the site": reverse("search_feed")}
    for page in get_index_pages():
        path, publications = page.url, page.publications()
        year = get_newest(page).date.year - 1
        theme = Theme.objects.order_by("pk")[1].slug
        urls[f"{page.slug}, first page"] = path
        urls[f"{page.slug}, deep page"] = f"{path}?page={max(1, publications.count() // 24)}"
        urls[f"{page.slug}, theme and year"] = f"{path}?theme={theme}&annee={year}"
        urls[f"{page.slug}, feed"] = path + page.reverse_subpage("feed")
        newest = publications.newest()
        urls[f"{page.slug}, new text"] = newest[min(3, publications.count() - 1)].get_url()
        urls[f"{page.slug}, text"] = newest[publications.count() // 2].get_url()
    urls["search, common word"] = f"/recherche/?q={queries.SEARCHES['common']}"
    urls["search, misspelt word"] = f"/recherche/?q={queries.SEARCHES['misspelt']}"
    urls["suggestions"] = queries.SUGGESTIONS
    return urls


def time_page(path: str, runs: int) -> Timing | None:
    """Time a whole response; return None when the site has no such URL.

    Raise RuntimeError when the status is neither 200 nor 404.
    """
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    timing = time_calls(lambda: client.get(path, secure=settings.HTTPS).status_code, runs)
    if timing.value not in (200, 404):
        raise RuntimeError(f"{path} : {timing.value}")
    return timing if timing.value == 200 else None


@contextmanager
def without_portal_indexes() -> Iterator[None]:
    """Drop the indexes of the portal; restore them at the end, and undo all changes."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname FROM pg_indexes"
                " WHERE tablename = ANY(%s) AND starts_with(indexname, 'portal_')",
                [list(TABLES)],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield
        transaction.set_rollback(True)
