"""The licence of a picture: one of a list, or another one in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OTHER = "autre"
LICENCES = [
    *("Licence Ouverte 2.0", "CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0"),
    *("Domaine public", "Tous droits réservés"),
]


class LicenceWidget(forms.MultiWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        choices = [("", "—"), *((each, each) for each in LICENCES), (OTHER, _("Autre…"))]
        other = {"aria-label": _("Autre licence"), "placeholder": _("Si autre\u00a0: laquelle")}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "": forms.Select(choices=choices),
            "other": forms.TextInput(other),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: str | None) -> list[str]:
        if not value or value in LICENCES:
            return [value or "", ""]
        return [OTHER, value]


class LicenceField(forms.MultiValueField):
    """The licence as it is stored: its name."""

    def __init__(self, **options: Any) -> None:
        choices = [(each, each) for each in (*LICENCES, OTHER)]
        length = options.pop("max_length", None)
        fields = [
            forms.ChoiceField(choices=choices, required=False),
            forms.CharField(max_length=length, required=False),
        ]
        options |= {"widget": LicenceWidget(), "require_all_fields": False}
        super().__init__(fields, **options)

    def compress(self, data_list: list[str]) -> str:
        """Return the name; raise ValidationError when the choice and the words disagree."""
        choice, other = [*data_list, "", ""][:2]
        if choice == OTHER and not other:
            raise ValidationError(_("Écrivez le nom de cette licence."))
        return other or choice
