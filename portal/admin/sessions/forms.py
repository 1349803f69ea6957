"""The form that says which of one's sessions to close."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.admin.sessions.rows import open_sessions
from portal.core.users import User

OTHERS, ALL = "others", "all"


class CloseForm(forms.Form):
    """One session by its number, all the others, or all."""

    which = forms.ChoiceField(
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Cette session est déjà fermée.")
        )
    )

    def __init__(self, *args: object, user: User) -> None:
        super().__init__(*args)
        keys = [OTHERS, ALL, *open_sessions(user).values_list("pk", flat=True)]
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), str(key)) for key in keys]
