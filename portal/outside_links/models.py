"""What the worker found at the outside addresses of the texts: a row an address."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.outside_links.asking import Answer, Outcome
from portal.outside_links.texts import LONGEST_ADDRESS

REST = datetime.timedelta(minutes=2)  # of a draft, in which an embargo may still be set
AGAIN_GOOD = datetime.timedelta(days=7)
AGAIN_BAD = datetime.timedelta(hours=1)  # then twice as long each time, up to AGAIN_GOOD
LONGEST_ASKING = datetime.timedelta(minutes=2)  # after which an asking that was killed is redone
BATCH = 4  # hosts asked together
NETWORK_MEMORY = datetime.timedelta(days=1)


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    def add(self, addresses: dict[str, bool]) -> None:
        """Add the addresses that are new, each with whether a visitor can read it already."""
        now = timezone.now()
        self.bulk_create(
            [
                OutsideLink(
                    address=address, host=host_of(address), due_at=now if is_public else now + REST
                )
                for address, is_public in addresses.items()
            ],
            ignore_conflicts=True,
        )

    def due(self) -> Self:
        return self.filter(due_at__lte=timezone.now())

    @transaction.atomic
    def claim(self) -> list["OutsideLink"]:
        """Return some addresses to ask now, of as many hosts; nobody else asks them meanwhile."""
        hosts = self.due().order_by("host", "due_at").distinct("host").values("pk")
        waiting = self.filter(pk__in=hosts).order_by("due_at", "pk")
        links = list(waiting.select_for_update(skip_locked=True)[:BATCH])
        self.filter(pk__in=[link.pk for link in links]).update(
            due_at=timezone.now() + LONGEST_ASKING
        )
        return links

    def keep_only(self, addresses: Iterable[str]) -> int:
        """Delete the rows of the addresses that no text holds; return how many went."""
        in_use = set(addresses)
        stored = self.values_list("pk", "address").iterator()
        return self.filter(pk__in=[key for key, each in stored if each not in in_use]).delete()[0]

    def has_network(self, host: str) -> bool:
        """Return whether another host answered of late: names can be resolved."""
        since = timezone.now() - NETWORK_MEMORY
        answered = self.filter(asked_at__gte=since, status__isnull=False)
        return answered.exclude(host=host).exists()


class OutsideLink(models.Model):
    """An address outside the portal that a text holds, and its last answer."""

    address = models.CharField(_("adresse"), max_length=LONGEST_ADDRESS, unique=True)
    host = models.CharField(_("hôte"), max_length=LONGEST_ADDRESS)
    outcome = models.CharField(
        _("résultat"), max_length=10, blank=True, choices=Outcome, default=Outcome.UNASKED
    )
    status = models.PositiveSmallIntegerField(_("code de la réponse"), null=True, blank=True)
    new_address = models.TextField(_("nouvelle adresse"), blank=True)
    failures = models.PositiveSmallIntegerField(_("échecs de suite"), default=0)
    asked_at = models.DateTimeField(_("demandée le"), null=True, blank=True)
    due_at = models.DateTimeField(_("à demander le"), db_index=True)

    is_public_content = False
    personal_data = None
    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lien extérieur")
        verbose_name_plural = _("liens extérieurs")
        default_permissions = ()

    def __str__(self) -> str:
        return self.address

    def record(self, answer: Answer) -> None:
        """Keep the answer, and when to ask again.

        A name is only believed to be unknown if other names are known: the network may be away.
        """
        outcome = answer.outcome
        is_unknown = outcome == Outcome.BROKEN and answer.status is None
        if is_unknown and not OutsideLink.objects.has_network(self.host):
            outcome = Outcome.SILENT
        is_good = outcome in (Outcome.GOOD, Outcome.MOVED)
        wait = AGAIN_GOOD if is_good else min(AGAIN_BAD * 2 ** min(self.failures, 8), AGAIN_GOOD)
        self.outcome, self.status, self.new_address = outcome, answer.status, answer.new_address
        self.failures = 0 if is_good else min(self.failures + 1, 100)
        self.asked_at = timezone.now()
        self.due_at = self.asked_at + wait
        names = ("outcome", "status", "new_address", "failures", "asked_at", "due_at")
        values = {name: getattr(self, name) for name in names}
        OutsideLink.objects.filter(pk=self.pk).update(**values)  # if a text still holds it


def host_of(address: str) -> str:
    """Return what is asked one at a time: the host, and its port if there is one."""
    return address.split("/")[2].rpartition("@")[2].lower()
