"""Hooks of publications: when the clock alone ends them, and what they say of an earlier text."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from portal.content_checks import Check
from portal.publications.ends import register_ends
from portal.publications.kept_facts import BEGUN_ACTION, check_kept_facts
from portal.publications.templates import BegunFormatter

hooks.register("register_content_moments", register_ends)


@hooks.register("register_content_checks")
def register_publication_checks() -> list[Check]:
    return [check_kept_facts]


@hooks.register("register_log_actions")
def register_publication_log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(BEGUN_ACTION)(BegunFormatter)
