"""The forms of pages, each composed once of what the portal asks of its kind."""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.typography import TypographyFormMixin
from portal.pages.accessibility import AccessibilityFormMixin
from portal.pages.date_rules import DateRulesFormMixin
from portal.pages.section_form import SectionFormMixin


class BasePageForm(AccessibilityFormMixin, TypographyFormMixin, WagtailAdminPageForm):
    """Of the portal's own pages."""


class SectionPageForm(SectionFormMixin, BasePageForm):
    """Of the pages of a section."""


class ReviewedPageForm(DateRulesFormMixin, SectionPageForm):
    """Of the pages of a section that others review."""
