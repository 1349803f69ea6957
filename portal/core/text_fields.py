"""What the fields of forms read: texts are cleaned, and damaged ones get a message.

`clean_all_forms` of `portal.wagtail_internals.forms` has every field of text use `clean_text`.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _

from wagtail.admin.rich_text import DraftailRichTextArea

from portal.core import characters

# Addresses are always cleaned: what nobody sees in them breaks them.
ADDRESS_FIELDS = (forms.EmailField, forms.URLField, forms.SlugField)
# What is raised by the readers of data that no editor sends.
DAMAGES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
FAR_TOO_LONG = 10  # times the longest text of a field: it is refused, whatever it holds
DAMAGED = _(
    "Ce contenu n’est pas arrivé en entier, peut-être parce que la page n’avait pas fini de se "
    "charger. Relisez-le, complétez-le, puis enregistrez à nouveau."
)


class DamagedText(str):
    """A text that is not what the editor sends; it is shown again as it came."""


def clean_text(field: forms.CharField, value: Any) -> Any:
    """Return a text cleaned, with the ends of lines that the field allows.

    What is no text stays as it is, and so do passwords. Raise ValidationError for a damaged text.
    """
    if isinstance(value, DamagedText):
        raise ValidationError(DAMAGED)
    if not isinstance(value, str) or isinstance(field.widget, forms.PasswordInput):
        return value
    if isinstance(field.widget, DraftailRichTextArea):
        return characters.clean_html(value)
    if field.max_length and len(value) > FAR_TOO_LONG * field.max_length:
        return value  # the form of thousands of accents on one letter takes minutes to find
    is_input = isinstance(field.widget, Input) and not field.widget.is_hidden
    if is_input or getattr(field.widget, "is_single_line", False):
        return characters.clean_line(value)
    return characters.clean(value)


def is_kept(field: forms.CharField, stored: Any) -> bool:
    """Whether a stored text stays as it is although cleaning would change it.

    Fingerprints and approvals may rest on it, and nobody changed it.
    """
    return not isinstance(field, ADDRESS_FIELDS) and clean_text(field, stored) != stored
