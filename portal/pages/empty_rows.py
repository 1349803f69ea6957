"""Rows of inline panels in which nothing was chosen: they are no rows."""

from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import WagtailAdminModelForm

ROW_FIELDS = {DELETION_FIELD_NAME, ORDERING_FIELD_NAME}


class EmptyRowsFormMixin(WagtailAdminPageForm):
    """A page form that leaves out the rows that hold nothing, as if they had been deleted.

    An empty row would stop the autosave: its required fields can wait in no draft.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            return
        rows = [form for formset in self.formsets.values() for form in formset.forms]
        empty = [form for form in rows if is_empty(form)]
        if not empty:
            return
        data = self.data.copy()
        for form in empty:
            data[f"{form.prefix}-{DELETION_FIELD_NAME}"] = "on"
        for part in [self, *self.formsets.values(), *rows]:
            part.data = data


def is_empty(form: WagtailAdminModelForm) -> bool:
    """Return whether the row holds nothing but what a new row holds."""
    names = {*form.fields} - ROW_FIELDS - {form.instance._meta.pk.name}
    return bool(names) and not any(
        form.fields[name].has_changed(form.fields[name].initial, form[name].data) for name in names
    )
