"""The sessions of a person: their rows, and how they are closed."""

import datetime
from typing import NamedTuple, cast

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from allauth.usersessions.models import UserSession

from portal.admin.sessions.devices import LONGEST, describe
from portal.audit.acts import current_request, record
from portal.audit.labels import SESSIONS
from portal.core.client_address import client_address, is_in
from portal.core.session_store import BEGAN, LAST_ACT, SessionStore
from portal.core.users import User

THIS_MACHINE = "127.0.0.1"  # the address of who comes through a socket


def session_of(request: HttpRequest) -> SessionStore:
    return cast(SessionStore, request.session)


def begin(request: HttpRequest, user: User) -> None:
    """Note where the session begins. What is kept of the browser is its name alone."""
    session_of(request).begin()
    if not request.session.session_key:
        request.session.save()
    row = {
        "user": user,
        "ip": client_address(request) or THIS_MACHINE,
        "user_agent": describe(request.headers.get("User-Agent", "")[:LONGEST]),
        "created_at": timezone.now(),
    }
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=row)


def note_act(request: HttpRequest) -> None:
    """Prolong the session of who is logged in; one of before this list joins it."""
    if BEGAN in request.session:
        session_of(request).note_act()
    elif request.user.is_authenticated:
        begin(request, request.user)


def open_sessions(user: User) -> QuerySet[UserSession]:
    lasting = Session.objects.filter(expire_date__gt=timezone.now())
    rows: QuerySet[UserSession] = UserSession.objects.filter(user=user)
    return rows.filter(session_key__in=lasting.values("session_key"))


class Described(NamedTuple):
    """A session as its owner recognizes it."""

    row: UserSession
    last_act: datetime.datetime
    is_own: bool  # the session in which somebody asks
    is_at_work: bool  # from a network of the administration


def describe_sessions(user: User) -> list[Described]:
    """Return the open sessions of the person, the latest first."""
    rows = {row.session_key: row for row in open_sessions(user)}
    own = own_key(user)
    described = []
    for session in Session.objects.filter(session_key__in=rows):
        row, at = rows[session.session_key], session.get_decoded().get(LAST_ACT)
        last_act = datetime.datetime.fromtimestamp(at, datetime.UTC) if at else row.created_at
        is_at_work = is_in(row.ip, settings.ADMIN_NETWORKS)
        described.append(Described(row, last_act, row.session_key == own, is_at_work))
    return sorted(described, key=lambda each: each.last_act, reverse=True)


def own_key(user: User) -> str | None:
    """Return the key of the session in which the person is acting now, if they are."""
    request = current_request.get()
    return request.session.session_key if request and request.user == user else None


def close(rows: QuerySet[UserSession], user: User) -> int:
    """Close these sessions of the person, and record how many there were.

    Their next request finds none. The rows stay for a while: they tell known devices from new ones.
    """
    sessions = Session.objects.filter(session_key__in=rows.values("session_key"))
    count = sessions.delete()[0]
    if count:
        record(SESSIONS, user, count=count)
    return count


def close_others(user: User) -> int:
    """Close all sessions of the person, but the one in which they ask for it."""
    return close(open_sessions(user).exclude(session_key=own_key(user)), user)
