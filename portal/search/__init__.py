"""The words of the search: as visitors type them, as editors equate them, as the site uses them."""

from portal.search.query import Typed
from portal.search.ranking import Found
from portal.search.spelling import Word
from portal.search.synonyms import SynonymGroup

__all__ = ["Found", "SynonymGroup", "Typed", "Word"]
