"""The living catalogue: every block and component of the site, in each of its states.

Each app adds its own with the hook `register_catalogue_chapters`. What they show is made in memory,
on the day of the question, and nothing is written; of the library, the newest public picture alone
is read.
"""

from portal.catalogue.blocks import BLOCKS
from portal.catalogue.components import COMPONENTS
from portal.catalogue.frame import FRAME
from portal.catalogue.lists import LISTS
from portal.catalogue.specimens import Chapter, chapters

CHAPTERS = [BLOCKS, COMPONENTS, LISTS, FRAME]

__all__ = ["CHAPTERS", "Chapter", "chapters"]
