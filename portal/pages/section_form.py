"""The form of a page accepts only the pages and files that its author finds in the choosers."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import Field, ForeignKey, Model

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.admin_access import FILE_POLICIES, choosable
from portal.core.keys import parse_key

Reference = tuple[type[Model], Any]  # to a row: its model, its key or what stands for one
FormValue = Callable[[WagtailAdminPageForm, str], Any]  # the value of the field of this name
GUARDED_MODELS: list[type[Model]] = [Page, *FILE_POLICIES]


def field_references(field: "Field[Any, Any]", value: Any) -> Iterator[Reference]:
    """Yield what the value of a model's field refers to."""
    if hasattr(field, "extract_references"):  # blocks, rich text
        for model, key, *_path in field.extract_references(value or ""):
            yield model, key
    elif isinstance(field, ForeignKey):
        yield field.remote_field.model, str(getattr(value, "pk", value))


def form_references(form: WagtailAdminPageForm, get_value: FormValue) -> set[Reference]:
    """Return the pages and files to which the values of a form and of its rows refer.

    The model of any page is `Page`. What is no key leads nowhere: those who find the row read it
    with `parse_key` too.
    """
    references: set[Reference] = set()
    for name in form.fields:
        try:
            field = form._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        for model, value in field_references(field, get_value(form, name)):
            if key := parse_key(value):
                references |= {
                    (guarded, key) for guarded in GUARDED_MODELS if issubclass(model, guarded)
                }
    rows = [row for formset in form.formsets.values() for row in formset.forms]
    return references.union(*(form_references(row, get_value) for row in rows))


def initial_value(form: WagtailAdminPageForm, name: str) -> Any:
    return form[name].initial


def submitted_value(form: WagtailAdminPageForm, name: str) -> Any:
    cleaned = getattr(form, "cleaned_data", {})  # rows that come after wrong ones have none
    return cleaned[name] if name in cleaned else form[name].data


class SectionFormMixin(WagtailAdminPageForm):
    """A form of a page that refuses references which no chooser proposes to its user."""

    def is_valid(self) -> bool:
        """Whether the form has no error; raise PermissionDenied for a forbidden reference."""
        is_valid = bool(super().is_valid())
        # Not an error of the form: shown again, it would name what the reference leads to.
        if self.is_bound and self.for_user and self.has_forbidden_references():
            raise PermissionDenied
        return is_valid

    def has_forbidden_references(self) -> bool:
        """Whether the form adds a reference that no chooser proposes to its user."""
        before = form_references(self, initial_value)
        after = form_references(self, submitted_value)
        added = after - before
        for model in {model for model, _key in added}:
            keys = [key for other, key in added if other is model]
            allowed = choosable(model, self.for_user).values("pk")
            if model._default_manager.filter(pk__in=keys).exclude(pk__in=allowed).exists():
                return True
        return False
