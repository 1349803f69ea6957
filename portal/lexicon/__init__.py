"""The words of the search: as visitors type them, as editors equate them, as the site uses them."""

from portal.lexicon.ranking import Found
from portal.lexicon.synonyms import SynonymGroup
from portal.lexicon.typed import Typed
from portal.lexicon.vocabulary import Word

__all__ = ["Found", "SynonymGroup", "Typed", "Word"]
