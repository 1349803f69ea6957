"""The forms of pages, each composed once of the mixins that its kind of page needs."""

from itertools import chain

from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.text_fields import DAMAGED
from portal.core.typography import TypographyFormMixin
from portal.pages.accessibility import AccessibilityFormMixin
from portal.pages.address_forms import AddressFormMixin
from portal.pages.date_rules import DateRulesFormMixin
from portal.pages.empty_rows import EmptyRowsFormMixin
from portal.pages.section_form import SectionFormMixin


class DamageFormMixin(WagtailAdminPageForm):
    """A form that says at its head, which needs no script, that a part of it did not come."""

    def is_valid(self) -> bool:
        is_valid = bool(super().is_valid())
        rows = [formset.non_form_errors() for formset in self.formsets.values()]
        if DAMAGED in chain(*self.errors.values(), *rows) and (
            DAMAGED not in self.non_field_errors()
        ):
            self.add_error(None, DAMAGED)
        return is_valid


class BasePageForm(
    DamageFormMixin,
    AddressFormMixin,
    AccessibilityFormMixin,
    TypographyFormMixin,
    EmptyRowsFormMixin,
    WagtailAdminPageForm,
):
    """The form of the portal's own pages."""


class SectionPageForm(SectionFormMixin, BasePageForm):
    """The form of the pages of a section."""


class ReviewedPageForm(DateRulesFormMixin, SectionPageForm):
    """The form of the pages of a section whose texts are reviewed."""
