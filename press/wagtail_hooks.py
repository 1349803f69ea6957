"""The administration of the press: journalists, and the texts that they have under embargo."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.views import serve

from portal.dashboard.guide import Chapter
from press import calendar, panels
from press.embargo import admin_views
from press.models import PRESS, Journalist


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
def export_of_a_journalist(snippet, user, next_url=None):
    if isinstance(snippet, Journalist):
        address = reverse("journalist_export", args=[snippet.pk])
        yield Button(_("Exporter ce qui est conservé"), address, icon_name="download", priority=40)


@hooks.register("register_admin_urls")
def screens_of_the_embargo() -> list:
    hand_over = admin_views.HandOverView.as_view()
    return [
        path("embargo/<int:page_id>/", hand_over, name="embargo_hand_over"),
        path("journalistes/<int:pk>/export/", admin_views.export, name="journalist_export"),
    ]


@hooks.register("register_page_header_buttons")
def button_of_the_embargo(page, user, view_name, next_url=None):
    if admin_views.is_offered(user, page):
        address = reverse("embargo_hand_over", args=[page.pk])
        yield Button(admin_views.TITLE, address, icon_name="lock", priority=80)


@hooks.register("register_log_actions")
def words_of_the_embargo(actions) -> None:
    actions.register_action(admin_views.GIVEN)(admin_views.Given)
    actions.register_action(admin_views.TAKEN_BACK)(admin_views.TakenBack)


@hooks.register("portal_urls")
def addresses_without_a_check_of_forms() -> list:
    """Those of the embargo, served as all pages are: their token is all that they need."""
    return [re_path(r"^((?:[\w\-]+/)*sous-embargo/[\w\-]+/)$", csrf_exempt(serve))]


hooks.register("portal_calendar", calendar.embargoes)
hooks.register("portal_calendar", calendar.notes)
hooks.register("portal_desk", panels.lists)


@hooks.register("portal_guide", order=1)
def chapter_of_the_press() -> list[Chapter]:
    return [Chapter("presse", PRESS.name, "press/admin/guide.html", PRESS)]
