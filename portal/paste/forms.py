"""What a browser sends of its clipboard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.paste.pieces import Document, Table
from portal.paste.reader import read_html
from portal.paste.tables import read_spreadsheet
from portal.paste.texts import read_text

MAX_LENGTH = 2_000_000
PARTS = ("title", "date", "lead", "contacts")


class TextField(forms.CharField):
    default_error_messages = {"max_length": _("Ce texte est trop long pour être collé d’un coup.")}

    def __init__(self) -> None:
        # A text of several lines, whose tabs and ends of lines stay
        widget = forms.Textarea()
        super().__init__(required=False, max_length=MAX_LENGTH, strip=False, widget=widget)

    def to_python(self, value: Any) -> str:
        """Return the text without the null characters with which LibreOffice ends its own."""
        return (super().to_python(value) or "").replace("\x00", "")


class ClipboardForm(forms.Form):
    """The clipboard, and where it is pasted."""

    html = TextField()
    text = TextField()
    state = TextField()  # the content state of what was copied in the editor
    can_split = forms.BooleanField(required=False)  # blocks can be added where it is pasted
    skipped = forms.MultipleChoiceField(  # what stays in the body
        required=False, choices=[(name, name) for name in PARTS]
    )

    def read(self) -> Document:
        """Return the document: that of the HTML, or of the plain text where the HTML has none."""
        document = read_html(self.cleaned_data["html"])
        if document.pieces or document.pictures:
            return document
        return read_text(self.cleaned_data["text"])


class TableForm(ClipboardForm):
    """A clipboard that must hold a table: the first one of its HTML, or that of a spreadsheet."""

    document: Document
    table: Table

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.document = read_html(cleaned["html"])
            tables = (piece for piece in self.document.pieces if isinstance(piece, Table))
            table = next(tables, None) or read_spreadsheet(cleaned["text"])
            if table is None:
                raise ValidationError(_("Ce qui est copié n’est pas un tableau."))
            self.table = table
        return cleaned
