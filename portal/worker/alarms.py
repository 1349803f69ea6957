"""What goes wrong beside the web server, for those who can help and for the monitoring.

Nothing is kept of an alarm: it is what the database shows at this moment, with or without a worker.
"""

import datetime

from django.db import Error, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.health import Degraded
from portal.outbox.models import Mail, MailQuerySet
from portal.worker import jobs, schedule
from portal.worker.models import SERVICES, Heartbeat

SILENCE = datetime.timedelta(seconds=60)
LONGEST_JOB = datetime.timedelta(minutes=30)  # during which its runner may be silent
LONGEST_WAIT = datetime.timedelta(minutes=15)  # of a mail
RECENT = datetime.timedelta(days=7)  # a mail given up before that is for the report alone


def late_events() -> list[schedule.Publication | schedule.Expiry]:
    """Return what should have been published, or have disappeared, since `schedule.LATE`."""
    return schedule.text_events(timezone.now() - schedule.LATE)


def silent_services() -> list[str]:
    """Return the names of the services without a recent heartbeat; a long job excuses one."""
    alive = set(Heartbeat.objects.filter(at__gt=Now() - SILENCE).values_list("role", flat=True))
    if jobs.job_results().running().filter(started_at__gt=timezone.now() - LONGEST_JOB).exists():
        alive.add(jobs.JobRunner.name)
    return [service for service in SERVICES if service not in alive]


def mails_given_up() -> MailQuerySet:
    """Select the mails that will not be tried again, of the last days."""
    return Mail.objects.given_up().filter(claimed_at__gt=timezone.now() - RECENT)


def mails_that_wait() -> MailQuerySet:
    """Select the mails that wait for longer than is normal."""
    return Mail.objects.waiting().filter(created_at__lt=timezone.now() - LONGEST_WAIT)


def messages_to_administrators() -> list[str]:
    """Return what goes wrong, a French sentence each."""
    messages = []
    if services := silent_services():
        messages.append(
            _("Le service d’arrière-plan ne donne plus signe de vie\u00a0: %(services)s.")
            % {"services": ", ".join(str(SERVICES[service]) for service in services)}
        )
    messages += Heartbeat.objects.exclude(trouble="").values_list("trouble", flat=True)
    if count := mails_given_up().count():
        sentence = ngettext(
            "%d courriel n’a pas pu être envoyé.", "%d courriels n’ont pas pu être envoyés.", count
        )
        messages.append(sentence % count)
    if count := mails_that_wait().count():
        sentence = ngettext(
            "%d courriel attend depuis plus d’un quart d’heure.",
            "%d courriels attendent depuis plus d’un quart d’heure.",
            count,
        )
        messages.append(sentence % count)
    return messages


def health_problem() -> str:
    """Return what is wrong for `/health/ready`: neither title nor address of a mail.

    A text that is late fails the portal; all the rest degrades it.
    """
    try:
        with transaction.atomic():
            events = late_events()
            counts = {
                "failed jobs": len(jobs.failed_jobs()),
                "mails given up": mails_given_up().count(),
                "mails that wait": mails_that_wait().count(),
            }
            services = silent_services()
            troubled = Heartbeat.objects.exclude(trouble="").values_list("role", flat=True)
            messages = [f"{name} silent" for name in services]
            messages += [f"{name} in trouble" for name in troubled]
    except Error:
        return "unknown"
    messages += [f"{count} {what}" for what, count in counts.items() if count]
    if events:
        delay = (timezone.now() - events[0].at).total_seconds()
        return "; ".join([f"{len(events)} late, the first by {delay:.0f} s", *messages])
    return Degraded(", ".join(messages))
