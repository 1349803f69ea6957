"""The measures in Markdown: a table for each size, their growth, and the targets."""

import os
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from portal.development.bench_search.measure import Measures, Timing
from portal.development.bench_search.vectors import Filling

LISTS = ("first page", "theme and year")


def describe_machine(seed: int) -> str:
    """Return the paragraph that says how the measures were made."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return (
        f"{os.cpu_count()} cores, PostgreSQL {version}, seed {seed}; milliseconds, data in cache, "
        "one process per query. “Stock” is the database backend as Wagtail ships it, without the "
        "portal’s own indexes, on the same data in the same run."
    )


def format_measures(measures: Measures) -> str:
    """Return the section of one size."""
    title = f"## {measures.size:,} publications"
    tables = [searches_table(measures), pages_table(measures)]
    if measures.filling:
        tables.insert(1, meaning_table(measures))
    return "\n\n".join((title, *tables))


def format_conclusion(first: Measures, last: Measures) -> str:
    """Return the targets at the largest size, after the growth if there are several sizes."""
    parts = [f"## Targets, at {last.size:,}", targets_table(first, last)]
    if first is not last:
        tables = growth_table(first, last), page_growth_table(first, last)
        parts = [f"## {last.size:,} against {first.size:,}", *tables, *parts]
    return "\n\n".join(parts)


def searches_table(measures: Measures) -> str:
    rows = []
    for name, own in measures.searches.items():
        full, stock = measures.extracts[name], measures.stock[name]
        rows.append(
            (
                name,
                f"{own.value:,}",
                *format_percentiles(own),
                *format_percentiles(full),
                *format_percentiles(stock),
                str(stock.runs),
                f"{stock.value:,}",
                f"{stock.p50 / own.p50:.1f}",
            )
        )
    header = (
        "search|matches|p50|p95|with extracts: p50|p95|stock: p50|p95|runs|matches|stock : portal"
    )
    return format_table(header.split("|"), rows)


def meaning_table(measures: Measures) -> str:
    """Return what neighbours in meaning add to the searches, the vector of the words apart."""
    rows = [
        (name, *format_percentiles(measures.searches[name]), *format_percentiles(timing))
        for name, timing in measures.meaning.items()
    ]
    table = format_table(("search|p50|p95|by meaning too: p50|p95").split("|"), rows)
    filling = measures.filling
    return f"{table}\n\n{describe_filling(filling)}" if filling else table


def describe_filling(filling: Filling) -> str:
    return (
        f"{filling.count:,} vectors, drawn: {filling.size / 2**20:,.0f} MiB with their index, "
        f"inserted and indexed in {filling.seconds:,.0f} s."
    )


def pages_table(measures: Measures) -> str:
    rows = []
    for name, timing in (measures.pages | measures.publishing).items():
        cells = (format_ms(timing.first), *format_percentiles(timing)) if timing else ("–",) * 3
        rows.append((name, *cells))
    seconds = measures.update_index
    duration = "not run (--update-index)" if seconds is None else f"{seconds:.0f} s"
    rows.append(("update_index", duration, "", ""))
    return format_table(("whole page", "first", "p50", "p95"), rows)


def growth_table(first: Measures, last: Measures) -> str:
    rows = []
    for name in last.searches:
        pairs = (
            (first.searches[name], last.searches[name]),
            (first.extracts[name], last.extracts[name]),
            (first.stock[name], last.stock[name]),
        )
        rows.append((name, *(f"{large.p50 / small.p50:.1f}" for small, large in pairs)))
    return format_table(("p50", "search", "with extracts", "stock"), rows)


def page_growth_table(first: Measures, last: Measures) -> str:
    """Return how much more processor time each page takes at the larger size."""
    rows = [
        (name, format_ms(small.cpu), format_ms(large.cpu), f"{large.cpu / small.cpu:.2f}")
        for name, small, large in get_page_pairs(first, last)
    ]
    return format_table(("processor, ms", f"{first.size:,}", f"{last.size:,}", "ratio"), rows)


def get_page_pairs(first: Measures, last: Measures) -> Iterator[tuple[str, Timing, Timing]]:
    """Yield each page that both sizes have, with its timings."""
    for name, large in last.pages.items():
        small = first.pages.get(name)
        if small and small.cpu and large:
            yield name, small, large


def targets_table(first: Measures, last: Measures) -> str:
    rows = [
        (name, f"{limit:g}", "–" if value is None else f"{value:.1f}", format_verdict(value, limit))
        for name, value, limit in get_targets(first, last)
    ]
    return format_table(("target", "at most", "measured", "met"), rows)


def get_targets(first: Measures, last: Measures) -> Iterator[tuple[str, float | None, float]]:
    """Yield the name of each target, what was measured, None if nothing, and the limit."""
    common, rare = last.searches["common"].p50, last.searches["rare"].p50
    lists = [timing.p50 for name, timing in last.pages.items() if timing and name.endswith(LISTS)]
    suggestions = last.pages["suggestions"]
    yield "rare word, ms", rare, 10
    yield "common word, ms", common, 200
    yield "extracts of a common word add, ms", last.extracts["common"].p50 - common, 100
    yield "suggestions, ms", suggestions.p50 if suggestions else None, 10
    yield "slowest list with facets, ms", max(lists), 60
    yield "indexing of one page, ms", last.publishing["its indexing alone"].p50, 80
    yield f"whole titles not found first, of {first.size:,}", first.missed_titles, 0
    if last.meaning:
        added = (last.meaning[name].p50 - each.p50 for name, each in last.searches.items())
        yield "neighbours in meaning add, ms", max(added), 40
    if first is not last:
        yield "common word, growth", common / first.searches["common"].p50, 5
        yield "rare word, growth", rare / first.searches["rare"].p50, 1.5
        pairs = get_page_pairs(first, last)
        growths = [large.cpu / small.cpu for name, small, large in pairs if "search" not in name]
        yield "processor time of a page, growth", max(growths, default=None), 1.3


def format_verdict(value: float | None, limit: float) -> str:
    if value is None:
        return "–"
    return "yes" if value <= limit else "**no**"


def format_percentiles(timing: Timing) -> tuple[str, str]:
    """Return the median and the 95th percentile in milliseconds."""
    return format_ms(timing.p50), format_ms(timing.p95)


def format_ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def format_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the columns are aligned on the right, except the first."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))
