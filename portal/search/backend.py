"""Wagtail's search backend on PostgreSQL, with this portal's words, parser and ranking.

So the searches of the administration expand synonyms too, and rank as those of the site do. The
private parts of the library that this needs are in portal/wagtail_internals/search.py.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Expression

from modelsearch.query import PlainText
from modelsearch.query import SearchQuery as WagtailSearchQuery

from portal.search.normalization import fold, make_title_key, write_for_index
from portal.search.prefixes import prefix_query
from portal.search.query import ParsedQuery
from portal.search.ranking import NORMALIZATION, WEIGHTS
from portal.wagtail_internals import search as internals


class ObjectIndexer(internals.ObjectIndexer):
    """The library's indexer, which splits texts into words as the parser splits searches."""

    def prepare_text(self, text: str) -> str:
        return write_for_index(text)

    def prepare_title(self, text: str) -> str:
        return f"{write_for_index(text)} {make_title_key(text)}"

    def prepare_completion(self, text: str) -> str:
        return fold(write_for_index(text))


class Index(internals.Index):
    indexer_class = ObjectIndexer


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


class AutocompleteCompiler(internals.AutocompleteQueryCompiler):
    """The library's compiler of completions, blind to accents and to what joins words."""

    def build_tsquery_content(
        self, query: WagtailSearchQuery, config: str | None = None, invert: bool = False
    ) -> SearchQuery:
        if isinstance(query, PlainText) and query.operator == "and" and not invert:
            completed = prefix_query(query.query_string, config=config)
            return completed or SearchQuery("", config=config)
        tsquery: SearchQuery = super().build_tsquery_content(query, config, invert)
        return tsquery


class SearchBackend(internals.SearchBackend):
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
