"""The hooks of the recruitment: the board, the import, and what it adds to the portal."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from django_tasks.base import Task

from portal.blocks.live import LiveFigures
from portal.catalogue import Chapter as CatalogueChapter
from portal.dashboard.guide import Chapter
from recruitment import calendar, catalogue
from recruitment.board import bulk_actions, history, menu
from recruitment.board.panels import ClosingSoon
from recruitment.figures import LIVE_FIGURES
from recruitment.imports import views as importing
from recruitment.lifecycle import reminders
from recruitment.lifecycle.visits import forget_visits
from recruitment.offers.occupations import Occupation
from recruitment.section import RECRUITMENT


@register_snippet
class OccupationViewSet(SnippetViewSet):
    model = Occupation
    icon = "list-ul"
    list_display = ["label", "code", "field"]
    list_filter = ["field"]
    add_to_settings_menu = True


hooks.register("before_bulk_action", bulk_actions.check_offers_before_publish)
hooks.register("register_admin_urls", menu.register_board_urls)
hooks.register("register_admin_urls", importing.register_import_urls)
hooks.register("register_admin_menu_item", menu.register_board_menu_item)
hooks.register("register_page_header_buttons", menu.add_offer_buttons)
hooks.register("register_page_header_buttons", importing.add_import_button)
hooks.register("before_copy_page", menu.redirect_to_duplication)
hooks.register("before_edit_page", menu.add_template_message)
hooks.register("register_log_actions", history.register_offer_log_actions)
hooks.register("register_calendar_events", calendar.register_closing_events)
hooks.register("register_scheduled_events", reminders.register_reminders)


@hooks.register("register_worklist_panel")
def register_closing_soon_panel() -> type[ClosingSoon]:
    return ClosingSoon


@hooks.register("register_periodic_job")
def register_forget_visits_job() -> Task:
    return forget_visits


@hooks.register("register_live_figures")
def register_recruitment_figures() -> LiveFigures:
    return LIVE_FIGURES


@hooks.register("register_guide_chapter", order=3)
def register_recruitment_guide() -> Chapter:
    return Chapter("recrutement", RECRUITMENT.name, "recruitment/admin/guide.html", RECRUITMENT)


@hooks.register("register_catalogue_chapters", order=3)
def register_recruitment_catalogue() -> list[CatalogueChapter]:
    return catalogue.CHAPTERS


@hooks.register("register_demo", order=3)
def register_recruitment_demo():
    from recruitment import demo  # what the demonstration alone needs

    return demo
