"""Withdrawals and removals of publications: when, by whom, why."""

import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.core.personal_data import ACTS
from portal.core.users import User
from portal.core.visibility import hiding_conditions
from portal.withdrawal.reasons import HIDING_REASONS, Reason

Record = TypeVar("Record", bound="BaseWithdrawal")

MAX_REASON_LENGTH = 1000  # characters


def user_foreign_key() -> "models.ForeignKey[User | None]":
    """Return a field for the user who acted, which is emptied when that user is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


def source_key(page: Page) -> int | None:
    """Return the key of the page whose text this one shows: an alias shows that of another page."""
    key: int | None = page.alias_of_id or page.pk
    return key


class BaseWithdrawalQuerySet(models.QuerySet[Record]):
    def hiding_versions(self) -> Self:
        """Keep the rows whose reason hides every version of the text."""
        return self.filter(kind__in=HIDING_REASONS)


class WithdrawalQuerySet(BaseWithdrawalQuerySet["Withdrawal"]):
    def in_force(self) -> Self:
        """Keep the withdrawals of texts that were not reopened."""
        return self.filter(reopened_at=None)

    def of(self, page: Page) -> Self:
        """Keep the withdrawals of the page's text, be it that of another page."""
        return self.filter(page=source_key(page))


class TombstoneQuerySet(BaseWithdrawalQuerySet["Tombstone"]):
    def at(self, paths: Iterable[str]) -> Self:
        """Keep the tombstones that answer at these paths."""
        return self.filter(path__in=paths, over_at=None)

    def replace(self, page: int, paths: Iterable[str], **reason: Any) -> None:
        """Create tombstones of this page at these paths, in the place of others."""
        self.at(paths).update(over_at=timezone.now())
        self.bulk_create(self.model(page=page, path=path, **reason) for path in paths)


class BaseWithdrawal(models.Model):
    """The moment, the author and the reason of a withdrawal or of a removal."""

    at = models.DateTimeField(_("le"), default=timezone.now)
    by = user_foreign_key()
    kind = models.CharField(_("nature du motif"), max_length=20, choices=Reason.choices, blank=True)
    reason = models.TextField(_("motif"), max_length=MAX_REASON_LENGTH, blank=True)

    class Meta:
        abstract = True

    @property
    def date(self) -> datetime.date:
        """The day on which it happened, in the current time zone."""
        return timezone.localdate(self.at)

    @property
    def hides_all(self) -> bool:
        """Whether neither the title, nor the address, nor a version of the text may be read."""
        return self.kind in HIDING_REASONS

    @property
    def public_kind(self) -> str:
        """The label that stands before the reason on the site; empty for « other »."""
        return "" if self.kind == Reason.OTHER else self.get_kind_display()


class Withdrawal(BaseWithdrawal):
    """A withdrawal: the page stays at its address and says so, until it is reopened.

    From these rows `WithdrawalMixin` sets `listed_until`, and triggers hide the page's uploads.
    """

    page = models.ForeignKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="withdrawals"
    )
    replacement = models.ForeignKey(
        "portal.PublicationPage",
        verbose_name=_("texte qui le remplace"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reopened_at = models.DateTimeField(_("rouvert le"), null=True)
    reopened_by = user_foreign_key()
    reopened_because = models.TextField(_("motif de la réouverture"), max_length=MAX_REASON_LENGTH)

    objects = WithdrawalQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    personal_data = dataclasses.replace(ACTS, fields=("by", "reopened_by"))
    # The database refuses to change the others (`portal.core.database_roles`).
    changing_fields = ("reopened_at", "reopened_by", "reopened_because", "by", "replacement")
    goes_with_page = True

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


class Tombstone(BaseWithdrawal):
    """An address at which a public page was removed.

    It answers 410, as do the addresses below it, until a page is public there again.
    """

    path = models.TextField(_("adresse"))  # « /presse/un-communique », as in redirects
    page = models.BigIntegerField(_("clé de la page"), db_index=True)  # of the page, which is gone
    is_told = models.BooleanField(_("motif dit au public"), default=False)

    over_at = models.DateTimeField(_("adresse reprise le"), null=True)  # None while it answers 410

    objects = TombstoneQuerySet.as_manager()

    personal_data = dataclasses.replace(ACTS, fields=("by",))
    # A deletion writes the row, and a removal then its reason. The database refuses the rest.
    changing_fields = ("over_at", "kind", "reason", "is_told", "by")
    goes_with_page = False

    class Meta:
        verbose_name = _("adresse supprimée")
        verbose_name_plural = _("adresses supprimées")
        constraints = [
            models.UniqueConstraint("path", condition=Q(over_at=None), name="removed_once")
        ]

    def __str__(self) -> str:
        return self.path


def is_hidden() -> Q:
    """Return the condition that the text of the page is withdrawn for a reason that hides it.

    Its page says no title then, and nothing leads to its address.
    """
    withdrawals = Withdrawal.objects.in_force().hiding_versions()
    return Q(Exists(withdrawals.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))))


hiding_conditions.append(is_hidden)


def versions_hidden(page: str = "page") -> Q:
    """Return the condition that no version of a page may be read any more.

    It is for a queryset of rows that have the key of the page in the field of this name.
    """
    withdrawn = Withdrawal.objects.in_force().hiding_versions().filter(page=OuterRef(page))
    removed = Tombstone.objects.hiding_versions().filter(page=OuterRef(page))
    return Q(Exists(withdrawn)) | Q(Exists(removed))


def lock_pages(pages: PageQuerySet) -> list[Page]:
    """Lock the rows of these pages until commit, and return the pages.

    Nobody else publishes, withdraws or reopens them meanwhile.
    """
    return list(pages.select_for_update(of=("self",), no_key=True).order_by("pk"))
