"""The hooks of the press: journalists, embargoes, and what the press adds to the portal."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.views import serve

from django_tasks.base import Task

from portal.catalogue import Chapter as CatalogueChapter
from portal.dashboard.guide import Chapter
from press import calendar, catalogue
from press.embargo import admin_views
from press.embargo.jobs import forget_journalists
from press.models import PRESS, Journalist
from press.panels import Embargoes


@register_snippet
class JournalistViewSet(SnippetViewSet):
    model = Journalist
    icon = "user"
    list_display = ["name", "outlet", "email"]
    search_fields = ["name", "outlet", "email"]
    search_backend_name = None  # nothing of them in an index
    add_to_admin_menu = True
    menu_order = 320


@hooks.register("register_snippet_listing_buttons")
def add_journalist_export_button(snippet, user, next_url=None):
    if isinstance(snippet, Journalist):
        address = reverse("journalist_export", args=[snippet.pk])
        yield Button(_("Exporter ce qui est conservé"), address, icon_name="download", priority=40)


@hooks.register("register_admin_urls")
def register_embargo_urls() -> list:
    hand_over = admin_views.HandOverView.as_view()
    return [
        path("embargo/<int:page_id>/", hand_over, name="embargo_hand_over"),
        path("journalistes/<int:pk>/export/", admin_views.export, name="journalist_export"),
    ]


@hooks.register("register_page_header_buttons")
def add_embargo_button(page, user, view_name, next_url=None):
    if admin_views.is_offered(user, page):
        address = reverse("embargo_hand_over", args=[page.pk])
        yield Button(admin_views.TITLE, address, icon_name="lock", priority=80)


@hooks.register("register_log_actions")
def register_embargo_log_actions(actions) -> None:
    actions.register_action(admin_views.GIVEN)(admin_views.Given)
    actions.register_action(admin_views.TAKEN_BACK)(admin_views.TakenBack)


@hooks.register("register_public_urls")
def register_embargo_public_urls() -> list:
    """Serve the pages under embargo without a check of forms: their token is all that they need."""
    return [re_path(r"^((?:[\w\-]+/)*sous-embargo/[\w\-]+/)$", csrf_exempt(serve))]


hooks.register("register_calendar_events", calendar.register_embargo_events)
hooks.register("register_calendar_events", calendar.register_notice_events)


@hooks.register("register_worklist_panel")
def register_embargoes_panel() -> type[Embargoes]:
    return Embargoes


@hooks.register("register_periodic_job")
def register_forget_journalists_job() -> Task:
    return forget_journalists


@hooks.register("register_guide_chapter", order=1)
def register_press_guide() -> Chapter:
    return Chapter("presse", PRESS.name, "press/admin/guide.html", PRESS)


@hooks.register("register_catalogue_chapters", order=2)
def register_press_catalogue() -> list[CatalogueChapter]:
    return catalogue.CHAPTERS


@hooks.register("register_demo", order=2)
def register_press_demo():
    from press import demo  # what the demonstration alone needs

    return demo
