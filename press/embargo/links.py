"""Personal links to a text under embargo, and the times at which each was opened.

The token of a link is 256 random bits. Only its addressee knows it: the database has its digest.
It cannot be guessed, so that attempts are not counted.
"""

import dataclasses
import datetime
import hashlib
import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.outbox.models import Mail
from press.embargo.journalists import Journalist
from press.embargo.privacy import JOURNALISTS

if TYPE_CHECKING:
    from portal.core.users import User
    from press.embargo.mixins import EmbargoMixin

TOKEN_LENGTH = 32  # bytes
# After the end of the embargo, the link redirects to the public page.
REDIRECT_PERIOD = datetime.timedelta(days=1)


def digest_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class EmbargoLinkQuerySet(models.QuerySet["EmbargoLink"]):
    def valid(self) -> Self:
        """Return the links that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    @transaction.atomic
    def revoke(self) -> int:
        """Revoke these links at once, in mails too; return how many were not revoked yet."""
        links = self.filter(revoked_at=None)
        Mail.objects.about(links.values_list("digest", flat=True)).withdraw()
        return links.update(revoked_at=timezone.now())

    def get_by_token(self, token: str) -> "EmbargoLink | None":
        """Return the valid link of this token, with its page and journalist; None without any."""
        links = self.valid().select_related("page", "journalist")
        return links.filter(digest=digest_token(token)).first()


BaseManager = models.Manager.from_queryset(EmbargoLinkQuerySet)


class EmbargoLinkManager(BaseManager["EmbargoLink"]):
    @transaction.atomic
    def issue(
        self, text: "EmbargoMixin", journalist: Journalist, user: "User | None"
    ) -> tuple["EmbargoLink", str]:
        """Create a link to a text under embargo; revoke the journalist's earlier links to it.

        Return the link and its token, which cannot be read again. The user is the sender. Raise
        ValueError when the text has no embargo.
        """
        if text.embargo_until is None:
            raise ValueError("This text is not under embargo.")
        self.filter(page=text.pk, journalist=journalist).revoke()
        token = secrets.token_urlsafe(TOKEN_LENGTH)
        link = self.create(
            page_id=text.pk,
            journalist=journalist,
            digest=digest_token(token),
            sent_by=user,
            # Added in UTC: in Paris, a day may last 25 hours.
            expires_at=text.embargo_until.astimezone(datetime.UTC) + REDIRECT_PERIOD,
        )
        return link, token


class EmbargoLink(models.Model):
    """A text under embargo, handed over to a journalist."""

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

    is_public_content = False
    personal_data = dataclasses.replace(
        JOURNALISTS, fields=("journalist", "sent_at", "sent_by", "revoked_at")
    )

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
    """A time at which a text was read through its link; nothing is kept of the reader's machine.

    The database deletes the row with its link, as personal data must be: the runtime role may not.
    """

    link = models.ForeignKey(
        EmbargoLink, on_delete=models.DO_NOTHING, db_constraint=False, related_name="openings"
    )
    at = models.DateTimeField(default=timezone.now)

    is_written_once = True
    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = dataclasses.replace(JOURNALISTS, fields=("at",))

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"
