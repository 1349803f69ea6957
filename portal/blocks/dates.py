"""The block of a date, read as the dates of forms are."""

from functools import cached_property
from typing import Any

from wagtail import blocks
from wagtail.admin.widgets import AdminDateInput

from portal.core.dates import EARLIEST_YEAR, FrenchDateField


class DateBlock(blocks.DateBlock):
    def __init__(self, *args: Any, earliest_year: int = EARLIEST_YEAR, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field_options["earliest_year"] = earliest_year

    @cached_property
    def field(self) -> FrenchDateField:
        return FrenchDateField(widget=AdminDateInput(format=self.format), **self.field_options)
