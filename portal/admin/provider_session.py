"""The session of the identity provider by which a person came: it ends with the portal's."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from authlib.common.urls import add_params_to_uri

SESSION_KEY = "oidc"


def remember(request: HttpRequest, id_token: str, end_session: str) -> None:
    """Keep what ends the session of the provider, and where, if it can be ended."""
    request.session[SESSION_KEY] = {"id_token": id_token, "end_session": end_session}


def logout_url(request: HttpRequest) -> str:
    """Return where the provider ends its session (RP-Initiated Logout 1.0); "" for who has none."""
    begun = request.session.get(SESSION_KEY, {})
    if not begun.get("end_session"):
        return ""
    parameters = {
        "id_token_hint": begun["id_token"],
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": settings.ADMIN_URL + reverse("wagtailadmin_login"),
        "state": secrets.token_urlsafe(24),
    }
    url: str = add_params_to_uri(begun["end_session"], parameters)
    return url


def logout_page(request: HttpRequest, url: str) -> HttpResponse:
    """Return a page that leads to the provider at once.

    A page, not a redirect: Chromium holds all that a form leads to against `form-action`.
    """
    context = {"url": url, "provider_name": settings.OIDC_NAME}
    return render(request, "portal/admin/sso/logout.html", context)
