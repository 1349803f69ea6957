"""What reads the data of forms that no editor sends: an error of the form in place of a crash.

A browser that did not load all scripts, or that a network cut short, sends half of a form. Django
and Wagtail read most of it well; what they do not is wrapped here, once, when the portal starts.
"""

import re
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, BaseFormSet, ManagementForm
from django.forms.models import BaseModelFormSet

from modelcluster.forms import BaseTransientModelFormSet
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets.chooser import BaseChooser

Method = Callable[..., Any]
MOST_ROWS = 300  # of a set of forms: each takes milliseconds, whatever it holds


def expect_damaged_forms(message: Any, parse_key: Callable[[Any], int | None]) -> None:
    """Have damaged forms show this message, with what could be read. Call it once.

    `parse_key(value)` returns the key of a row, None for what is none.

    Read in Django 5.2.19: a set of forms takes its messages from `default_error_messages`.
    """
    BaseFormSet.default_error_messages["missing_management_form"] = message
    for owner, name, wrap in (
        (ManagementForm, "clean", count_rows),
        (BaseTransientModelFormSet, "_construct_form", make_row),
        (BaseChooser, "get_instance", partial(find_chosen, parse_key)),
        (BaseChooser, "value_from_datadict", partial(read_chosen, parse_key)),
        (WagtailAdminPageForm, "is_valid", keep_comments),
    ):
        setattr(owner, name, wrap(getattr(owner, name)))


def count_rows(clean: Method) -> Method:
    """Count the rows that came, when their counts did not come or cannot be right.

    Read in Django 5.2.19: the rows of an invalid `ManagementForm` are those that its
    `cleaned_data` counts.
    """

    @wraps(clean)
    def wrapper(self: ManagementForm) -> Any:
        cleaned = clean(self)
        row = re.compile(rf"{re.escape(str(self.prefix))}-(\d{{1,6}})-")
        numbers = [int(match[1]) + 1 for match in map(row.match, self.data) if match]
        rows = min(max(numbers, default=0), MOST_ROWS)
        if max(numbers, default=0) > MOST_ROWS:
            self.add_error(None, "")
        if INITIAL_FORM_COUNT not in self.errors and cleaned[INITIAL_FORM_COUNT] > rows:
            self.add_error(None, "")
            cleaned[INITIAL_FORM_COUNT] = rows
        if TOTAL_FORM_COUNT in self.errors:
            cleaned[TOTAL_FORM_COUNT] = rows
        cleaned[TOTAL_FORM_COUNT] = min(cleaned[TOTAL_FORM_COUNT], rows)
        return cleaned

    return wrapper


def make_row(construct: Method) -> Method:
    """Make a row whose key is missing or wrong as Django does: the key becomes an error.

    Read in django-modelcluster 6.5: `_construct_form` reads the key without checking it.
    """

    @wraps(construct)
    def wrapper(self: Any, number: int, **kwargs: Any) -> Any:
        try:
            return construct(self, number, **kwargs)
        except (KeyError, ValidationError):
            row = super(BaseModelFormSet, self)._construct_form(number, **kwargs)
            row.fields[self.model._meta.pk.name].required = True
            return row

    return wrapper


def find_chosen(parse_key: Method, get_instance: Method) -> Method:
    """Show nothing for the key of a chosen object that is no key.

    Read in Wagtail 7.4.4: `get_instance` takes an instance, or asks the database for any value.
    """

    @wraps(get_instance)
    def wrapper(self: BaseChooser, value: Any) -> Any:
        chosen = value if isinstance(value, self.model_class) else parse_key(value)
        return None if chosen is None else get_instance(self, chosen)

    return wrapper


def read_chosen(parse_key: Method, value_from_datadict: Method) -> Method:
    """Read what is no key as the key of nothing, which is an error of the field.

    Read in Wagtail 7.4.4: `value_from_datadict` returns what came, None for an empty text.
    """

    @wraps(value_from_datadict)
    def wrapper(self: BaseChooser, *args: Any) -> Any:
        value = value_from_datadict(self, *args)
        return 0 if value is not None and parse_key(value) is None else value

    return wrapper


def keep_comments(is_valid: Method) -> Method:
    """Refuse a form whose comments came in part, where Wagtail saves it without them.

    Read in Wagtail 7.4.4: `is_valid` deletes the set of comments whose `ManagementForm` is invalid;
    the editor shows the comments again by their `cleaned_data`.
    """

    @wraps(is_valid)
    def wrapper(self: WagtailAdminPageForm) -> bool:
        comments = self.formsets.get("comments")
        valid: bool = is_valid(self)
        if comments and "comments" not in self.formsets and comments.forms:
            self.formsets["comments"] = comments
            self.add_error(None, BaseFormSet.default_error_messages["missing_management_form"])
            valid = False
        for form in comments.forms if comments else ():
            if not hasattr(form, "cleaned_data"):
                form.full_clean()
        return valid

    return wrapper
