"""The living catalogue: every block and component of the site, in each of its states.

Each app shows its own in a module or a package named `catalogue`, found by its place: its
`CHAPTERS`. What they show is made in memory, on the day of the question, and nothing is written;
of the library, the newest public picture alone is read.
"""

from portal.catalogue.blocks import BLOCKS
from portal.catalogue.components import COMPONENTS
from portal.catalogue.frame import FRAME
from portal.catalogue.lists import LISTS
from portal.catalogue.specimens import Chapter, chapters

CHAPTERS = [BLOCKS, COMPONENTS, LISTS, FRAME]

__all__ = ["CHAPTERS", "Chapter", "chapters"]
