"""The form of a text that was published once: it asks what changes, before others review it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from portal.versions.declaration import MAX_NOTE_LENGTH
from portal.versions.models import DECLARED
from portal.versions.recorder import begin_history

FIELDS = ["change_kind", "change_note"]
KIND_MISSING = _(
    "Ce texte a déjà été publié\u00a0: dites s’il s’agit d’une modification mineure ou d’une "
    "correction."
)
NOTE_MISSING = _("Dites ce qui change.")


class DeclarationFormMixin(WagtailAdminPageForm):
    """Ask for a declaration where one is due; elsewhere the fields are not there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        self.declares = FIELDS[0] in self.fields and page.must_declare()
        if not self.declares:
            for name in FIELDS:
                self.fields.pop(name, None)
            return
        # What the page keeps if the fields stay empty.
        self.previous_values = page.change_kind, page.change_note, page.change_since
        if page.change_since == page.last_text_number:  # perhaps in part: a draft may wait
            self.previous_values = "", "", None
        else:  # declared of an earlier change
            self.initial |= dict.fromkeys(FIELDS, "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        # A draft may wait; under review, a declaration must stay.
        if self.declares and not (self.is_deferred_validation and not self.is_reviewed()):
            if not cleaned.get("change_kind"):
                self.add_error("change_kind", KIND_MISSING)
            if not cleaned.get("change_note", "").strip() and "change_note" not in self.errors:
                self.add_error("change_note", NOTE_MISSING)
        return cleaned

    def is_reviewed(self) -> bool:
        return bool(self.instance.workflow_in_progress)

    def save(self, commit: bool = True) -> Page:
        if self.declares:
            page = self.instance
            if page.change_kind or page.change_note:
                begin_history(page)
                page.change_since = page.last_text_number
            else:  # as it was: a comment alone changes nothing
                page.change_kind, page.change_note, page.change_since = self.previous_values
        return super().save(commit)


class ChangeForm(forms.Form):
    """Ask for a declaration on a screen other than the editor."""

    change_kind = forms.ChoiceField(
        label=_("Nature de la modification"),
        choices=DECLARED,
        error_messages={"required": KIND_MISSING},
    )
    change_note = forms.CharField(
        label=_("Ce qui change"),
        max_length=MAX_NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pour une correction, la note que les lecteurs liront en tête du texte."),
        error_messages={"required": NOTE_MISSING},
    )


class ChangeHelpPanel(HelpPanel):
    """Explain declarations, for texts whose form asks for one."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            declares = self.form is None or FIELDS[0] in self.form.fields
            return bool(super().is_shown()) and declares


change_panel = MultiFieldPanel(
    [
        ChangeHelpPanel(template="portal/versions/admin/panel.html"),
        *(FieldPanel(name) for name in FIELDS),
    ],
    heading=_("Modification d’un texte publié"),
)
