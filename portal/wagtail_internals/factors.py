"""Logins and second factors: what django-allauth does of them and never promised to keep."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode

from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    perform_password_login,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt


def begin_login(request: HttpRequest, user: AbstractBaseUser, redirect_url: str) -> HttpResponse:
    """Log in who gave the right password, or ask for the second factor first.

    Read in django-allauth 65.21.1: the public `perform_login` notes no password in the session, and
    the login would not count among the recent ones.
    """
    response: HttpResponse = perform_password_login(
        request, {}, Login(user=user, redirect_url=redirect_url)
    )
    return response


PROVIDER = "oidc"  # the method, or the type of the second factor, of the records below


def record_provider(
    request: HttpRequest, user: AbstractBaseUser, *, has_second_factor: bool, is_fresh: bool
) -> None:
    """Note in the session what the identity provider proved, and whether the proof is of now.

    Read in django-allauth 65.21.1: only what its own providers prove is noted.
    """
    if has_second_factor:
        record_authentication(request, user, "mfa", type=PROVIDER, fresh=is_fresh)
    record_authentication(request, user, PROVIDER, fresh=is_fresh)


def begin_provider_login(
    request: HttpRequest, user: AbstractBaseUser, redirect_url: str, **proof: bool
) -> HttpResponse:
    """Log in whom the provider announced, or ask for the second factor that it did not prove."""
    record_provider(request, user, **proof)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=redirect_url))
    return response


def reauthenticate_by_provider(
    request: HttpRequest, redirect_url: str, *, has_second_factor: bool
) -> HttpResponse:
    """Note the new proof of identity, and do what waited for it.

    Read in django-allauth 65.21.1: `resume_request` looks for the address in the query.
    """
    record_provider(request, request.user, has_second_factor=has_second_factor, is_fresh=True)  # type: ignore[arg-type] # logged in
    request.GET = QueryDict(urlencode({REDIRECT_FIELD_NAME: redirect_url}))
    response: HttpResponse | None = resume_request(request)
    return response or redirect(redirect_url)


def came_by_provider(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether the latest proof in the session is that of the identity provider."""
    records = get_authentication_records(request, user)
    return bool(records) and records[-1]["method"] == PROVIDER


def record_factor(request: HttpRequest, user: AbstractBaseUser, factor: str) -> None:
    """Note in the session that its owner holds the factor, which they have just added.

    Read in django-allauth 65.21.1: only the use of a factor is noted.
    """
    record_authentication(request, user, "mfa", type=factor)


def find_step(authenticator: Authenticator, code: str) -> int | None:
    """Return the number of the half minute to which the code of an application belongs, if any.

    Read in django-allauth 65.21.1: a code that served is remembered by the cache, which each
    process has of its own, and for less time than the code is accepted.
    """
    secret = decrypt(authenticator.data["secret"])
    for step in auth.yield_hotp_counters_from_time():
        expected = auth.format_hotp_value(auth.hotp_value(secret, step))
        if compare_user_code(actual=code, expected=expected):
            return int(step)
    return None
