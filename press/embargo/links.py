"""Personal links to a text under embargo, and when each was opened.

A token is 256 random bits, known to its addressee alone: what is kept is its digest. Guessing one
would take longer than the universe has; so nothing counts the guesses.
"""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from press.embargo.journalists import Journalist

TOKEN_LENGTH = 32  # bytes
GRACE = datetime.timedelta(days=1)  # after the end of the embargo, to lead to the public page


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class EmbargoLinkQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def revoke(self) -> int:
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())

    def of_token(self, token: str) -> "EmbargoLink | None":
        links = self.valid().select_related("page", "journalist")
        return links.filter(digest=digest_of(token)).first()


class EmbargoLinkManager(models.Manager.from_queryset(EmbargoLinkQuerySet)):
    @transaction.atomic
    def give(self, text, journalist: Journalist, user) -> tuple["EmbargoLink", str]:
        """A new link to a text under embargo, which replaces the journalist's earlier one."""
        self.filter(page=text.pk, journalist=journalist).revoke()
        token = secrets.token_urlsafe(TOKEN_LENGTH)
        link = self.create(
            page_id=text.pk,
            journalist=journalist,
            digest=digest_of(token),
            sent_by=user,
            # In Paris, a day may last 25 hours.
            expires_at=text.embargo_until.astimezone(datetime.UTC) + GRACE,
        )
        return link, token


class EmbargoLink(models.Model):
    page = models.ForeignKey(
        "press.PressReleasePage", on_delete=models.CASCADE, related_name="embargo_links"
    )
    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("envoyé le"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    revoked_at = models.DateTimeField(_("retiré le"), null=True)

    objects = EmbargoLinkManager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lien sous embargo")
        verbose_name_plural = _("liens sous embargo")
        ordering = ["-sent_at", "-pk"]
        permissions = [("hand_over_embargo", _("Remettre un texte sous embargo"))]

    def __str__(self) -> str:
        return f"{self.journalist} – {self.sent_at:%d/%m/%Y %H:%M}"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Opening(models.Model):
    """One time that a text was shown: the time, and nothing of the machine."""

    link = models.ForeignKey(EmbargoLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"
