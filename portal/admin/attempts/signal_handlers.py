"""What a login teaches: the browser and the address are known from then on."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from portal.admin.attempts import guard
from portal.core.users import User


@receiver(user_logged_in)
def remember_place(request: HttpRequest, user: User, **kwargs: Any) -> None:
    guard.remember(request, user)
