"""Wagtail's search backend on PostgreSQL, with the parser and the ranking of this portal.

So the searches of the administration expand synonyms too, and rank as those of the site do. The
private parts of the library that this needs are in portal/wagtail_internals/search.py.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Expression

from modelsearch.query import PlainText
from modelsearch.query import SearchQuery as WagtailSearchQuery

from portal.search.query import ParsedQuery
from portal.search.ranking import NORMALIZATION, WEIGHTS
from portal.wagtail_internals import search as internals


class Compiler(internals.SearchQueryCompiler):
    """The library's compiler, which parses plain text as the search of the site does."""

    def build_tsquery_content(
        self, query: WagtailSearchQuery, config: str | None = None, invert: bool = False
    ) -> SearchQuery:
        if isinstance(query, PlainText) and query.operator == "and" and not invert:
            return ParsedQuery(query.query_string).tsquery or SearchQuery("", config=config)
        tsquery: SearchQuery = super().build_tsquery_content(query, config, invert)
        return tsquery

    def rank(self, vector: Expression, query: SearchQuery) -> SearchRank:
        return SearchRank(vector, query, weights=WEIGHTS, normalization=NORMALIZATION)


class SearchBackend(internals.SearchBackend):
    query_compiler_class = Compiler
