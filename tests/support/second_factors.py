"""Second factors, and who proves them."""

import time

from django.test import Client

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from portal.admin.factors.encryption import encrypt
from portal.models import User

PASSWORD = "une phrase longue et facile"
LOGIN, SECOND_STEP = "/gestion/login/", "/gestion/login/code/"


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def add_application(user: User) -> str:
    """The secret of an application that the person added."""
    secret = auth.generate_totp_secret()
    data = {"secret": encrypt(secret)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    return secret


def add_codes(user: User) -> list[str]:
    """Recovery codes of the person."""
    row = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": encrypt("graine"), "used_mask": 0},
    )
    return row.wrap().get_unused_codes()


def code_of(secret: str, seconds: int = 0) -> str:
    """What the application shows, now or some seconds later."""
    step = int(time.time() + seconds) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, step))


def give_password(user: User, **fields: str):
    """A browser in which the right password was typed, and the answer."""
    client = Client()
    fields = {"username": user.username, "password": PASSWORD} | fields
    return client, client.post(LOGIN, fields)


def is_in(client: Client) -> bool:
    """Whether the browser is logged in, and shows the landing page."""
    return client.get("/gestion/").status_code == 200
