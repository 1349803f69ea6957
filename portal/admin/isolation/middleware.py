"""Middleware that notes the user of the administration, and refuses other sections' addresses."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wagtail.admin import auth
from wagtail.models import Page

from portal.admin.isolation.answers import translate
from portal.admin.isolation.gates import pass_gates, refuse_method
from portal.admin_access import can_view, current_user
from portal.core.visibility import is_reachable
from portal.media.models import Document, Image, Media

# The models of the keys in addresses, by the arguments of the views, Wagtail's and ours.
MODELS_BY_ARGUMENT: dict[str, type[Model]] = {
    **dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "destination_id"], Page),
    **dict.fromkeys(["document_id", "doc_id"], Document),
    "image_id": Image,
    "media_id": Media,
}
CHOOSER_URL_NAME = "wagtailadmin_choose_page_child"  # it may show what visitors may open


def redirects_to_login(response: HttpResponse) -> bool:
    url = response.headers.get("Location", "")
    return response.status_code == 302 and url.startswith(f"{reverse('wagtailadmin_login')}?")


class IsolationMiddleware:
    """Set `current_user`, answer 403 at the address of a page or file of another section.

    Refusals without a screen get their words here too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        token = current_user.set(request.user)
        try:
            response = self.get_response(request)
        finally:
            current_user.reset(token)
        translate(request, response)
        if request.method == "POST" and redirects_to_login(response):
            # After the login what was typed would be lost.
            return render(request, "403_csrf.html", status=403)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        user = request.user
        if current_user.get() is None:
            return None
        if refusal := refuse_method(request, view):
            return refusal
        if not user.has_perm("wagtailadmin.access_admin"):
            return None
        try:
            answer = pass_gates(request, view)
        except Http404:
            answer = render(request, "wagtailadmin/404.html", status=404)
        except PermissionDenied:
            answer = auth.permission_denied(request)
        if answer:
            return answer
        for name in MODELS_BY_ARGUMENT.keys() & kwargs.keys():
            row = MODELS_BY_ARGUMENT[name]._default_manager.filter(pk=kwargs[name]).first()
            if row is None or can_view(user, row):
                continue
            match = request.resolver_match
            if match and match.url_name == CHOOSER_URL_NAME and is_reachable(row):
                continue
            response: HttpResponse = auth.permission_denied(request)
            return response
        return None
