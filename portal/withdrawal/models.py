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


class TombstoneQuerySet(TakenAwayQuerySet):
    def at(self, paths):
        """Those that answer at these addresses."""
        return self.filter(path__in=paths, over_at=None)

    def lay(self, page: int, paths, **told) -> None:
        self.at(paths).update(over_at=timezone.now())
        self.bulk_create(self.model(page=page, path=path, **told) for path in paths)


class TakenAway(models.Model):
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = somebody()
    kind = models.CharField(_("nature du motif"), max_length=20, choices=Reason.choices, blank=True)
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True

    @property
    def date(self) -> datetime.date:
        return timezone.localdate(self.at)

    @property
    def told_kind(self) -> str:
        """What the public is told before the reason."""
        return "" if self.kind == Reason.OTHER else self.get_kind_display()


class Withdrawal(TakenAway):
    """The page stays at its address and says that its text was withdrawn; until it is reopened.

    `WithdrawalMixin` keeps `listed_until` and triggers keep the uploads of the page by these rows.
    """

    page = models.ForeignKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="withdrawals"
    )
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


class Tombstone(TakenAway):
    """An address at which a page was public, and was removed: it answers 410, and so do those
    below it, until a page is public there again.
    """

    path = models.TextField(_("adresse"))  # « /presse/un-communique », as redirects
    page = models.BigIntegerField(_("clé de la page"), db_index=True)  # what it was: it is gone
    is_told = models.BooleanField(_("motif dit au public"), default=False)

    over_at = models.DateTimeField(_("adresse reprise le"), null=True)  # the reason stays

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse supprimée")
        verbose_name_plural = _("adresses supprimées")
        constraints = [
            models.UniqueConstraint("path", condition=Q(over_at=None), name="removed_once")
        ]

    def __str__(self) -> str:
        return self.path


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
