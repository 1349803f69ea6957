"""The way to one's sessions, among the settings of one's account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.views.account import BaseSettingsPanel


class SessionsPanel(BaseSettingsPanel):
    """A link, and no field: Wagtail asks each panel for a form."""

    name = "sessions"
    title = _("Sessions")
    order = 560  # below the second factors
    template_name = "portal/admin/sessions/panel.html"

    def get_form(self) -> forms.Form:
        return forms.Form()
