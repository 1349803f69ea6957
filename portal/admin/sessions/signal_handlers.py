"""A login opens a session, and is told by mail when the device is new to the account."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from allauth.account import signals
from allauth.usersessions.models import UserSession

from portal.admin.attempts.places import device_of
from portal.admin.second_person.mails import send
from portal.admin.sessions.rows import begin
from portal.core.users import User


@receiver(user_logged_in)
def begin_session(request: HttpRequest, user: User, **kwargs: Any) -> None:
    begin(request, user)


@receiver(signals.user_logged_in)
def tell_new_device(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Tell the person, unless they have come with this browser, or with such a one from there."""
    if device_of(request, user):
        return
    rows = UserSession.objects.filter(user=user)
    row = rows.get(session_key=request.session.session_key)
    alike = rows.filter(ip=row.ip, user_agent=row.user_agent).exclude(pk=row.pk)
    if not alike.exists():
        template = "portal/admin/sessions/new_device.txt"
        subject = _("Nouvelle connexion à votre compte")
        send([user.email], subject, template, account=user, row=row, now=timezone.localtime())
