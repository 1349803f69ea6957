"""Hooks of bundles: their screens, the clock, and what the editor of a text says of its bundle."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from portal.bundles import admin_views, release
from portal.bundles.forms import BundleForm
from portal.bundles.history import FORMATTERS
from portal.bundles.mixins import BundledMixin
from portal.bundles.models import Bundle, Status
from portal.core.users import User

hooks.register("register_scheduled_events", release.bundle_events)
hooks.register("construct_scheduled_revisions", release.leave_out_held)


class BundlePolicy(ModelPermissionPolicy):
    """The permissions of Django, but to delete: a bundle is cancelled, and its history stays."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class BundleViewSet(ModelViewSet):
    model = Bundle
    name = "bundles"
    url_prefix = "publications-groupees"
    icon = admin_views.ICON
    menu_label = gettext_lazy("Publications groupées")
    menu_order = 160
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = admin_views.BundleIndexView
    add_view_class = admin_views.BundleCreateView
    edit_view_class = admin_views.BundleEditView
    inspect_view_class = admin_views.BundleView
    history_view_class = admin_views.BundleHistoryView
    inspect_template_name = "portal/bundles/bundle.html"
    list_display = [
        "title",
        Column("get_status_display", label=gettext_lazy("État")),
        Column("when", label=gettext_lazy("Parution")),
        Column("texts", label=gettext_lazy("Textes")),
        Column("approved", label=gettext_lazy("Approuvés")),
    ]
    list_filter = ["status"]
    permission_policy = BundlePolicy(Bundle)

    def get_form_class(self, for_update: bool = False) -> type[BundleForm]:
        return BundleForm

    def get_edit_handler(self) -> None:
        return None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"delete_url_name": "", "usage_url_name": ""}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the screens of a bundle, without those that it does not have."""
        patterns = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name not in ("delete", "usage")]


@hooks.register("register_admin_viewset")
def register_bundle_viewset() -> BundleViewSet:
    return BundleViewSet()


@hooks.register("register_admin_urls")
def register_bundle_urls() -> list[URLPattern]:
    view = admin_views.JoinView.as_view()
    return [path("publication-groupee/<int:page_id>/", view, name="bundle_join")]


@hooks.register("register_page_header_buttons")
def add_bundle_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if admin_views.can_join(user, page):
        url = reverse("bundle_join", args=[page.pk])
        yield Button(admin_views.JOIN_TITLE, url, icon_name=admin_views.ICON, priority=70)


@hooks.register("before_edit_page")
def add_bundle_message(request: HttpRequest, page: Page) -> None:
    """Tell those who open the editor of a text that it appears with others, and when."""
    text = page.specific
    bundle = text.get_bundle() if isinstance(text, BundledMixin) else None
    if request.method != "GET" or bundle is None:
        return
    button = messages.button(bundle.get_absolute_url(), _("Ouvrir la publication groupée"))
    if bundle.status == Status.MISSED:
        message = _(
            "Ce texte devait paraître %(when)s avec «\u00a0%(title)s\u00a0», qui n’a pas paru. Il "
            "attend que cette publication groupée ait une autre heure, ou qu’on l’en retire."
        )
    else:
        message = _(
            "Ce texte paraîtra %(when)s avec «\u00a0%(title)s\u00a0»\u00a0: approuvé, il attend "
            "les autres. Pour qu’il paraisse seul, retirez-l’en d’abord."
        )
    parts = {"when": bundle.when, "title": bundle.title}
    messages.info(request, message % parts, buttons=[button])


@hooks.register("register_log_actions")
def register_bundle_log_actions(registry: LogActionRegistry) -> None:
    for action, formatter in FORMATTERS.items():
        registry.register_action(action)(formatter)
