"""How long the site takes to answer, and Wagtail's own search on the same data."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from portal.core.themes import Theme
from portal.development.bench_search import queries
from portal.development.bench_search.fill import index_pages

RUNS, WARM_UPS = 21, 3
PATIENCE, LEAST_RUNS = 60, 3  # seconds for one measure; runs that it makes whatever they take
TABLES = ("wagtailcore_page", "wagtailsearch_indexentry")  # where the portal adds indexes


@dataclass
class Timing:
    """Milliseconds; `first` is what the very first call took."""

    p50: float
    p95: float
    runs: int
    first: float
    value: object = None


@dataclass
class Measures:
    """All that was measured at one size, by the name of the row."""

    size: int
    searches: dict[str, Timing] = field(default_factory=dict)
    extracts: dict[str, Timing] = field(default_factory=dict)
    stock: dict[str, Timing] = field(default_factory=dict)
    pages: dict[str, Timing | None] = field(default_factory=dict)
    publishing: dict[str, Timing] = field(default_factory=dict)
    update_index: float | None = None  # seconds


def timed(action: Callable, runs: int = RUNS, patience: float = PATIENCE) -> Timing:
    """Warm up, then repeat as long as there is time."""
    start, times = time.perf_counter(), []
    warm_ups = 0
    while len(times) - warm_ups < runs:
        before = time.perf_counter()
        value = action()
        now = time.perf_counter()
        times.append((now - before) * 1000)
        warm_ups = min(len(times) - 1, WARM_UPS)
        slow = now - start > patience
        if slow and len(times) - warm_ups >= LEAST_RUNS:
            break
    kept = sorted(times[warm_ups:])
    middle, high = kept[len(kept) // 2], kept[min(len(kept) - 1, len(kept) * 95 // 100)]
    return Timing(middle, high, len(kept), times[0], value)


def measure(size: int, runs: int, say: Callable[[str], None], with_update: bool) -> Measures:
    measures = Measures(size)
    for name, words in queries.SEARCHES.items():
        say(f"Recherche « {words} »…")
        measures.searches[name] = timed(lambda words=words: queries.search(words), runs)
        measures.extracts[name] = timed(lambda words=words: queries.search(words, True), runs)
    say("Listes et pages de recherche…")
    measures.pages = {name: asked(path, runs) for name, path in addresses().items()}
    say("Publication…")
    page = index_pages()[0].publications().newest().first().specific
    measures.publishing["publish one page"] = timed(lambda: queries.publish(page), runs)
    measures.publishing["its indexing alone"] = timed(lambda: queries.index_one(page), runs)
    say("La recherche livrée par Wagtail, sans les index du portail…")
    with without_own_indexes():
        for name, words in queries.SEARCHES.items():
            measures.stock[name] = timed(lambda words=words: queries.stock_search(words), runs)
        measures.publishing["the same, Wagtail’s backend"] = timed(
            lambda: queries.stock_index_one(page), runs
        )
    if with_update:
        say("update_index…")
        start = time.perf_counter()
        call_command("update_index", verbosity=0)
        measures.update_index = time.perf_counter() - start
    return measures


def addresses() -> dict[str, str]:
    found = {}
    for page in index_pages():
        path, publications = page.url, page.publications()
        year = publications.newest().first().date.year - 1
        theme = Theme.objects.order_by("pk")[1].slug
        found[f"{page.slug}, first page"] = path
        found[f"{page.slug}, deep page"] = f"{path}?page={max(1, publications.count() // 24)}"
        found[f"{page.slug}, theme and year"] = f"{path}?theme={theme}&annee={year}"
    found["search, common word"] = f"/recherche/?q={queries.SEARCHES['common']}"
    found["search, misspelt word"] = f"/recherche/?q={queries.SEARCHES['misspelt']}"
    found["suggestions"] = queries.SUGGESTIONS
    return found


def asked(path: str, runs: int) -> Timing | None:
    """A whole answer, or nothing where the site has no such address."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    timing = timed(lambda: client.get(path, secure=settings.HTTPS).status_code, runs)
    if timing.value not in (200, 404):
        raise RuntimeError(f"{path} : {timing.value}")
    return timing if timing.value == 200 else None


@contextmanager
def without_own_indexes() -> Iterator[None]:
    """The database as Wagtail's migrations leave it; what happens inside is undone."""
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
