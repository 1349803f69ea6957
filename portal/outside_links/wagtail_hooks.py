"""Wagtail hooks of outside links: their check, the nightly reading, the clock."""

from wagtail import hooks

from django_tasks.base import Task

from portal.content_checks import Check
from portal.outside_links.checks import check_outside_links
from portal.outside_links.jobs import read_all_links
from portal.outside_links.schedule import find_rounds


@hooks.register("register_content_checks")
def register_outside_links_check() -> list[Check]:
    return [check_outside_links]


@hooks.register("register_periodic_job")
def register_reading_of_links() -> Task[[], None]:
    return read_all_links


hooks.register("register_scheduled_events", find_rounds)
