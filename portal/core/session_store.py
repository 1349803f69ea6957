"""Sessions in the database that end on their own: after a working day, and sooner when idle.

The session itself holds when it began and when its owner last did something. Its row ends at the
earlier of both limits, so that Django refuses it by itself; whatever else writes into the session
prolongs nothing.
"""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

from allauth.usersessions.models import UserSession

BEGAN, LAST_ACT = "began", "last_act"  # seconds since 1970
# Acts that follow an act sooner are not written: a request costs no write, and a session ends at
# most so much too early.
STEP = 60  # seconds


class SessionStore(db.SessionStore):
    def get_expiry_date(self, **kwargs: Any) -> datetime.datetime:
        """Return when the session ends; before a login, as Django does."""
        if BEGAN not in self:
            date: datetime.datetime = super().get_expiry_date(**kwargs)
            return date
        return datetime.datetime.fromtimestamp(min(self.last_end, self.idle_end), datetime.UTC)

    @property
    def last_end(self) -> float:
        """The end that nothing puts off."""
        end: float = self[BEGAN] + settings.SESSION_COOKIE_AGE
        return end

    @property
    def idle_end(self) -> float:
        end: float = self[LAST_ACT] + settings.SESSION_IDLE_MINUTES * 60
        return end

    @property
    def may_stay(self) -> bool:
        """Whether an act of the person would put the end off."""
        return BEGAN in self and self.idle_end < self.last_end

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return how many seconds are left, which is the age of a cookie that is kept."""
        if BEGAN not in self:
            age: int = super().get_expiry_age(**kwargs)
            return age
        left = self.get_expiry_date() - timezone.now()
        return max(0, round(left.total_seconds()))

    def begin(self) -> None:
        """Note that somebody has just logged in."""
        self[BEGAN] = self[LAST_ACT] = timezone.now().timestamp()

    def note_act(self) -> None:
        """Note that the person did something now, unless they did a moment ago."""
        now = timezone.now().timestamp()
        if now - self[LAST_ACT] >= STEP:
            self[LAST_ACT] = now

    def cycle_key(self) -> None:
        """Change the key, here and in the list of the person's sessions."""
        former = self.session_key
        super().cycle_key()
        if former:
            UserSession.objects.filter(session_key=former).update(session_key=self.session_key)
