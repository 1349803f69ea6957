"""Hooks of redirects: screens at the addresses of Wagtail's."""

from django.urls import URLPattern, path

from wagtail import hooks

from portal.redirects import admin_views


@hooks.register("register_admin_urls", order=-1)  # before those that they replace
def register_redirect_urls() -> list[URLPattern]:
    importing = admin_views.ImportView.as_view()
    return [
        path("redirects/add/", admin_views.CreateView.as_view()),
        path("redirects/<int:redirect_id>/", admin_views.EditView.as_view()),
        path("redirects/import/", importing),
        path("redirects/import/process/", importing),
    ]
