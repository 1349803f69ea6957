from wagtail import hooks

from recruitment import bulk, calendar

hooks.register("portal_calendar", calendar.coming)
hooks.register("before_bulk_action", bulk.refuse_what_is_wrong)
