"""What a type of document looks for in its parts, beyond what all types look for."""

from portal.uploads.findings import Findings
from portal.uploads.markup import Element


class Inspector:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def look(self, root: Element) -> None:
        """Look at a part."""

    def finish(self) -> None:
        """Decide on what only all the parts together tell."""
