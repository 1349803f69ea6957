"""The hooks of the recruitment: the board, the import, and its additions to the portal."""

from importlib import import_module
from types import ModuleType
from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from django_tasks.base import Task

from portal.admin.viewsets import SharedViewSet
from portal.blocks.live import LiveFigures
from portal.catalogue import Chapter as CatalogueChapter
from portal.dashboard.guide import Chapter
from portal.workflow.change_rules import ChangeRule
from recruitment import calendar, catalogue
from recruitment.board import bulk_actions, history, landing, menu
from recruitment.board.panels import ClosingSoon
from recruitment.figures import LIVE_FIGURES
from recruitment.imports import views as import_views
from recruitment.lifecycle import reminders, states
from recruitment.lifecycle.visits import forget_visits
from recruitment.offers.occupations import Occupation
from recruitment.section import RECRUITMENT


@register_snippet
class OccupationViewSet(SharedViewSet):
    """The administration of the occupations, in the settings."""

    model = Occupation
    icon = "list-ul"
    list_display = ["label", "code", "field"]
    list_filter = ["field"]
    add_to_settings_menu = True


hooks.register("before_bulk_action", bulk_actions.check_offers)
hooks.register("after_bulk_action", landing.warn_after_bulk_submission)
# The last ones: what they answer ends the hooks.
hooks.register("after_create_page", landing.leave_to_board, order=1000)
hooks.register("after_edit_page", landing.leave_to_board, order=1000)
hooks.register("register_admin_urls", menu.register_board_urls)
hooks.register("register_admin_urls", import_views.register_import_urls)
hooks.register("register_admin_menu_item", menu.register_board_menu_item)
hooks.register("register_page_header_buttons", menu.add_offer_buttons)
hooks.register("register_page_header_buttons", import_views.add_import_button)
hooks.register("before_copy_page", menu.redirect_to_duplication)
hooks.register("register_log_actions", history.register_offer_log_actions)
hooks.register("register_calendar_events", calendar.register_closing_events)
hooks.register("register_scheduled_events", reminders.register_reminders)
hooks.register("register_content_moments", states.register_state_moments)


@hooks.register("register_change_rules")
def register_recruitment_change_rules() -> dict[str, ChangeRule]:
    """Return who may change the models of the recruitment alone."""
    return {
        "recruitment.jobofferpage": ChangeRule.REVIEW,
        "recruitment.occupationspage": ChangeRule.REVIEW,
        "recruitment.familypage": ChangeRule.REVIEW,
        "recruitment.recruitmentindexpage": ChangeRule.STANDING,
        "recruitment.recruitmentsettings": ChangeRule.VALIDATOR,
        "recruitment.occupation": ChangeRule.ADMINISTRATOR,
        "recruitment.offerevent": ChangeRule.POWER,
        "recruitment.offerreference": ChangeRule.SYSTEM,
        "recruitment.offerreminder": ChangeRule.UNREAD,
        "recruitment.offervisits": ChangeRule.UNREAD,
        "recruitment.recruitmentrules": ChangeRule.PROTECTED,
    }


def register_closing_soon_panel() -> type[ClosingSoon]:
    """Return the list of the offers that close soon, for the dashboard."""
    return ClosingSoon


def register_forget_visits_job() -> Task[Any, int]:
    """Return the job that deletes old visits."""
    return forget_visits


def register_recruitment_figures() -> LiveFigures:
    """Return the figures of the recruitment, for the block of live figures."""
    return LIVE_FIGURES


def register_recruitment_guide() -> Chapter:
    """Return the chapter of the recruiters in the guide."""
    return Chapter("recrutement", RECRUITMENT.name, "recruitment/admin/guide.html", RECRUITMENT)


def register_recruitment_catalogue() -> list[CatalogueChapter]:
    """Return the components of the offers, for the catalogue."""
    return catalogue.CHAPTERS


def register_recruitment_demo() -> ModuleType:
    """Return the module of the demonstration, which is imported for the demonstration only."""
    return import_module("recruitment.demo")


hooks.register("register_worklist_panel", register_closing_soon_panel)
hooks.register("register_periodic_job", register_forget_visits_job)
hooks.register("register_live_figures", register_recruitment_figures)
hooks.register("register_guide_chapter", register_recruitment_guide, order=3)
hooks.register("register_catalogue_chapters", register_recruitment_catalogue, order=3)
hooks.register("register_demo", register_recruitment_demo, order=3)
