"""The journalists whom the press office may trust with a text under embargo.

Personal data: why they are kept, and for how long, is told to them and on the screens.
"""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel

from press.embargo.privacy import data_notice


class JournalistQuerySet(models.QuerySet):
    def unused(self, since: datetime.datetime):
        """Those to whom nothing was sent after that moment, nor whose row is younger."""
        return self.filter(created_at__lt=since).exclude(links__sent_at__gte=since)


class Journalist(models.Model):
    name = models.CharField(_("nom"), max_length=120)
    outlet = models.CharField(_("média"), max_length=120)
    email = models.EmailField(_("adresse électronique"), unique=True)
    created_at = models.DateTimeField(_("inscrit le"), default=timezone.now, editable=False)

    objects = JournalistQuerySet.as_manager()

    panels = [
        HelpPanel(template="press/embargo/admin/journalists_notice.html"),
        FieldPanel("name"),
        FieldPanel("outlet"),
        FieldPanel("email"),
    ]

    class Meta:
        verbose_name = _("journaliste")
        verbose_name_plural = _("journalistes")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.outlet})"

    def held(self) -> dict:
        """All that is kept about this person, in words: the answer to a request for access."""
        links = self.links.select_related("page").prefetch_related("openings")
        return {
            "nom": self.name,
            "média": self.outlet,
            "adresse électronique": self.email,
            "inscrit le": self.created_at,
            "conservé jusqu’au": self.kept_until,
            "remises sous embargo": [
                {
                    "communiqué": link.page.title if link.page.live else None,  # no news before it
                    "remis le": link.sent_at,
                    "valable jusqu’au": link.expires_at,
                    "retiré le": link.revoked_at,
                    "ouvert le": [opening.at for opening in link.openings.all()],
                }
                for link in links
            ],
        }

    @property
    def data_notice(self) -> str:
        return data_notice()

    @property
    def kept_until(self) -> datetime.datetime:
        last = self.links.aggregate(last=models.Max("sent_at"))["last"]
        kept_for = datetime.timedelta(days=settings.JOURNALISTS_KEPT_DAYS)
        return max(filter(None, [self.created_at, last])) + kept_for
