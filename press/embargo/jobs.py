"""The job that deletes the data of journalists after the promised delay."""

import datetime

from django.conf import settings
from django.utils import timezone

from portal.core.jobs import job
from press.embargo.journalists import Journalist
from press.embargo.links import EmbargoLink


@job
def forget_journalists() -> int:
    """Delete the links and the journalists unused for JOURNALISTS_KEPT_DAYS.

    Return the number of journalists deleted.
    """
    limit = timezone.now() - datetime.timedelta(days=settings.JOURNALISTS_KEPT_DAYS)
    EmbargoLink.objects.filter(sent_at__lt=limit, expires_at__lt=limit).delete()
    _rows, counts = Journalist.objects.unused(limit).delete()
    return counts.get(Journalist._meta.label, 0)
