"""The form that says which of one's sessions to close."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.admin.sessions.rows import open_sessions
from portal.core.users import User

OTHERS, ALL = "others", "all"
CLOSED_MESSAGE = _("Cette session est déjà fermée.")


class CloseForm(forms.Form):
    """One session by its number, all the others, or all."""

    def __init__(self, *args: Any, user: User) -> None:
        super().__init__(*args)
        keys = [OTHERS, ALL, *open_sessions(user).values_list("pk", flat=True)]
        messages = dict.fromkeys(["required", "invalid_choice"], CLOSED_MESSAGE)
        self.fields["which"] = forms.ChoiceField(
            choices=[(str(key), str(key)) for key in keys], error_messages=messages
        )
