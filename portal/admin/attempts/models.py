"""The counters of attempts, and the places from which accounts were entered."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACCOUNTS
from portal.core.users import User

QUIET = datetime.timedelta(days=1)  # without an attempt, after which the former ones are forgotten


class Kind(models.TextChoices):
    """What is tried. The values are stored, and named in French by the audit."""

    PASSWORD = "password"  # noqa: S105
    CODE = "code"  # of an application, or a recovery code
    RESET = "reset"  # the demand for a link to choose a password
    LINK = "link"  # such a link
    PASSKEY = "passkey"
    NOTICE = "notice"  # no attempt: the mail that tells the person


class Scope(models.TextChoices):
    """What is counted together. The values are stored, and named in French by the audit."""

    DEVICE = "device"  # at one account from a browser that is known
    PLACE = "place"  # at one account from one address
    ACCOUNT = "account"  # at one account from everywhere
    NETWORK = "network"  # at all accounts from one address


OWN_SCOPES = (Scope.DEVICE, Scope.PLACE)  # of one person, as far as can be


class LockedError(Exception):
    """A counter lets nobody through before a moment."""

    def __init__(self, until: datetime.datetime) -> None:
        super().__init__(until)
        self.until = until


def digest(*parts: object) -> str:
    """Return what names a counter: nobody reads in it an address, or what was typed as a name."""
    text = "\0".join(map(str, parts))
    return salted_hmac("portal.admin.attempts", text, algorithm="sha256").hexdigest()


class AttemptCounterQuerySet(models.QuerySet["AttemptCounter"]):
    def lock_end(self, account: User) -> datetime.datetime | None:
        """Return the moment until which somebody, somewhere, waits to enter this account."""
        rows = self.filter(account=account, locked_until__gt=timezone.now())
        rows = rows.exclude(kind=Kind.NOTICE).order_by("-locked_until")
        return rows.values_list("locked_until", flat=True).first()

    def held(self, counters: Iterable["AttemptCounter"]) -> "list[AttemptCounter]":
        """Return the rows, which no other process changes before the transaction ends."""
        keys = [counter.pk for counter in counters]
        return list(self.filter(pk__in=keys).order_by("pk").select_for_update())

    @transaction.atomic
    def spend(self, counters: Iterable["AttemptCounter"]) -> "list[AttemptCounter]":
        """Count an attempt in each of these, before its outcome: no two pass at the last moment.

        Raise LockedError, and count nothing, if one of them is locked.
        """
        wanted = sorted(counters, key=lambda counter: counter.pk)  # in one order: no deadlock
        self.bulk_create(wanted, ignore_conflicts=True)
        rows, now = self.held(wanted), timezone.now()
        until = max((row.locked_until or now for row in rows), default=now)
        if until > now:
            raise LockedError(until)
        for row in rows:
            row.failures = 1 if row.last_at < now - QUIET else row.failures + 1
            row.last_at, row.locked_until = now, row.end_of_lock(now)
        self.bulk_update(rows, ["failures", "last_at", "locked_until"])
        return rows

    @transaction.atomic
    def forgive(self, counters: "Sequence[AttemptCounter]") -> None:
        """Forget the failures of whoever succeeds; what others did against the account stays."""
        locks = {counter.pk: counter.locked_until for counter in counters}
        rows = self.held(counters)
        own = next((row for row in rows if row.scope in OWN_SCOPES), None)
        count = own.failures if own else 1
        for row in rows:
            row.failures = max(0, row.failures - count)
            if row.failures < row.allowed or row.locked_until == locks[row.pk]:
                row.locked_until = None
        self.bulk_update(rows, ["failures", "locked_until"])


class AttemptCounter(models.Model):
    """How many attempts failed in one scope, and until when the next one must wait."""

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)
    locked_until = models.DateTimeField(null=True)

    objects = AttemptCounterQuerySet.as_manager()
    is_public_content = False
    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Essais de connexion"),
        people=_("agents qui ont un compte, et qui essaie d’entrer à leur place"),
        fields=("account", "key"),
        purpose=_("ralentir qui devine un mot de passe ou un code"),
        kept=_("un jour après le dernier essai\u00a0; adresses et noms en empreinte seulement"),
        readers=_("personne\u00a0; les personnes qui gèrent les comptes lisent jusqu’à quand"),
        erasure=_("chaque nuit\u00a0; avec le compte"),
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("compteur d’essais")
        verbose_name_plural = _("compteurs d’essais")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.scope} {self.failures}"

    @property
    def allowed(self) -> int:
        """How many attempts come before the first delay."""
        if self.kind == Kind.NOTICE:
            return 1
        if self.scope == Scope.NETWORK:
            return settings.LOGIN_ATTEMPTS_IN_ALL
        if self.kind == Kind.RESET:
            return settings.RESET_MAILS
        in_all = self.scope == Scope.ACCOUNT
        return settings.LOGIN_ATTEMPTS_IN_ALL if in_all else settings.LOGIN_ATTEMPTS

    def end_of_lock(self, now: datetime.datetime) -> datetime.datetime | None:
        """Return the end of the delay that this many attempts begin, each a longer one."""
        beyond = self.failures - self.allowed
        if beyond < 0:
            return None
        delays = settings.LOGIN_DELAYS
        return now + datetime.timedelta(minutes=delays[min(beyond, len(delays) - 1)])


class KnownPlaceQuerySet(models.QuerySet["KnownPlace"]):
    def keep(self, account: User, network: str) -> None:
        """Note that the account was entered from there."""
        if network:
            key, now = digest(account.pk, network), timezone.now()
            self.update_or_create(key=key, defaults={"account": account, "last_at": now})

    def knows(self, account: User, network: str) -> bool:
        """Whether the account was entered from there lately."""
        oldest = timezone.now() - datetime.timedelta(days=settings.KNOWN_PLACE_DAYS)
        return self.filter(key=digest(account.pk, network), last_at__gt=oldest).exists()


class KnownPlace(models.Model):
    """An address from which an account was entered: others do not lock it out there."""

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KnownPlaceQuerySet.as_manager()
    is_public_content = False
    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Adresses d’où un compte est entré"),
        fields=("account", "key"),
        purpose=_("ne pas enfermer dehors la bonne personne quand une autre échoue"),
        kept=_("après la dernière connexion\u00a0; en empreinte seulement"),
        readers=_("personne"),
        erasure=_("chaque nuit\u00a0; avec le compte"),
        setting="KNOWN_PLACE_DAYS",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("adresse connue d’un compte")
        verbose_name_plural = _("adresses connues des comptes")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.account_id)
