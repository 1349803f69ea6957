"""Hooks of the administration: snippets, appearance, what each user may choose and act on."""

from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from portal.admin import (
    accessibility_checker,
    appearance,
    bulk_actions,
    changes,
    frozen_files,
    merge_views,
)
from portal.admin.api import PagesAPI
from portal.admin.isolation import choosers, tags, views
from portal.admin.viewsets import ReferenceGroup
from portal.wagtail_internals.tags import replace_popular_tags

register_snippet(ReferenceGroup)
replace_popular_tags(tags.popular_tags)
hooks.register("construct_wagtail_userbar", accessibility_checker.replace_accessibility_item)
hooks.register("insert_global_admin_css", appearance.insert_style_sheets)
hooks.register("insert_global_admin_js", appearance.insert_field_scripts)
hooks.register("before_bulk_action", bulk_actions.check_accessibility_before_publish)
hooks.register("before_bulk_action", frozen_files.keep_frozen_files)
hooks.register("before_bulk_action", merge_views.keep_used_snippets)
hooks.register("before_copy_page", choosers.require_destination, order=-1)
hooks.register("construct_page_chooser_queryset", choosers.hide_pages_of_others)
hooks.register("construct_media_chooser_queryset", choosers.hide_media_of_others)
for action in views.BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=1)  # after those that they replace


@hooks.register("construct_admin_api", order=1)  # after those that they replace
def register_isolated_endpoints(router: WagtailAPIRouter) -> None:
    """Replace Wagtail's endpoints by those that hide the work of other sections."""
    router.register_endpoint("pages", PagesAPI)
    router.register_endpoint("images", views.ImagesAPI)
    router.register_endpoint("documents", views.DocumentsAPI)


@hooks.register("register_log_actions")
def register_changes_log_action(registry: LogActionRegistry) -> None:
    registry.register_action(changes.ACTION)(changes.ChangesFormatter)
