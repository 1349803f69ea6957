"""The administration: snippets that editors keep, links of rich text, the screens of searches."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.admin import accessibility_checker, appearance, bulk_actions
from portal.admin.api import PagesAPI
from portal.admin.isolation import choosers, views
from portal.blocks import languages
from portal.blocks.rich_text import PublicPageLinkHandler
from portal.catalogue import views as catalogue
from portal.core.snippets import GlossaryEntry, MediaContact, Place
from portal.core.themes import Theme
from portal.dashboard import calendar, calendar_views, guide
from portal.dashboard.panels import of_the_desk
from portal.outbox import reports as outbox
from portal.search import SynonymGroup
from portal.site_search import promotions_admin
from portal.site_search.reports import SearchesReportView
from portal.versions import admin_views as versions
from portal.withdrawal import admin_views as withdrawal
from portal.worker.panels import AlarmsPanel, try_jobs_again
from portal.workflow import copying, emergency, outcomes
from portal.workflow.setup import section_permissions
from portal.workflow.tasks import ReviewTask


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None


class ContactViewSet(SnippetViewSet):
    model = MediaContact
    icon = "mail"
    list_display = ["name", "entity", "email", "phone"]


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "department"]


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    list_display = ["term", "expansion"]


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "resubmit"
    search_fields = ["terms"]
    search_backend_name = None


@register_snippet
class ReferenceGroup(SnippetViewSetGroup):
    items = (ThemeViewSet, ContactViewSet, PlaceViewSet, GlossaryViewSet, SynonymViewSet)
    menu_label = _("Référentiels")
    menu_icon = "list-ul"
    menu_order = 300


@hooks.register("register_rich_text_features", order=10)
def link_only_to_what_visitors_may_open(features) -> None:
    features.register_link_type(PublicPageLinkHandler)


@hooks.register("register_admin_urls", order=-1)  # before those of Wagtail that they replace
def screens_of_searches() -> list:
    report = SearchesReportView.as_view()
    results = SearchesReportView.as_view(results_only=True)
    index = promotions_admin.IndexView.as_view()
    index_results = promotions_admin.IndexView.as_view(results_only=True)
    return [
        path("reports/searches/", report, name="searches_report"),
        path("reports/searches/results/", results, name="searches_report_results"),
        path("searchpicks/", index),
        path("searchpicks/results/", index_results),
        path("searchpicks/add/", promotions_admin.CreateView.as_view()),
        path("searchpicks/<int:query_id>/", promotions_admin.EditView.as_view()),
        path("searchpicks/reports/search-terms/", report),
    ]


@hooks.register("register_permissions")
def permission_to_read_the_report():
    return Permission.objects.filter(content_type__app_label="portal", codename="view_searchcount")


class SearchesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("portal.view_searchcount")


@hooks.register("register_reports_menu_item")
def report_of_searches() -> MenuItem:
    return SearchesMenuItem(
        SearchesReportView.page_title,
        reverse("searches_report"),
        name="searches",
        icon_name=SearchesReportView.header_icon,
        order=1300,
    )


@hooks.register("construct_reports_menu")
def without_the_report_that_stays_empty(request, items) -> None:
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_admin_urls")
def screen_of_emergencies() -> list:
    view = emergency.EmergencyView.as_view()
    return [path("urgence/<int:page_id>/", view, name="emergency_publication")]


@hooks.register("register_admin_urls")
def screen_of_what_changes() -> list:
    view = versions.ComingView.as_view()
    return [path("versions/<int:page_id>/", view, name="coming_version")]


@hooks.register("register_page_header_buttons")
def button_of_what_changes(page, user, view_name, next_url=None):
    if versions.is_offered(page):
        address = reverse("coming_version", args=[page.pk])
        yield Button(versions.TITLE, address, icon_name="view", priority=85)


@hooks.register("register_page_header_buttons")
def button_of_emergencies(page, user, view_name, next_url=None):
    if emergency.may_override(user, page):
        address = reverse("emergency_publication", args=[page.pk])
        yield Button(emergency.TITLE, address, icon_name="warning", priority=90)


@hooks.register("register_log_actions")
def words_of_emergencies(actions) -> None:
    actions.register_action(emergency.ACTION)(emergency.Formatter)


@hooks.register("before_edit_page")
def say_who_may_not_approve(request, page) -> None:
    task = page.current_workflow_task if request.method == "GET" else None
    if isinstance(task, ReviewTask) and (why := task.objection(page, request.user)):
        messages.info(request, why)


@hooks.register("before_edit_page")
def know_what_is_saved_by_itself(request, page) -> None:
    page.is_saved_by_itself = not request.accepts("text/html")  # as Wagtail's own view


@hooks.register("construct_page_action_menu")
def what_ends_a_review_comes_last(items, request, context) -> None:
    """The first is the big button: nobody should leave a review by mistake."""
    places = {"action-page-locked": 0, "action-restart-workflow": 2, "action-cancel-workflow": 3}
    items.sort(key=lambda item: places.get(item.name, 1))


hooks.register("register_permissions", section_permissions)
hooks.register("register_rich_text_features", languages.register)
hooks.register("after_copy_page", copying.leave_the_past)
hooks.register("after_edit_page", outcomes.tell)
hooks.register("register_admin_urls", guide.addresses)
hooks.register("register_admin_menu_item", guide.menu_item)
hooks.register("construct_help_menu", guide.without_guides_of_others)
hooks.register("construct_wagtail_userbar", accessibility_checker.ours_instead)
hooks.register("insert_global_admin_css", appearance.colours)
hooks.register("insert_global_admin_js", appearance.fields)
hooks.register("before_bulk_action", bulk_actions.refuse_what_some_cannot_read)
hooks.register("construct_homepage_panels", of_the_desk)
hooks.register("construct_page_chooser_queryset", choosers.pages)
hooks.register("construct_media_chooser_queryset", choosers.medias)
for action in views.BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=1)  # after those that they replace


@hooks.register("construct_homepage_panels")
def alarms_first(request, panels) -> None:
    panels.append(AlarmsPanel(request))


@hooks.register("register_admin_urls")
def screens_of_the_worker() -> list:
    report = outbox.MailsReportView.as_view()
    results = outbox.MailsReportView.as_view(results_only=True)
    return [
        path("reports/courriels/", report, name="mails_report"),
        path("reports/courriels/results/", results, name="mails_report_results"),
        path("reports/courriels/relancer/", outbox.try_again, name="mails_try_again"),
        path("reports/courriels/relancer/<int:pk>/", outbox.try_again, name="mail_try_again"),
        path("taches/relancer/", try_jobs_again, name="jobs_try_again"),
    ]


@hooks.register("register_permissions")
def permissions_to_look_after_the_worker():
    return Permission.objects.filter(
        content_type__app_label="portal", codename__in=["view_heartbeat", "view_mail"]
    )


class MailsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("portal.view_mail")


@hooks.register("register_reports_menu_item")
def report_of_mails() -> MenuItem:
    view = outbox.MailsReportView
    return MailsMenuItem(
        view.page_title,
        reverse(view.index_url_name),
        name="mails",
        icon_name=view.header_icon,
        order=1400,
    )


@hooks.register("construct_admin_api", order=1)
def interfaces_of_the_screens(router) -> None:
    router.register_endpoint("pages", PagesAPI)
    router.register_endpoint("images", views.ImagesAPI)
    router.register_endpoint("documents", views.DocumentsAPI)


hooks.register("portal_calendar", calendar.publications, order=1)  # after what an app says of them
hooks.register("portal_calendar", calendar.withdrawals, order=1)
hooks.register("register_admin_menu_item", calendar_views.menu_item)


@hooks.register("register_admin_urls")
def screen_of_the_calendar() -> list:
    view = calendar_views.CalendarView.as_view()
    return [path("calendrier/", view, name="desk_calendar")]


hooks.register("register_admin_urls", withdrawal.addresses)
hooks.register("register_page_header_buttons", withdrawal.buttons)
hooks.register("register_log_actions", withdrawal.register)
hooks.register("before_edit_page", withdrawal.say_that_it_is_withdrawn)
hooks.register("register_admin_urls", catalogue.addresses)
hooks.register("register_reports_menu_item", catalogue.menu_item)
