"""The hooks of the press: journalists, embargoes, and its extensions of the portal."""

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet
from wagtail.views import serve

from django_tasks.base import Task

from portal.admin.listings import (
    DraftDateColumn,
    DraftKindColumn,
    PublicationViewSet,
)
from portal.catalogue import Chapter as CatalogueChapter
from portal.content_checks import Check
from portal.core.users import User
from portal.dashboard.guide import Chapter
from portal.workflow.change_rules import ChangeRule
from press import calendar, catalogue
from press.content_checks import check_release
from press.embargo import admin_views, move_views, moves
from press.embargo.jobs import forget_journalists
from press.embargo.views import READ_ACT
from press.models import PRESS, Journalist, PressReleasePage
from press.panels import EmbargoesPanel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ReleaseViewSet(PublicationViewSet):
    model = PressReleasePage
    relations = ("reference",)
    own_columns = (
        Column("reference_number", label=_("Référence")),
        DraftKindColumn("kind", label=_("Nature")),
        *PublicationViewSet.own_columns,
        DraftDateColumn("embargo_until", label=_("Embargo")),
    )


@hooks.register("register_admin_viewset")
def register_release_viewset() -> ReleaseViewSet:
    return ReleaseViewSet()


@hooks.register("register_content_checks")
def register_press_checks() -> list[Check]:
    return [check_release]


@hooks.register("register_change_rules")
def register_press_change_rules() -> dict[str, ChangeRule]:
    unread = ["journalist", "embargolink", "opening", "embargorequest"]
    return {
        "press.pressreleasepage": ChangeRule.REVIEW,
        "press.pressindexpage": ChangeRule.STANDING,
        "press.pressrules": ChangeRule.PROTECTED,
        "press.reference": ChangeRule.SYSTEM,
        **{f"press.{name}": ChangeRule.UNREAD for name in unread},
    }


class JournalistCreateView(CreateView):
    """The form of a new journalist, which leads back to where it was opened."""

    def get_add_url(self) -> str:
        origin = get_valid_next_url_from_request(self.request)
        address: str = set_query_params(super().get_add_url(), {"next": origin or None})
        return address

    def get_success_url(self) -> str:
        return str(get_valid_next_url_from_request(self.request) or super().get_success_url())


@register_snippet
class JournalistViewSet(SnippetViewSet):
    model = Journalist
    add_view_class = JournalistCreateView
    icon = "user"
    list_display = ["name", "outlet", "email"]
    search_fields = ["name", "outlet", "email"]
    search_backend_name = None  # no personal data in the search index
    add_to_admin_menu = True
    menu_order = 320


@hooks.register("register_snippet_listing_buttons")
def add_journalist_export_button(
    snippet: Model, user: User, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(snippet, Journalist):
        url = reverse("journalist_export", args=[snippet.pk])
        yield Button(_("Exporter ce qui est conservé"), url, icon_name="download", priority=40)


@hooks.register("register_admin_urls")
def register_embargo_urls() -> list[URLPattern]:
    hand_over = admin_views.HandOverView.as_view()
    return [
        path("embargo/<int:page_id>/", hand_over, name="embargo_hand_over"),
        path("fin-embargo/<int:page_id>/", move_views.MoveView.as_view(), name="embargo_move"),
        path(
            "journalistes/<int:pk>/export/",
            admin_views.export_journalist,
            name="journalist_export",
        ),
    ]


@hooks.register("register_page_header_buttons")
def add_embargo_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if admin_views.can_open_hand_over_view(user, page):
        url = reverse("embargo_hand_over", args=[page.pk])
        yield Button(admin_views.TITLE, url, icon_name="lock", priority=80)
    if moves.can_move(user, page):
        url = reverse("embargo_move", args=[page.pk])
        yield Button(move_views.TITLE, url, icon_name="time", priority=81)


@hooks.register("register_log_actions")
def register_embargo_log_actions(actions: LogActionRegistry) -> None:
    hand_over, take_back = admin_views.HAND_OVER_ACTION, admin_views.TAKE_BACK_ACTION
    actions.register_action(hand_over)(admin_views.EmbargoHandedOverFormatter)
    actions.register_action(take_back)(admin_views.EmbargoTakenBackFormatter)
    for action, formatter in move_views.FORMATTERS.items():
        actions.register_action(action)(formatter)


@hooks.register("register_public_urls")
def register_embargo_public_urls() -> list[URLPattern]:
    """Exempt the pages under embargo from Django's CSRF check: their token is the only secret."""
    return [re_path(r"^((?:[\w\-]+/)*sous-embargo/[\w\-]+/)$", csrf_exempt(serve))]


@hooks.register("register_audit_acts")
def register_embargo_audit_acts() -> "dict[str, StrOrPromise]":
    return {READ_ACT: _("Lecture par un lien sous embargo")}


hooks.register("register_calendar_events", calendar.register_embargo_events)
hooks.register("register_calendar_events", calendar.register_notice_events)
hooks.register("register_content_moments", calendar.register_notice_moments)


@hooks.register("register_worklist_panel")
def register_embargoes_panel() -> type[EmbargoesPanel]:
    return EmbargoesPanel


@hooks.register("register_periodic_job")
def register_forget_journalists_job() -> Task[[], int]:
    return forget_journalists


@hooks.register("register_guide_chapter", order=1)
def register_press_guide() -> Chapter:
    return Chapter("presse", PRESS.name, "press/admin/guide.html", PRESS)


@hooks.register("register_catalogue_chapters", order=2)
def register_press_catalogue() -> list[CatalogueChapter]:
    return catalogue.CHAPTERS


@hooks.register("register_demo", order=2)
def register_press_demo() -> ModuleType:
    from press import demo  # loaded by the demonstration only

    return demo
