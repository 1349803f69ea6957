"""The catalogue of the site: every block and component, in each of its states.

An app adds its own with the hook `register_catalogue_chapters`. The objects are made in memory at
each visit, and never saved; the newest public image is the only row that is read.
"""

from portal.catalogue.blocks import BLOCKS
from portal.catalogue.components import COMPONENTS
from portal.catalogue.frame import FRAME
from portal.catalogue.lists import LISTS
from portal.catalogue.specimens import Chapter, get_chapters

CHAPTERS = [BLOCKS, COMPONENTS, LISTS, FRAME]

__all__ = ["CHAPTERS", "Chapter", "get_chapters"]
