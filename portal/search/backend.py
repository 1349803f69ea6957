"""Wagtail's search on PostgreSQL, with the words of this portal.

The administration's searches know the editors' synonyms too, and rank as the site's do. What this
takes of the library's private parts is in portal/wagtail_internals/search.py.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank

from modelsearch.query import PlainText

from portal.search.query import Typed
from portal.search.ranking import NORMALIZATION, WEIGHTS
from portal.wagtail_internals import search as internals


class Compiler(internals.SearchQueryCompiler):
    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText) and query.operator == "and" and not invert:
            return Typed(query.query_string).query or SearchQuery("", config=config)
        return super().build_tsquery_content(query, config, invert)

    def rank(self, vector, query) -> SearchRank:
        return SearchRank(vector, query, weights=WEIGHTS, normalization=NORMALIZATION)


class SearchBackend(internals.SearchBackend):
    query_compiler_class = Compiler
