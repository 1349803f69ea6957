"""Search: parse what visitors type, expand synonyms, correct spelling, rank publications."""

from portal.search.query import ParsedQuery
from portal.search.ranking import Matches
from portal.search.spelling import Word
from portal.search.synonyms import SynonymGroup

__all__ = ["Matches", "ParsedQuery", "SynonymGroup", "Word"]
