"""The administration of the offers: the board, the import, the State's list of occupations."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.dashboard.guide import Chapter
from recruitment import calendar
from recruitment.board import bulk_actions, history, menu, panels
from recruitment.imports import views as importing
from recruitment.lifecycle import visits
from recruitment.offers.occupations import Occupation
from recruitment.section import RECRUITMENT


@register_snippet
class OccupationViewSet(SnippetViewSet):
    model = Occupation
    icon = "list-ul"
    list_display = ["label", "code", "field"]
    list_filter = ["field"]
    add_to_settings_menu = True


hooks.register("portal_calendar", calendar.coming)
hooks.register("portal_desk", panels.lists)
hooks.register("before_bulk_action", bulk_actions.refuse_what_is_wrong)
hooks.register("on_serve_page", visits.counting)
hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_urls", importing.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_page_header_buttons", menu.buttons)
hooks.register("register_page_header_buttons", importing.buttons)
hooks.register("before_copy_page", menu.duplicate_instead)
hooks.register("before_edit_page", menu.say_that_it_is_a_template)
hooks.register("register_log_actions", history.register)


@hooks.register("portal_guide", order=3)
def chapter_of_the_recruitment() -> list[Chapter]:
    return [Chapter("recrutement", RECRUITMENT.name, "recruitment/admin/guide.html", RECRUITMENT)]
