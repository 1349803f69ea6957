"""Hooks of second factors: the way to them from one's account, and their log."""

from typing import Any

from django.http import HttpRequest

from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.log_actions import LogActionRegistry

from portal.admin.factors.panels import FactorsPanel
from portal.admin.factors.signal_handlers import FORMATTERS
from portal.core.users import User


@hooks.register("register_account_settings_panel")
def register_factors_panel(request: HttpRequest, user: User, profile: Any) -> BaseSettingsPanel:
    return FactorsPanel(request, user, profile)


@hooks.register("register_log_actions")
def register_factor_log_actions(registry: LogActionRegistry) -> None:
    for action, formatter in FORMATTERS.items():
        registry.register_action(action)(formatter)
