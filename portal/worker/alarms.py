"""What goes wrong beside the web server: said to those who can help, and to the monitoring.

Nothing is kept of an alarm: it is what the database shows at this moment, with or without a worker.
"""

import datetime

from django.db import Error, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.health import Degraded
from portal.outbox.models import Mail
from portal.worker import jobs, schedule
from portal.worker.models import ROLES, Heartbeat

LATE = datetime.timedelta(seconds=15)
SILENCE = datetime.timedelta(seconds=60)
LONGEST_JOB = datetime.timedelta(minutes=30)  # during which its runner may be silent
LONGEST_WAIT = datetime.timedelta(minutes=15)  # of a mail
RECENT = datetime.timedelta(days=7)  # a mail given up before that is for the report alone


def late() -> list[schedule.Publication | schedule.Expiry]:
    """What should have been published, or have disappeared."""
    return schedule.until(timezone.now() - LATE)


def silent() -> list[str]:
    alive = set(Heartbeat.objects.filter(at__gt=Now() - SILENCE).values_list("role", flat=True))
    if jobs.ours().running().filter(started_at__gt=timezone.now() - LONGEST_JOB).exists():
        alive.add(jobs.Jobs.name)
    return [role for role in ROLES if role not in alive]


def mails_given_up():
    return Mail.objects.given_up().filter(claimed_at__gt=timezone.now() - RECENT)


def mails_that_wait():
    return Mail.objects.waiting().filter(created_at__lt=timezone.now() - LONGEST_WAIT)


def troubles() -> list[str]:
    """What administrators must know, in words."""
    said = []
    if roles := silent():
        said.append(
            _("Le service d’arrière-plan ne donne plus signe de vie\u00a0: %(roles)s.")
            % {"roles": ", ".join(str(ROLES[role]) for role in roles)}
        )
    said += Heartbeat.objects.exclude(trouble="").values_list("trouble", flat=True)
    if count := mails_given_up().count():
        words = ngettext(
            "%d courriel n’a pas pu être envoyé.", "%d courriels n’ont pas pu être envoyés.", count
        )
        said.append(words % count)
    if count := mails_that_wait().count():
        words = ngettext(
            "%d courriel attend depuis plus d’un quart d’heure.",
            "%d courriels attendent depuis plus d’un quart d’heure.",
            count,
        )
        said.append(words % count)
    return said


def health_problem() -> str:
    """A text that is late fails the portal; all the rest degrades it. No title, no address."""
    try:
        with transaction.atomic():
            events = late()
            counts = {
                "failed jobs": len(jobs.failed()),
                "mails given up": mails_given_up().count(),
                "mails that wait": mails_that_wait().count(),
            }
            roles = silent()
            troubled = Heartbeat.objects.exclude(trouble="").values_list("role", flat=True)
            said = [f"{name} silent" for name in roles]
            said += [f"{name} in trouble" for name in troubled]
    except Error:
        return "unknown"
    said += [f"{count} {what}" for what, count in counts.items() if count]
    if events:
        delay = (timezone.now() - events[0].at).total_seconds()
        return "; ".join([f"{len(events)} late, the first by {delay:.0f} s", *said])
    return Degraded(", ".join(said))
