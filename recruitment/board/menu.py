"""The addresses of the board, its item in the menu, and its buttons in the editor."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.core.users import User
from recruitment.board import action_views, duplication_views
from recruitment.board.offer_view import FollowView
from recruitment.board.views import ICON, TITLE, BoardView
from recruitment.lifecycle.actions import get_available_actions, is_recruiter
from recruitment.lifecycle.events import Kind
from recruitment.models import JobOfferPage

BASE_PATH = "recrutement/offres/"
# The view, the name of the address and the icon of each action.
ACTIONS: dict[Kind, tuple[type[action_views.OfferActionView], str, str]] = {
    Kind.EXTENDED: (action_views.MoveClosingView, "offer_closing", "calendar-alt"),
    Kind.FILLED: (action_views.FillView, "offer_fill", "check"),
    Kind.WITHDRAWN: (action_views.WithdrawView, "offer_withdraw", "no-view"),
    Kind.REOPENED: (action_views.ReopenView, "offer_reopen", "resubmit"),
}


def register_board_urls() -> list[URLPattern]:
    """Return the addresses of the board and of the actions on an offer."""
    offer = f"{BASE_PATH}<int:page_id>/"
    return [
        path(BASE_PATH, BoardView.as_view(), name="offers_board"),
        path(
            f"{BASE_PATH}liste/",
            BoardView.as_view(results_only=True),
            name="offers_board_results",
        ),
        path(
            f"{BASE_PATH}creer/",
            duplication_views.TemplatesView.as_view(),
            name="offer_templates",
        ),
        path(offer, FollowView.as_view(), name="offer_follow"),
        path(
            f"{offer}trente-jours/",
            action_views.ExtendByDefaultView.as_view(),
            name="offer_longer",
        ),
        path(f"{offer}annuler/", action_views.RestoreView.as_view(), name="offer_restore"),
        path(f"{offer}date-limite/", action_views.MoveClosingView.as_view(), name="offer_closing"),
        path(f"{offer}pourvue/", action_views.FillView.as_view(), name="offer_fill"),
        path(f"{offer}retirer/", action_views.WithdrawView.as_view(), name="offer_withdraw"),
        path(f"{offer}rouvrir/", action_views.ReopenView.as_view(), name="offer_reopen"),
        path(
            f"{offer}dupliquer/", duplication_views.DuplicateView.as_view(), name="offer_duplicate"
        ),
    ]


class BoardMenuItem(MenuItem):
    """The item of the board, for recruiters."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user is a recruiter."""
        return is_recruiter(request.user)


def register_board_menu_item() -> MenuItem:
    """Return the item of the board in the main menu."""
    return BoardMenuItem(TITLE, reverse("offers_board"), name="offers", icon_name=ICON, order=160)


def add_offer_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the buttons of an offer in the editor: its events and visits, and its actions."""
    if not (isinstance(page, JobOfferPage) and page.pk and is_recruiter(user)):
        return
    yield create_button(_("Suivi et visites"), "offer_follow", page, ICON, 91)
    kinds = [] if page.is_template else get_available_actions(page)
    for priority, kind in enumerate(kinds, start=92):
        view, name, icon = ACTIONS[kind]
        yield create_button(view.page_title, name, page, icon, priority)
    label = duplication_views.DuplicateView.page_title
    yield create_button(label, "offer_duplicate", page, "copy", 96)


def create_button(
    label: str | Promise, name: str, page: JobOfferPage, icon: str, priority: int
) -> Button:
    """Return a button that leads to the view of this name, about the page."""
    return Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


def redirect_to_duplication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Replace Wagtail's copy of an offer, which would keep its dates."""
    if isinstance(page.specific, JobOfferPage) and is_recruiter(request.user):
        return redirect("offer_duplicate", page.pk)
    return None
