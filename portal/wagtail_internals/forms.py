"""Private parts of the fields of forms, through which all that is typed passes.

Neither Django nor Wagtail lets a project put a field of its own in the place of all others: blocks,
users, redirects, collections, tasks and comments have forms of their own, which name
`forms.CharField`. So this class itself is extended, once, when the portal starts.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    FieldBase = forms.Field
else:
    FieldBase = object
Cleaner = Callable[[forms.CharField, Any], Any]


class KeepUnchangedMixin(FieldBase):
    """A field whose value stays as it was stored, unless somebody changed it.

    Read in Django 5.2.19: `Field._clean_bound_field` returns the value for `cleaned_data`.
    """

    def _clean_bound_field(self, bound: forms.BoundField) -> Any:
        value = super()._clean_bound_field(bound)  # type: ignore[misc]  # absent from the stubs
        return value if self.has_changed(bound.initial, bound.data) else bound.initial


def clean_all_forms(clean: Cleaner, is_kept: Cleaner) -> None:
    """Have each field of text clean what it reads, and compare it with what was stored, cleaned.

    `clean(field, value)` returns a value cleaned; `is_kept(field, stored)` says whether a stored
    text stays as it is when nobody changed it. Call it once.

    Read in Django 5.2.19: `CharField.to_python`, `has_changed` and `_clean_bound_field`.
    """
    field_class: Any = forms.CharField
    to_python, has_changed = field_class.to_python, field_class.has_changed
    clean_bound_field = field_class._clean_bound_field

    @wraps(to_python)
    def clean_to_python(self: forms.CharField, value: Any) -> Any:
        return to_python(self, clean(self, value))

    @wraps(has_changed)
    def clean_has_changed(self: forms.CharField, initial: Any, data: Any) -> Any:
        cleaned = clean(self, initial)
        if cleaned != initial and self.strip:  # as what is compared with it was
            cleaned = cleaned.strip()
        return has_changed(self, cleaned, data)

    @wraps(clean_bound_field)
    def keep_bound_field(self: forms.CharField, bound: forms.BoundField) -> Any:
        value, stored = clean_bound_field(self, bound), bound.initial
        return stored if is_kept(self, stored) and not self.has_changed(stored, value) else value

    field_class.to_python, field_class.has_changed = clean_to_python, clean_has_changed
    field_class._clean_bound_field = keep_bound_field
