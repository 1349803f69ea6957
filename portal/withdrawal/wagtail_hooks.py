"""Hooks of withdrawals: screens, buttons, and messages in the history and the editor."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from portal.core.datetimes import format_datetime
from portal.core.users import User
from portal.withdrawal import actions
from portal.withdrawal.admin_views import ReopenView, WithdrawalActionView, WithdrawView


@hooks.register("register_admin_urls")
def register_withdrawal_urls() -> list[URLPattern]:
    return [
        path("retrait/<int:page_id>/", WithdrawView.as_view(), name="withdraw"),
        path("reouverture/<int:page_id>/", ReopenView.as_view(), name="reopen"),
    ]


@hooks.register("register_page_header_buttons")
def add_withdrawal_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if not page.pk or not actions.may_remove(user, page):
        return
    if withdrawal := actions.current_withdrawal(page):
        yield view_button(ReopenView, "reopen", page)
    title = "" if page.live and not withdrawal else _("Supprimer définitivement")
    yield view_button(WithdrawView, "withdraw", page, title)


def view_button(
    view: type[WithdrawalActionView[Any]], name: str, page: Page, title: str = ""
) -> Button:
    """Return the button that leads to this view of the page, which has this URL name."""
    url = reverse(name, args=[page.pk])
    return Button(title or view.page_title, url, icon_name=view.header_icon, priority=95)


@hooks.register("before_edit_page", order=1)  # after the message of the workflow
def add_withdrawn_message(request: HttpRequest, page: Page) -> None:
    """Tell those who open the editor that publishing a withdrawn text does not show it."""
    if request.method == "GET" and (withdrawal := getattr(page.specific, "withdrawal", None)):
        message = _("Ce texte est retiré depuis %s. Le publier ne le rouvre pas.")
        messages.warning(request, message % format_datetime(withdrawal.at))


@hooks.register("register_log_actions")
def register_withdrawal_log_actions(registry: LogActionRegistry) -> None:
    for action, formatter in actions.FORMATTERS.items():
        registry.register_action(action)(formatter)
