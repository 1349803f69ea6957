"""Hooks of the rules of reviews: their form, what awaits a second person, and its log."""

from django.urls import URLPattern, path

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from portal.admin import changes
from portal.admin.review_rules import acts, admin_views
from portal.admin.review_rules.panels import RulesRequestsPanel
from portal.admin_access import AdminRequest

hooks.register("before_edit_setting", admin_views.open_rules)


@hooks.register("register_admin_urls")
def register_rules_urls() -> list[URLPattern]:
    view = admin_views.RequestView.as_view()
    return [path("relecture/regles/demandes/<int:pk>/", view, name="rules_request")]


@hooks.register("construct_homepage_panels", order=1)  # after what takes Wagtail's panels away
def add_rules_requests_panel(request: AdminRequest, panels: list[Component]) -> None:
    panels.append(RulesRequestsPanel(request))


@hooks.register("register_log_actions")
def register_rules_log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(acts.ASK_ACTION)(changes.AskFormatter)
    registry.register_action(acts.REFUSE_ACTION)(changes.RefuseFormatter)
