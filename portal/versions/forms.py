"""The form of a text that was published once: it says what changes, before others review it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from portal.versions.declaration import LONGEST_NOTE
from portal.versions.models import DECLARED
from portal.versions.recorder import begin

FIELDS = ["change_kind", "change_note"]
KIND_MISSING = _(
    "Ce texte a déjà été publié\u00a0: dites s’il s’agit d’une modification mineure ou d’une "
    "correction."
)
NOTE_MISSING = _("Dites ce qui change.")


class DeclarationFormMixin(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        self.declares = FIELDS[0] in self.fields and page.must_declare()
        if not self.declares:
            for name in FIELDS:
                self.fields.pop(name, None)
            return
        self.stale = page.change_kind, page.change_note, page.change_since
        if page.change_since == page.last_number:  # perhaps in part: a draft may wait
            self.stale = "", "", None
        else:  # said of an earlier change
            self.initial |= dict.fromkeys(FIELDS, "")

    def clean(self) -> dict:
        cleaned = super().clean()
        # A draft may wait; under review, what is said stays said.
        if self.declares and not (self.is_deferred_validation and not self.is_reviewed()):
            if not cleaned.get("change_kind"):
                self.add_error("change_kind", KIND_MISSING)
            if not cleaned.get("change_note", "").strip() and "change_note" not in self.errors:
                self.add_error("change_note", NOTE_MISSING)
        return cleaned

    def is_reviewed(self) -> bool:
        return self.instance.workflow_in_progress

    def save(self, commit=True):
        if self.declares:
            page = self.instance
            if page.change_kind or page.change_note:
                begin(page)
                page.change_since = page.last_number
            else:  # as it was: who only comments has changed nothing
                page.change_kind, page.change_note, page.change_since = self.stale
        return super().save(commit)


class ChangeForm(forms.Form):
    """The same, on a screen of its own."""

    change_kind = forms.ChoiceField(
        label=_("Nature de la modification"),
        choices=DECLARED,
        error_messages={"required": KIND_MISSING},
    )
    change_note = forms.CharField(
        label=_("Ce qui change"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pour une correction, la note que les lecteurs liront en tête du texte."),
        error_messages={"required": NOTE_MISSING},
    )


class OfWhatChanges(HelpPanel):
    """Shown with the fields, to texts that were published once."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and (self.form is None or FIELDS[0] in self.form.fields)


change_panel = MultiFieldPanel(
    [
        OfWhatChanges(template="portal/versions/admin/panel.html"),
        *(FieldPanel(name) for name in FIELDS),
    ],
    heading=_("Modification d’un texte publié"),
)
