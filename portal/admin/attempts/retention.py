"""How long attempts and places are remembered."""

import datetime

from django.conf import settings
from django.utils import timezone

from portal.admin.attempts.models import QUIET, AttemptCounter, KnownPlace
from portal.core.jobs import job


@job
def forget_attempts() -> None:
    """Delete the counters that would begin anew, and the places that are known no more."""
    now = timezone.now()
    AttemptCounter.objects.filter(last_at__lt=now - QUIET).delete()
    oldest = now - datetime.timedelta(days=settings.KNOWN_PLACE_DAYS)
    KnownPlace.objects.filter(last_at__lt=oldest).delete()
