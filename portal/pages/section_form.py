"""The form of a page: what is put in it is what its author finds in the choosers."""

from collections.abc import Callable, Iterator

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import ForeignKey, Model
from django.forms import ModelForm

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.admin_access import FILES, choosable

Reference = tuple[type[Model], str]
GUARDED = [Page, *FILES]


def references(field, value) -> Iterator[Reference]:
    """The pages and files that the value of a model's field refers to, each by its key."""
    if hasattr(field, "extract_references"):  # blocks, rich text
        for model, key, *_path in field.extract_references(value or ""):
            yield model, key
    elif isinstance(field, ForeignKey):
        yield field.related_model, str(getattr(value, "pk", value))


def gather(form: ModelForm, value_of: Callable) -> set[Reference]:
    """Those of the values of a form and of its rows, all kinds of pages being pages."""
    found = set()
    for name in form.fields:
        try:
            field = form._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        for model, key in references(field, value_of(form, name)):
            found |= {(kind, key) for kind in GUARDED if issubclass(model, kind)}
    rows = [row for formset in form.formsets.values() for row in formset.forms]
    return found.union(*(gather(row, value_of) for row in rows))


def held(form: ModelForm, name: str):
    return form[name].initial


def sent(form: ModelForm, name: str):
    cleaned = getattr(form, "cleaned_data", {})  # none, of rows that come after wrong ones
    return cleaned[name] if name in cleaned else form[name].data


class SectionFormMixin(WagtailAdminPageForm):
    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        # Shown again with its errors, a form would name what it was sent.
        if self.is_bound and self.for_user and self.reaches_over():
            raise PermissionDenied
        return is_valid

    def reaches_over(self) -> bool:
        """Whether a key was typed in that no chooser proposes."""
        added = {pair for pair in gather(self, sent) - gather(self, held) if pair[1].isdecimal()}
        for model in {model for model, _key in added}:
            keys = [key for kind, key in added if kind is model]
            known = choosable(model, self.for_user).values("pk")
            if model.objects.filter(pk__in=keys).exclude(pk__in=known).exists():
                return True
        return False
