"""What checks find in a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from wagtail import hooks
from wagtail.models import Page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Level(IntEnum):
    """How grave a finding is, the gravest first."""

    ERROR = 0  # the text cannot be submitted
    WARNING = 1


@dataclass(frozen=True)
class Finding:
    """What a page lacks, and where: in a field of its form, perhaps in a block of its body."""

    message: "StrOrPromise"
    level: Level = Level.WARNING
    field: str = ""
    block: str = ""  # its key in the editor
    is_named_by_form: bool = False  # the form of the page finds it by itself

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR

    @property
    def fragment(self) -> str:
        """What follows the address of the editor, to be led to the place; "" for the whole text."""
        place = ".".join(filter(None, (self.field, self.block)))
        return f"#:w:contentpath={place}" if place else ""


Check = Callable[[Page], Iterator[Finding]]


def check_page(page: Page) -> list[Finding]:
    """Return what the checks find in a page as it is in memory, errors first."""
    checks = [
        check for register in hooks.get_hooks("register_content_checks") for check in register()
    ]
    findings = [finding for check in checks for finding in check(page)]
    return sorted(findings, key=lambda finding: finding.level)


def find_errors(page: Page) -> list[Finding]:
    """Return what keeps the page from being submitted."""
    return [finding for finding in check_page(page) if finding.is_error]


def find_lasting_errors(page: Page) -> list[Finding]:
    """Return what keeps the page from being published: the errors that its form does not name.

    A date may pass during a review; what has no description is refused at any publication.
    """
    return [error for error in find_errors(page) if not error.is_named_by_form]
