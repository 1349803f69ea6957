"""What a browser sends: its clipboard, or a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.paste import files
from portal.paste.pieces import Document, Table
from portal.paste.reader import read_html
from portal.paste.tables import read_spreadsheet
from portal.paste.texts import read_text

MAX_LENGTH = 2_000_000
TOO_DEEP = _(
    "Ce texte a trop de niveaux imbriqués pour être lu. Collez-le sans mise en forme "
    "(Ctrl+Maj+V), puis remettez ses titres et ses listes."
)
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


class BroughtForm(forms.Form):
    """A text that is brought into a page; its `document` once it is valid."""

    skipped = forms.MultipleChoiceField(  # what stays in the body
        required=False, choices=[(name, name) for name in PARTS]
    )
    document: Document


class ClipboardForm(BroughtForm):
    """The clipboard, and where it is pasted."""

    html = TextField()
    text = TextField()
    state = TextField()  # the content state of what was copied in the editor
    can_split = forms.BooleanField(required=False)  # blocks can be added where it is pasted

    def clean(self) -> dict[str, Any]:
        """Read the HTML, or the plain text where the HTML has nothing."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.document = read_html(cleaned["html"])
        except RecursionError as error:  # no text of a person has hundreds of levels
            raise ValidationError(TOO_DEEP) from error
        if not (self.document.pieces or self.document.pictures):
            self.document = read_text(cleaned["text"])
        return cleaned


class TableForm(ClipboardForm):
    """A clipboard that must hold a table: the first one of its HTML, or that of a spreadsheet."""

    table: Table

    def clean(self) -> dict[str, Any]:
        """Find the table. Raise ValidationError when there is none."""
        cleaned = super().clean()
        if not self.errors:
            tables = (piece for piece in self.document.pieces if isinstance(piece, Table))
            table = next(tables, None) or read_spreadsheet(cleaned["text"])
            if table is None:
                raise ValidationError(_("Ce qui est copié n’est pas un tableau."))
            self.table = table
        return cleaned


class FileForm(BroughtForm):
    """A file, and what is to become of its revisions, its comments and its pictures."""

    CHOICES = ("refuses_revisions", "takes_comments", "takes_pictures")

    file = forms.FileField(
        error_messages={
            "required": _("Aucun fichier n’est arrivé\u00a0: choisissez-en un."),
            "empty": _("Ce fichier est vide."),
        }
    )
    refuses_revisions = forms.BooleanField(required=False)
    takes_comments = forms.BooleanField(required=False)
    takes_pictures = forms.BooleanField(required=False)
    is_final = forms.BooleanField(required=False)  # the pictures are added to those of the portal
    text_file: files.TextFile

    def __init__(self, *args: Any, can_add_images: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_add_images = can_add_images

    def clean(self) -> dict[str, Any]:
        """Read the file. Raise ValidationError, with the way out, when it cannot be read."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.text_file = files.read_file(cleaned["file"], cleaned["file"].name)
        cleaned["takes_pictures"] &= self.can_add_images
        try:
            self.document = files.read_document(
                self.text_file, **{choice: cleaned[choice] for choice in self.CHOICES}
            )
        except RecursionError as error:
            raise ValidationError(TOO_DEEP) from error
        return cleaned
