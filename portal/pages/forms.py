"""The forms of pages, each composed once of the mixins that its kind of page needs."""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.typography import TypographyFormMixin
from portal.pages.accessibility import AccessibilityFormMixin
from portal.pages.date_rules import DateRulesFormMixin
from portal.pages.empty_rows import EmptyRowsFormMixin
from portal.pages.section_form import SectionFormMixin


class BasePageForm(
    AccessibilityFormMixin, TypographyFormMixin, EmptyRowsFormMixin, WagtailAdminPageForm
):
    """The form of the portal's own pages."""


class SectionPageForm(SectionFormMixin, BasePageForm):
    """The form of the pages of a section."""


class ReviewedPageForm(DateRulesFormMixin, SectionPageForm):
    """The form of the pages of a section whose texts are reviewed."""
