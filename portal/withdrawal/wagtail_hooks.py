"""Hooks of the withdrawal: its screens, its buttons, and what the history and the editor say."""

from django.urls import path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.core.datetimes import format_datetime
from portal.withdrawal import actions
from portal.withdrawal.admin_views import PageView, ReopenView, TakeAwayView


@hooks.register("register_admin_urls")
def register_withdrawal_urls() -> list:
    return [
        path("retrait/<int:page_id>/", TakeAwayView.as_view(), name="take_away"),
        path("reouverture/<int:page_id>/", ReopenView.as_view(), name="reopen"),
    ]


@hooks.register("register_page_header_buttons")
def add_withdrawal_buttons(page, user, view_name, next_url=None):
    if not page.pk or not actions.may_act(user, page):
        return
    if withdrawn := actions.in_force(page):
        yield button(ReopenView, "reopen", page)
    title = _("Supprimer définitivement") if withdrawn or not page.live else TakeAwayView.page_title
    yield button(TakeAwayView, "take_away", page, title)


def button(view: type[PageView], name: str, page: Page, title: str = "") -> Button:
    address = reverse(name, args=[page.pk])
    return Button(title or view.page_title, address, icon_name=view.header_icon, priority=95)


@hooks.register("before_edit_page", order=1)  # after what the workflow says
def add_withdrawn_message(request, page) -> None:
    """Tell whoever opens the editor that what is published meanwhile stays out of sight."""
    if request.method == "GET" and (withdrawal := getattr(page.specific, "withdrawal", None)):
        words = _("Ce texte est retiré depuis %s. Le publier ne le rouvre pas.")
        messages.warning(request, words % format_datetime(withdrawal.at))


@hooks.register("register_log_actions")
def register_withdrawal_log_actions(registry) -> None:
    for action, formatter in actions.FORMATTERS.items():
        registry.register_action(action)(formatter)
