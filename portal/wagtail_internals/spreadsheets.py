"""The exports of the administration, which have no setting for what French spreadsheets need."""

from types import FunctionType

from wagtail.admin.views.mixins import SpreadsheetExportMixin


def replace_export_methods(source: type) -> None:
    """Give every view that exports rows the methods of this class, in place of Wagtail's.

    Read in Wagtail 7.4.4: the reports, the lists of snippets, pages and redirects, and those of
    forms all extend `SpreadsheetExportMixin`, and none has these methods of its own.
    """
    for name, method in vars(source).items():
        if isinstance(method, FunctionType):
            setattr(SpreadsheetExportMixin, name, method)
