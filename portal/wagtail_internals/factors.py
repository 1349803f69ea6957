"""Logins and second factors: what django-allauth does of them and never promised to keep."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from allauth.account.internal.flows.login import perform_password_login, record_authentication
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
