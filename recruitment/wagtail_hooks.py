from wagtail import hooks

from recruitment import calendar

hooks.register("portal_calendar", calendar.coming)
