"""Published versions: rows that the database refuses to change or to delete."""

import dataclasses
import hashlib
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import PUBLISHED_TEXTS

DIGITS = 64


def fingerprint(text: str) -> str:
    """Return the fingerprint of a canonical text, which whoever has the text can compute again.

    The text is encoded in UTF-8 as it is: without a byte order mark, without normalisation, its
    lines ended by a line feed (U+000A), the last one too. The fingerprint is its SHA-256
    (FIPS 180-4), written as 64 lowercase hexadecimal digits. So `sha256sum` of the text, saved from
    the version's own address, gives the same. This never changes: another way needs another field.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Kind(models.TextChoices):
    """What a version is, beside the one that it replaced."""

    FIRST = "premiere", _("Première publication")
    KEPT = "conservee", _("Premier état conservé")  # older ones were published before any was kept
    MINOR = "mineure", _("Modification mineure")
    FACT = "fait", _("Erreur de fait")
    FIGURE = "chiffre", _("Erreur de chiffre")
    NAME = "nom", _("Erreur de nom")
    ADDITION = "ajout", _("Précision ajoutée")
    CONTACTS = "coordonnees", _("Coordonnées des contacts")  # of the same text
    UNSAID = "sans-precision", _("Modification sans précision")  # published past the editor


CORRECTIONS = [Kind.FACT, Kind.FIGURE, Kind.NAME, Kind.ADDITION]
DECLARED = [
    ("", _("Choisissez ce qui change")),
    (Kind.MINOR, _("Modification mineure\u00a0: une faute de frappe, sans changement de sens")),
    (_("Correction, annoncée aux lecteurs"), [(kind, kind.label) for kind in CORRECTIONS]),
]


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    def light(self) -> Self:
        """Defer the fields that only the version's own page shows."""
        return self.defer("text", "body", "contacts", "files", "issuer", "reason")

    def corrections(self) -> Self:
        return self.filter(kind__in=CORRECTIONS)

    def newest(self) -> Self:
        """Order by publication, the newest first."""
        return self.order_by("-published_at", "-pk")


class PublishedVersion(models.Model):
    """A publication as visitors read it until the next version."""

    # The row outlives its page: what was official stays known, also when the page is deleted.
    page = models.ForeignKey(
        "portal.PublicationPage",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("numéro"))
    published_at = models.DateTimeField(_("publiée le"), db_index=True)
    kind = models.CharField(_("nature"), max_length=16, choices=Kind.choices)
    note = models.TextField(_("note"), blank=True)
    reason = models.TextField(_("motif d’une publication d’urgence"), blank=True)
    title = models.CharField(_("titre"), max_length=255)
    issuer = models.CharField(_("émetteur"), max_length=160, blank=True)
    text = models.TextField(_("texte canonique"))
    digest = models.CharField(_("empreinte SHA-256"), max_length=DIGITS)
    body = models.TextField(_("texte mis en page"))
    contacts = models.JSONField(_("contacts"), default=list)
    files = models.JSONField(_("images et documents"), default=list)

    objects = PublishedVersionQuerySet.as_manager()
    is_written_once = True
    wagtail_reference_index_ignore = True

    personal_data = dataclasses.replace(PUBLISHED_TEXTS, fields=("contacts", "issuer"))

    class Meta:
        verbose_name = _("version publiée")
        verbose_name_plural = _("versions publiées")
        ordering = ["page", "number"]
        constraints = [models.UniqueConstraint("page", "number", name="version_once_a_page")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def previous(self) -> int:
        """The number of the version that this one replaced; 0 for the first."""
        return self.number - 1

    @property
    def is_correction(self) -> bool:
        return self.kind in CORRECTIONS
