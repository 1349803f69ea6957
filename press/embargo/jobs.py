"""How long the press office keeps journalists, and what was sent to them."""

import datetime

from django.conf import settings
from django.utils import timezone

from portal.core.jobs import job
from press.embargo.journalists import Journalist
from press.embargo.links import EmbargoLink


@job
def forget_journalists() -> int:
    """Delete those who were left unused for as long as was promised, and the links as old.

    The number of journalists is told.
    """
    since = timezone.now() - datetime.timedelta(days=settings.JOURNALISTS_KEPT_DAYS)
    EmbargoLink.objects.filter(sent_at__lt=since, expires_at__lt=since).delete()
    _rows, counts = Journalist.objects.unused(since).delete()
    return counts.get(Journalist._meta.label, 0)
