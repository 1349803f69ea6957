"""Hooks of sessions: their screen, and the way to it from one's account."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel

from portal.admin.sessions import views
from portal.admin.sessions.panels import SessionsPanel
from portal.core.users import User


@hooks.register("register_admin_urls")
def register_session_urls() -> list[URLPattern]:
    return [
        path("sessions/", views.SessionsView.as_view(), name="account_sessions"),
        path("sessions/etat/", views.session_state, name="session_state"),
    ]


@hooks.register("register_account_settings_panel")
def register_sessions_panel(request: HttpRequest, user: User, profile: Any) -> BaseSettingsPanel:
    return SessionsPanel(request, user, profile)
