"""To the identity provider and back: a login, a new proof of identity, a logout."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from wagtail.admin.views import account as account_views

from portal.admin import provider_session
from portal.admin.accounts.models import ProviderIdentity
from portal.admin.sso import attempts, provider
from portal.admin.sso.accounts import find_account
from portal.admin.sso.groups import follow
from portal.admin.sso.refusals import MESSAGES, TECHNICAL, Refusal, RefusedError
from portal.audit.acts import record
from portal.audit.labels import SSO
from portal.core.users import User
from portal.wagtail_internals.factors import begin_provider_login, reauthenticate_by_provider

FROM_ELSEWHERE = ("cross-site", "same-site")


def absolute(name: str) -> str:
    return settings.ADMIN_URL + reverse(name)


def safe_next(request: HttpRequest) -> str:
    url = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else reverse("wagtailadmin_home")


class ProviderView(View):
    """A view that needs a provider. Show the page of a refusal in place of an error."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.OIDC_ISSUER:
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except RefusedError as refused:
            return refusal_page(request, refused)


class BeginView(ProviderView):
    """Send the browser to the provider.

    A link, not a form: Chromium holds all that a form leads to against `form-action`, and providers
    lead to others. Other sites cannot begin a login, so that nobody is logged in unawares.
    """

    again = False

    def get(self, request: HttpRequest) -> HttpResponse:
        next_url = safe_next(request)
        if request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
            return redirect(f"{reverse('wagtailadmin_login')}?{urlencode({'next': next_url})}")
        begun = provider.authorization(absolute("sso_callback"), again=self.again)
        names = ("state", "nonce", "code_verifier")
        attempt = {name: begun[name] for name in names if name in begun}
        response = redirect(begun["url"])
        attempts.remember(response, attempt | {"next": next_url, "again": self.again})
        return response


class ConfirmView(BeginView):
    """Have the provider ask again who is there, before an act that engages the portal."""

    again = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("wagtailadmin_login")
        return super().get(request)


class CallbackView(ProviderView):
    """Take the answer of the provider, once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        attempts.forget(response)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        attempt = attempts.recall(request)
        state = request.GET.get("state", "")
        if not attempt or not constant_time_compare(state, attempt["state"]):
            raise RefusedError(Refusal.STATE)
        if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:  # RFC 9207
            raise RefusedError(Refusal.ANSWER)
        if "error" in request.GET:
            raise RefusedError(Refusal.CANCELLED)
        verifier = {name: attempt[name] for name in ("code_verifier",) if name in attempt}
        identity, end_session = provider.identify(
            request.GET.get("code", ""), absolute("sso_callback"), attempt["nonce"], **verifier
        )
        if attempt["again"]:
            return self.confirm(identity, attempt["next"])
        return self.log_in(identity, end_session, attempt["next"])

    def log_in(self, identity: provider.Identity, end_session: str, next_url: str) -> HttpResponse:
        request = self.request
        account = find_account(identity)
        follow(account, identity)
        if not User.objects.get(pk=account.pk).has_perm("wagtailadmin.access_admin"):
            raise RefusedError(Refusal.RIGHTS, account)
        record(SSO, account, user=account)
        if request.user.is_authenticated:
            logout(request)  # of another person, whose session it was
        request.session.set_expiry(0)
        provider_session.remember(request, identity.id_token, end_session)
        return begin_provider_login(
            request,
            account,
            next_url,
            has_second_factor=identity.has_second_factor,
            is_fresh=identity.is_fresh,
        )

    def confirm(self, identity: provider.Identity, next_url: str) -> HttpResponse:
        """Note that the person proved again who they are, and go on with what they were doing."""
        own = ProviderIdentity.objects.filter(
            issuer=settings.OIDC_ISSUER, subject=identity.subject, account=self.request.user.pk
        )
        if not own.exists():
            raise RefusedError(Refusal.OTHER)
        if not identity.is_fresh:
            raise RefusedError(Refusal.STALE)
        return reauthenticate_by_provider(
            self.request, next_url, has_second_factor=identity.has_second_factor
        )


def refusal_page(request: HttpRequest, refused: RefusedError) -> HttpResponse:
    record(SSO, refused.account, user=refused.account, failed=True, reason=refused.reason.value)
    context = {
        "message": MESSAGES[refused.reason],
        "is_technical": refused.reason in TECHNICAL,
        "passwords_open": settings.LOCAL_PASSWORDS,
        "provider_name": settings.OIDC_NAME,
    }
    return render(request, "portal/admin/sso/refused.html", context, status=refused.status)


class LogoutView(account_views.LogoutView):
    """Wagtail's, which ends the session of the provider too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        url = provider_session.logout_url(request) if request.method == "POST" else ""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if not url:
            return response
        page = provider_session.logout_page(request, url)
        page.cookies = response.cookies
        return page
