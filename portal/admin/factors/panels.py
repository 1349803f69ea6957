"""The way to one's factors, among the settings of one's account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.views.account import BaseSettingsPanel

from portal.admin.accounts.break_glass import may_use_password
from portal.admin.factors import rules


class FactorsPanel(BaseSettingsPanel):
    """A link, and no field: Wagtail asks each panel for a form."""

    name = "factors"
    title = _("Vérification en deux étapes")
    order = 550  # below the password
    template_name = "portal/admin/factors/panel.html"

    def get_form(self) -> forms.Form:
        return forms.Form()

    def get_context_data(self) -> dict[str, Any]:
        return {
            "has_factor": rules.has_factor(self.user),
            "has_password": may_use_password(self.user) and self.user.has_usable_password(),
        }
