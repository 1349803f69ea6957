"""What was withdrawn and what was removed: when, by whom, why."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.withdrawal.reasons import UNREADABLE, Reason

LONGEST_REASON = 1000  # characters


def somebody() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


def source_of(page: Page) -> int | None:
    """The key of the page whose text it is: an alias shows that of another one."""
    return page.alias_of_id or page.pk


class TakenAwayQuerySet(models.QuerySet):
    def unreadable(self):
        """Those whose reason hides every version of the text."""
        return self.filter(kind__in=UNREADABLE)


class WithdrawalQuerySet(TakenAwayQuerySet):
    def in_force(self):
        return self.filter(reopened_at=None)

    def of(self, page: Page):
        return self.filter(page=source_of(page))


class Withdrawal(models.Model):
    """The page stays at its address and says that its text was withdrawn; until it is reopened.

    `Withdrawable` keeps `listed_until` and triggers keep the uploads of the page by these rows.
    """

    page = models.ForeignKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="withdrawals"
    )
    at = models.DateTimeField(_("retiré le"), default=timezone.now)
    by = somebody()
    kind = models.CharField(_("nature du motif"), max_length=20, choices=Reason.choices)
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON)
    reopened_at = models.DateTimeField(_("rouvert le"), null=True)
    reopened_by = somebody()
    reopened_because = models.TextField(_("motif de la réouverture"), max_length=LONGEST_REASON)

    objects = WithdrawalQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("retrait")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "page", condition=Q(reopened_at=None), name="withdrawn_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y} {self.get_kind_display()}"

    @property
    def date(self) -> datetime.date:
        return timezone.localdate(self.at)


class Tombstone(models.Model):
    """An address at which a page was public, and was removed: it answers 410, and so do those
    below it, until a page is public there again.
    """

    path = models.TextField(_("adresse"), unique=True)  # « /presse/un-communique », as redirects
    page = models.BigIntegerField(_("clé de la page"), db_index=True)  # what it was: it is gone
    at = models.DateTimeField(_("supprimé le"), default=timezone.now)
    by = somebody()
    kind = models.CharField(_("nature du motif"), max_length=20, choices=Reason.choices, blank=True)
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON, blank=True)
    is_told = models.BooleanField(_("motif dit au public"), default=False)

    objects = TakenAwayQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse supprimée")
        verbose_name_plural = _("adresses supprimées")

    def __str__(self) -> str:
        return self.path

    @property
    def date(self) -> datetime.date:
        return timezone.localdate(self.at)


def versions_hidden(page: str = "page") -> Q:
    """Whether nothing of the page may be read any more, in no version: for rows that keep its key
    in this field.
    """
    withdrawn = Withdrawal.objects.in_force().unreadable().filter(page=OuterRef(page))
    removed = Tombstone.objects.unreadable().filter(page=OuterRef(page))
    return Q(Exists(withdrawn)) | Q(Exists(removed))


def hold(pages) -> list[Page]:
    """These pages, which nobody else publishes, withdraws or reopens until the transaction ends."""
    return list(pages.select_for_update(of=("self",), no_key=True).order_by("pk"))
