"""Private parts of the exports of the administration: reports, histories, lists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin


def clean_all_exports(clean: Callable[[str], str]) -> None:
    """Clean each text of each export: a workbook with a control character fails. Call it once.

    Read in Wagtail 7.4.4: `preprocess_field_value` returns what is written into a cell.
    """
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    @wraps(preprocess)
    def wrapper(self: SpreadsheetExportMixin, *args: Any, **kwargs: Any) -> Any:
        value = preprocess(self, *args, **kwargs)
        return clean(value) if isinstance(value, str) else value

    SpreadsheetExportMixin.preprocess_field_value = wrapper
