"""Where the board is found: addresses, the menu of the administration, the menu of the editor."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from recruitment.board import action_views, duplication_views
from recruitment.board.offer_view import FollowView
from recruitment.board.views import ICON, TITLE, BoardView
from recruitment.lifecycle.actions import is_recruiter, possible
from recruitment.lifecycle.events import Kind
from recruitment.lifecycle.templates import NEVER_PUBLISHED
from recruitment.models import JobOfferPage

HERE = "recrutement/offres/"
ACTIONS = {  # each with its screen, its address and its icon
    Kind.EXTENDED: (action_views.ExtendView, "offer_extend", "calendar-alt"),
    Kind.FILLED: (action_views.FillView, "offer_fill", "check"),
    Kind.WITHDRAWN: (action_views.WithdrawView, "offer_withdraw", "no-view"),
    Kind.REOPENED: (action_views.ReopenView, "offer_reopen", "resubmit"),
}


def register_board_urls() -> list:
    offer = f"{HERE}<int:page_id>/"
    return [
        path(HERE, BoardView.as_view(), name="offers_board"),
        path(f"{HERE}liste/", BoardView.as_view(results_only=True), name="offers_board_results"),
        path(f"{HERE}creer/", duplication_views.TemplatesView.as_view(), name="offer_templates"),
        path(offer, FollowView.as_view(), name="offer_follow"),
        path(f"{offer}trente-jours/", action_views.LongerView.as_view(), name="offer_longer"),
        path(f"{offer}prolonger/", action_views.ExtendView.as_view(), name="offer_extend"),
        path(f"{offer}pourvue/", action_views.FillView.as_view(), name="offer_fill"),
        path(f"{offer}retirer/", action_views.WithdrawView.as_view(), name="offer_withdraw"),
        path(f"{offer}rouvrir/", action_views.ReopenView.as_view(), name="offer_reopen"),
        path(
            f"{offer}dupliquer/", duplication_views.DuplicateView.as_view(), name="offer_duplicate"
        ),
    ]


class BoardMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_recruiter(request.user)


def register_board_menu_item() -> MenuItem:
    return BoardMenuItem(TITLE, reverse("offers_board"), name="offers", icon_name=ICON, order=160)


def add_offer_buttons(page, user, view_name, next_url=None):
    if not (isinstance(page, JobOfferPage) and page.pk and is_recruiter(user)):
        return
    yield button(_("Suivi et visites"), "offer_follow", page, ICON, 91)
    for priority, kind in enumerate([] if page.is_template else possible(page), start=92):
        screen, name, icon = ACTIONS[kind]
        yield button(screen.page_title, name, page, icon, priority)
    yield button(duplication_views.DuplicateView.page_title, "offer_duplicate", page, "copy", 96)


def button(label: str, name: str, page: JobOfferPage, icon: str, priority: int) -> Button:
    return Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


def redirect_to_duplication(request, page):
    """Wagtail's own copy would keep the dates of the other offer."""
    if isinstance(page.specific, JobOfferPage) and is_recruiter(request.user):
        return redirect("offer_duplicate", page.pk)
    return None


def add_template_message(request, page) -> None:
    if request.method == "GET" and getattr(page.specific, "is_template", False):
        messages.info(request, NEVER_PUBLISHED)
