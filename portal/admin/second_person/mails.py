"""The mails about protected acts. Those who get them cannot switch them off."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from portal.admin.second_person.models import SecondPersonRequest
from portal.core.users import User


def send(addresses: Iterable[str], subject: str, template: str, **context: Any) -> None:
    """Write to each address alone; a subject names nobody."""
    context["base_url"] = settings.WAGTAILADMIN_BASE_URL
    context["passwords_open"] = settings.LOCAL_PASSWORDS
    text = render_to_string(template, context).strip()
    for address in sorted({*filter(None, addresses)}):
        send_mail(subject, text, None, [address])


def second_persons(request: SecondPersonRequest) -> list[str]:
    """Return the addresses of those who may confirm; of superusers when nobody else may."""
    holders = User.objects.with_perm(request.permission, include_superusers=False)
    seconds = [user for user in holders if request.may_confirm(user)]
    return [
        user.email for user in seconds or User.objects.filter(is_superuser=True, is_active=True)
    ]
