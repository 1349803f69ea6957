"""The screens where a second person answers, and where a link is sent."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin.accounts import acts, rights, rules
from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.admin.attempts.models import AttemptCounter
from portal.admin.second_person.models import is_chief
from portal.admin.second_person.views import AnswerView
from portal.admin.sessions.rows import describe_sessions
from portal.admin_access import AdminRequest
from portal.core.reauthentication import ReauthenticationMixin
from portal.core.users import User

TITLE = gettext_lazy("Demandes sur les comptes")
ICON = "user"


class AccountsMixin(WagtailAdminTemplateMixin):
    """A screen of account administrators. Raise PermissionDenied for the others."""

    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("account_requests"), "label": TITLE},
            {"url": "", "label": self.page_title},
        ]


class RequestsView(AccountsMixin, TemplateView):
    """The requests that await a second person."""

    request: AdminRequest
    template_name = "portal/admin/accounts/requests.html"
    page_title = TITLE

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = AccountRequest.objects.select_related("account", "asked_by").order_by("asked_at")
        return super().get_context_data(**kwargs) | {"account_requests": rows}


class RequestView(AccountsMixin, AnswerView):
    """A request, with what it changes; the list of requests when it was answered or replaced."""

    model = AccountRequest
    list_url_name = "account_requests"
    template_name = "portal/admin/accounts/request.html"
    page_title = gettext_lazy("Demande sur un compte")

    def get_page_subtitle(self) -> str:
        return str(self.asked.account)

    def confirm(self) -> str:
        acts.confirm(self.asked, self.request.user)
        return _("C’est fait\u00a0: «\u00a0%s\u00a0» a ces droits.") % str(self.asked.account)

    def refuse(self) -> str:
        acts.refuse(self.asked, self.request.user)
        return _("Le compte «\u00a0%s\u00a0» reste comme il est.") % str(self.asked.account)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before, after = acts.wanted_rights(self.asked)
        lines = rights.differences(before, after)
        return super().get_context_data(**kwargs) | {"lines": lines, "present": before}


def reachable_accounts() -> QuerySet[User]:
    """Return the active accounts that have an address."""
    accounts: QuerySet[User] = User.objects.exclude(email="").filter(is_active=True)
    return accounts


class AccountView(AccountsMixin, ReauthenticationMixin, TemplateView):
    """A screen about one account. Raise Http404 when no mail can reach its owner.

    Operators alone renew what opens a break-glass account: it is in a safe, not in a mailbox.
    """

    request: AdminRequest

    def get_accounts(self) -> QuerySet[User]:
        """Return the accounts that a screen of this type may be about."""
        return reachable_accounts().exclude(username__in=settings.BREAK_GLASS_ACCOUNTS)

    @cached_property
    def account(self) -> User:
        account = get_object_or_404(self.get_accounts(), pk=self.kwargs["pk"])
        if not rules.may_manage(self.request.user, account):
            raise PermissionDenied
        return account

    def get_page_subtitle(self) -> str:
        return str(self.account)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": _("Utilisateurs")},
            {
                "url": reverse("wagtailusers_users:edit", args=[self.account.pk]),
                "label": str(self.account),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"account": self.account}


class LinkView(AccountView):
    """Send somebody a link to choose a password. Raise Http404 where passwords are closed."""

    template_name = "portal/admin/accounts/link.html"
    page_title = gettext_lazy("Envoyer un lien de mot de passe")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.LOCAL_PASSWORDS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts.send_link(self.account, self.request.user)
        message = _("Un lien valable une heure part à %s.") % self.account.email
        messages.success(request, message)
        return redirect("wagtailusers_users:index")


class UnlockView(AccountView):
    """Let somebody log in at once, whom failures make wait."""

    template_name = "portal/admin/accounts/unlock.html"
    page_title = gettext_lazy("Lever l’attente")

    def get_accounts(self) -> QuerySet[User]:
        return User.objects.all()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts.unlock(self.account, self.request.user)
        messages.success(request, _("C’est fait\u00a0: le compte peut se connecter aussitôt."))
        return redirect("wagtailusers_users:edit", self.account.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        end = AttemptCounter.objects.lock_end(self.account)
        return super().get_context_data(**kwargs) | {"lock_end": end}


class LostFactorsView(AccountView):
    """Take away the factors that somebody lost, or ask a second person to confirm it."""

    template_name = "portal/admin/accounts/lost_factors.html"
    page_title = gettext_lazy("Facteurs perdus")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if AccountRequest.objects.filter(account=self.account).exists():
            messages.error(request, _("Une demande sur ce compte attend déjà sa réponse."))
        elif acts.reset_factors(self.account, self.request.user):
            messages.success(
                request, _("C’est fait\u00a0: un lien part à %s.") % self.account.email
            )
        else:
            messages.info(request, _("C’est demandé. Une seconde personne doit le confirmer."))
        return redirect("wagtailusers_users:edit", self.account.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "factors": rights.of_account(self.account.pk)["factors"],
            "is_chief": is_chief(self.request.user),
            "passwords_open": settings.LOCAL_PASSWORDS,
        }


class SessionsView(AccountView):
    """Close all sessions of somebody, whose device was stolen or left open."""

    template_name = "portal/admin/accounts/sessions.html"
    page_title = gettext_lazy("Fermer les sessions")

    def get_accounts(self) -> QuerySet[User]:
        return reachable_accounts()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = acts.close_sessions(self.account, self.request.user)
        message = ngettext(
            "%(count)d session est fermée.", "%(count)d sessions sont fermées.", count
        )
        messages.success(request, message % {"count": count})
        return redirect("wagtailusers_users:edit", self.account.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sessions": describe_sessions(self.account)}


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)
