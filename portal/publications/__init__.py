"""Publications, their queries, and the pages that list them.

`PublicationPage` is concrete, so that one query serves lists, search, feeds and related pages
across all types.
"""

from portal.publications.index import PublicationIndexPage, count_sentence
from portal.publications.page import END_OF_PROSE, PublicationPage
from portal.publications.queryset import PublicationQuerySet, fetch_themes, index_entries
from portal.publications.related import RelatedPublication

__all__ = [
    "END_OF_PROSE",
    "PublicationIndexPage",
    "PublicationPage",
    "PublicationQuerySet",
    "RelatedPublication",
    "count_sentence",
    "fetch_themes",
    "index_entries",
]
