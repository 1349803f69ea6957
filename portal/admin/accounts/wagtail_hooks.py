"""Hooks of accounts: what awaits a second person, and the log of what was done."""

from django.urls import URLPattern, path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from portal.admin.accounts import acts, admin_views
from portal.admin.accounts.panels import AccountRequestsPanel
from portal.admin_access import AdminRequest


@hooks.register("register_admin_urls")
def register_account_urls() -> list[URLPattern]:
    return [
        path("comptes/demandes/", admin_views.RequestsView.as_view(), name="account_requests"),
        path(
            "comptes/demandes/<int:pk>/", admin_views.RequestView.as_view(), name="account_request"
        ),
        path("comptes/<int:pk>/attente/", admin_views.UnlockView.as_view(), name="account_unlock"),
        path("comptes/<int:pk>/lien/", admin_views.LinkView.as_view(), name="account_link"),
        path(
            "comptes/<int:pk>/facteurs/",
            admin_views.LostFactorsView.as_view(),
            name="account_lost_factors",
        ),
        path(
            "comptes/<int:pk>/sessions/",
            admin_views.SessionsView.as_view(),
            name="account_close_sessions",
        ),
    ]


@hooks.register("register_settings_menu_item")
def register_account_requests_menu_item() -> MenuItem:
    return admin_views.RequestsMenuItem(
        admin_views.TITLE,
        reverse("account_requests"),
        name="account-requests",
        icon_name=admin_views.ICON,
        order=602,
    )


@hooks.register("construct_homepage_panels", order=1)  # after what takes Wagtail's panels away
def add_account_requests_panel(request: AdminRequest, panels: list[Component]) -> None:
    panels.append(AccountRequestsPanel(request))


@hooks.register("register_log_actions")
def register_account_log_actions(registry: LogActionRegistry) -> None:
    for action, formatter in acts.FORMATTERS.items():
        registry.register_action(action)(formatter)
