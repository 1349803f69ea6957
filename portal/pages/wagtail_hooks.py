"""Hooks of pages: a move leaves a page where visitors reach it; a private page is not told of."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from portal.pages.addresses import check_slug

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponse]


@hooks.register("on_serve_page", order=-1)  # around Wagtail's check of restrictions
def hide_private_pages(serve: Serve) -> Serve:
    """Have a page answer who may not read it as an absent one does; raise Http404.

    Wagtail would ask them to log in: that the page exists is not for them to know.
    """

    def serve_readable(page: Page, request: HttpRequest, *args: Any) -> HttpResponse:
        response = serve(page, request, *args)
        if not getattr(request, "has_passed_restrictions", False):
            raise Http404
        return response

    return serve_readable


@hooks.register("on_serve_page", order=1)  # inside it
def note_readable_page(serve: Serve) -> Serve:
    """Note on the request that its page may be read."""

    def serve_and_note(page: Page, request: HttpRequest, *args: Any) -> HttpResponse:
        request.has_passed_restrictions = True  # type: ignore[attr-defined] # for the request
        return serve(page, request, *args)

    return serve_and_note


def tell_unreachable(request: HttpRequest, pages: Iterable[Page], destination: Page) -> bool:
    """Say which of the pages visitors would not reach below the destination; return whether any."""
    is_refused = False
    for page in pages:
        try:
            check_slug(destination, page.slug, page)
        except ValidationError as error:
            messages.error(request, f"{page.get_admin_display_title()}. {error.messages[0]}")
            is_refused = True
    return is_refused


@hooks.register("before_move_page")
def refuse_unreachable_page(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Move no page to where visitors would not reach it."""
    if tell_unreachable(request, [page], destination):
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_unreachable_pages(
    request: HttpRequest, action_type: str, objects: list[Page], action: BulkAction
) -> HttpResponse | None:
    """Move none of the pages when visitors would not reach one of them."""
    if action_type != "move":
        return None
    if tell_unreachable(request, objects, action.cleaned_form.cleaned_data["chooser"]):
        return redirect(action.next_url)
    return None
