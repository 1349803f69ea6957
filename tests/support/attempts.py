"""Attempts to enter an account, from somewhere."""

import datetime

from django.test import Client
from django.utils import timezone

from portal.models import User
from tests.support.second_factors import LOGIN, PASSWORD

HOME, AWAY, FAR = "192.0.2.1", "203.0.113.250", "198.51.100.9"
WRONG = "une autre phrase, fausse"
TOO_MANY = "Trop d’essais"
RESET = "/gestion/password_reset/"


def browser(address: str = AWAY) -> Client:
    return Client(REMOTE_ADDR=address)


def log_in(user: User, client: Client, password: str = PASSWORD):
    return client.post(LOGIN, {"username": user.username, "password": password})


def guess(name: str, times: int = 1, address: str = AWAY, client: Client | None = None):
    """Give wrong passwords, and return the last answer."""
    client = client or browser(address)
    for _time in range(times):
        response = client.post(LOGIN, {"username": name, "password": WRONG})
    return response


def enters(user: User, address: str = AWAY) -> bool:
    """Whether the right password lets in from there, in a browser that is not known."""
    return log_in(user, browser(address)).status_code == 302


def addresses(count: int) -> list[str]:
    return [f"203.0.113.{number}" for number in range(1, count + 1)]


def later(**delay) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(**delay)
