"""Wagtail's search on PostgreSQL, with the words of this portal.

The administration's searches know the editors' synonyms too. A page is read once to be indexed,
not once for each column, and without the two scans of the whole index that Wagtail makes on each
save for a measure of titles that nothing here uses. Written against modelsearch 1.3: it overrides
methods that are not documented.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank

from modelsearch.backends.database.postgres import postgres
from modelsearch.query import PlainText

from portal.search.query import Typed
from portal.search.ranking import NORMALIZATION, WEIGHTS


class Indexer(postgres.ObjectIndexer):
    def __init__(self, obj, backend):
        super().__init__(obj, backend)
        self.read = {}

    def prepare_field(self, obj, field):
        if obj is not self.obj:  # what a page is related to
            return super().prepare_field(obj, field)
        if field not in self.read:
            self.read[field] = list(super().prepare_field(obj, field))
        return self.read[field]


postgres.ObjectIndexer = Indexer  # which the index names itself


class Index(postgres.PostgresIndex):
    def _refresh_title_norms(self, full: bool = False) -> None:
        """Lengths are taken into account when a search ranks, not here."""


class Compiler(postgres.PostgresSearchQueryCompiler):
    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText) and query.operator == "and" and not invert:
            return Typed(query.query_string).query or SearchQuery("", config=config)
        return super().build_tsquery_content(query, config, invert)

    def _build_rank_expression(self, vectors, config):
        vector = vectors[0][0]
        for other, _boost in vectors[1:]:
            vector = vector._combine(other, "||", False)
        query = self.build_tsquery(self.query, config=config)
        return SearchRank(vector, query, weights=WEIGHTS, normalization=NORMALIZATION)


class SearchBackend(postgres.PostgresSearchBackend):
    query_compiler_class = Compiler
    index_class = Index
