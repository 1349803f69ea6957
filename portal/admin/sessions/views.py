"""The screen of one's own sessions, and how much is left of the present one."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin import provider_session
from portal.admin.sessions.forms import ALL, OTHERS, CloseForm
from portal.admin.sessions.rows import (
    close,
    close_others,
    describe_sessions,
    note_act,
    open_sessions,
    session_of,
)
from portal.admin_access import AdminRequest


class SessionsView(WagtailAdminTemplateMixin, TemplateView):
    """Where somebody is logged in; they may close each session."""

    request: AdminRequest
    template_name = "portal/admin/sessions/index.html"
    page_title = gettext_lazy("Mes sessions")
    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Compte")}
        return [*self.breadcrumbs_items, account, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = describe_sessions(self.request.user)
        return super().get_context_data(**kwargs) | {
            "sessions": sessions,
            "passwords_open": settings.LOCAL_PASSWORDS,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = self.request.user
        form = CloseForm(request.POST, user=user)
        if not form.is_valid():
            messages.error(request, form.errors["which"][0])
            return redirect("account_sessions")
        which = form.cleaned_data["which"]
        if which == ALL:
            return self.leave(is_everywhere=True)
        if which == OTHERS:
            count = close_others(user)
        else:
            rows = open_sessions(user).filter(pk=which)
            if rows.filter(session_key=request.session.session_key).exists():
                return self.leave(is_everywhere=False)
            count = close(rows, user)
        message = ngettext(
            "%(count)d session est fermée.", "%(count)d sessions sont fermées.", count
        )
        messages.success(request, message % {"count": count})
        return redirect("account_sessions")

    def leave(self, *, is_everywhere: bool) -> HttpResponse:
        """Log out here, and elsewhere too if asked; then at the provider by which they came."""
        if is_everywhere:
            close_others(self.request.user)
        provider_url = provider_session.logout_url(self.request)
        logout(self.request)
        if provider_url:
            return provider_session.logout_page(self.request, provider_url)
        text = _("Vous êtes déconnecté partout.") if is_everywhere else _("La session est fermée.")
        messages.success(self.request, text)
        return redirect("wagtailadmin_login")


@never_cache
@require_http_methods(["GET", "POST"])
def session_state(request: HttpRequest) -> HttpResponse:
    """Say how many seconds are left. The person who asks to stay posts; to look prolongs nothing.

    The token is that of forms in pages that were opened before a new login.
    """
    if request.method == "POST":
        note_act(request)
    return JsonResponse(
        {
            "seconds": request.session.get_expiry_age(),
            "may_stay": session_of(request).may_stay,
            "user": request.user.pk,
            "token": get_token(request),
        }
    )
