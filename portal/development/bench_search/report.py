"""The measures as Markdown: a table a size, how they grow, and which targets are met."""

import os
from collections.abc import Iterator

from django.db import connection

from portal.development.bench_search.measure import Measures, Timing

LISTS = ("first page", "theme and year")


def machine(seed: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return (
        f"{os.cpu_count()} cores, PostgreSQL {version}, seed {seed}; milliseconds, data in cache, "
        "one process per query. “Stock” is the database backend as Wagtail ships it, without the "
        "portal’s own indexes, on the same data in the same run."
    )


def section(measures: Measures) -> str:
    title = f"## {measures.size:,} publications"
    return "\n\n".join((title, searches(measures), pages(measures)))


def conclusion(first: Measures, last: Measures) -> str:
    parts = [f"## Targets, at {last.size:,}", targets(first, last)]
    if first is not last:
        parts = [f"## {last.size:,} against {first.size:,}", growth(first, last), *parts]
    return "\n\n".join(parts)


def searches(measures: Measures) -> str:
    rows = []
    for name, own in measures.searches.items():
        full, stock = measures.extracts[name], measures.stock[name]
        rows.append(
            (
                name,
                f"{own.value:,}",
                *both(own),
                *both(full),
                *both(stock),
                str(stock.runs),
                f"{stock.value:,}",
                f"{stock.p50 / own.p50:.1f}",
            )
        )
    header = (
        "search|matches|p50|p95|with extracts: p50|p95|stock: p50|p95|runs|matches|stock : portal"
    )
    return table(header.split("|"), rows)


def pages(measures: Measures) -> str:
    rows = []
    for name, timing in (measures.pages | measures.publishing).items():
        cells = (ms(timing.first), *both(timing)) if timing else ("–",) * 3
        rows.append((name, *cells))
    seconds = measures.update_index
    told = "not run (--update-index)" if seconds is None else f"{seconds:.0f} s"
    rows.append(("update_index", told, "", ""))
    return table(("whole page", "first", "p50", "p95"), rows)


def growth(first: Measures, last: Measures) -> str:
    rows = []
    for name in last.searches:
        pairs = (
            (first.searches[name], last.searches[name]),
            (first.extracts[name], last.extracts[name]),
            (first.stock[name], last.stock[name]),
        )
        rows.append((name, *(f"{large.p50 / small.p50:.1f}" for small, large in pairs)))
    return table(("p50", "search", "with extracts", "stock"), rows)


def targets(first: Measures, last: Measures) -> str:
    rows = [
        (name, f"{limit:g}", "–" if value is None else f"{value:.1f}", verdict(value, limit))
        for name, value, limit in goals(first, last)
    ]
    return table(("target", "at most", "measured", "met"), rows)


def goals(first: Measures, last: Measures) -> Iterator[tuple[str, float | None, float]]:
    common, rare = last.searches["common"].p50, last.searches["rare"].p50
    lists = [timing.p50 for name, timing in last.pages.items() if timing and name.endswith(LISTS)]
    suggestions = last.pages["suggestions"]
    yield "rare word, ms", rare, 10
    yield "common word, ms", common, 200
    yield "extracts of a common word add, ms", last.extracts["common"].p50 - common, 100
    yield "suggestions, ms", suggestions and suggestions.p50, 10
    yield "slowest list with facets, ms", max(lists), 60
    yield "indexing of one page, ms", last.publishing["its indexing alone"].p50, 80
    if first is not last:
        yield "common word, growth", common / first.searches["common"].p50, 5
        yield "rare word, growth", rare / first.searches["rare"].p50, 1.5


def verdict(value: float | None, limit: float) -> str:
    if value is None:
        return "–"
    return "yes" if value <= limit else "**no**"


def both(timing: Timing) -> tuple[str, str]:
    return ms(timing.p50), ms(timing.p95)


def ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def table(header, rows) -> str:
    marks = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, marks, *rows))
