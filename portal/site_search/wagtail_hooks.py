"""Wagtail hooks of the search: the report of searches and the views of promoted results."""

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from django_tasks.base import Task

from portal.core.users import User
from portal.site_search import jobs, promotions_admin
from portal.site_search.reports import SearchesReportView


@hooks.register("register_admin_urls", order=-1)  # before those of Wagtail that they replace
def register_search_urls() -> list[URLPattern]:
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
def register_searches_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="portal", codename="view_searchcount")


class SearchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: User | AnonymousUser = request.user
        return user.has_perm("portal.view_searchcount")


@hooks.register("register_reports_menu_item")
def register_searches_report_menu_item() -> MenuItem:
    return SearchesMenuItem(
        SearchesReportView.page_title,
        reverse("searches_report"),
        name="searches",
        icon_name=SearchesReportView.header_icon,
        order=1300,
    )


@hooks.register("construct_reports_menu")
def hide_search_terms_menu_item(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide Wagtail's own report, which stays empty: the portal counts searches itself."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_periodic_job")
def register_build_vocabulary_job() -> Task[[], None]:
    return jobs.build_vocabulary


@hooks.register("register_periodic_job")
def register_forget_searches_job() -> Task[[], None]:
    return jobs.forget_searches


@hooks.register("register_periodic_job")
def register_read_site_job() -> Task[[], None]:
    return jobs.read_site
