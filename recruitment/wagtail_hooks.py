from wagtail import hooks

from recruitment import bulk, calendar, visits
from recruitment.board import history, menu

hooks.register("portal_calendar", calendar.coming)
hooks.register("before_bulk_action", bulk.refuse_what_is_wrong)
hooks.register("on_serve_page", visits.counting)
hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_page_header_buttons", menu.buttons)
hooks.register("before_edit_page", menu.say_that_it_is_a_template)
hooks.register("register_log_actions", history.register)
