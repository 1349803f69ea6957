"""Declarations of changes to a published text, which travel with the revision that changes it.

A declaration holds for the change that follows one version, whose number is kept beside it. So what
is reviewed is what is published, the next change begins without a declaration, and neither a
restored nor a copied revision brings an old declaration back.
"""

from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.versions.models import CORRECTIONS, DECLARED, Kind, PublishedVersion

if TYPE_CHECKING:
    from portal.workflow.sections import Section

MAX_NOTE_LENGTH = 500  # characters


class Declaration(NamedTuple):
    """What an editor declares of a change: a value of `Kind`, and a note to readers."""

    kind: str
    note: str

    @property
    def is_correction(self) -> bool:
        return self.kind in CORRECTIONS

    def get_kind_display(self) -> str:
        return str(Kind(self.kind).label)


class DeclarationMixin(models.Model):
    """A page whose changes are declared once it was published."""

    section: "Section"  # a class attribute of each type of page

    change_kind = models.CharField(
        _("nature de la modification"), max_length=16, blank=True, choices=DECLARED
    )
    change_note = models.TextField(
        _("ce qui change"),
        blank=True,
        max_length=MAX_NOTE_LENGTH,
        help_text=_(
            "Pour une correction, la note que les lecteurs liront en tête du texte\u00a0: ce qui "
            "était faux, et ce qui est vrai. Pour une modification mineure, la faute de frappe."
        ),
    )
    change_since = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def last_number(self) -> int:
        """The number of the last published version; 0 if none was kept."""
        numbers = PublishedVersion.objects.filter(page=self.pk).values_list("number", flat=True)
        return numbers.order_by("-number").first() or 0

    @property
    def last_text_number(self) -> int:
        """The same, without the versions of which contacts alone changed: nobody declares those."""
        versions = PublishedVersion.objects.filter(page=self.pk).exclude(kind=Kind.CONTACTS)
        return versions.order_by("-number").values_list("number", flat=True).first() or 0

    @property
    def declaration(self) -> Declaration | None:
        """The declaration of the change since the last version; None if there is none."""
        if not self.change_kind or self.change_since != self.last_text_number:
            return None
        return Declaration(self.change_kind, self.change_note)

    def declare(self, kind: str, note: str) -> None:
        """Declare the change since the last version; an empty kind takes the declaration back."""
        self.change_kind, self.change_note = kind, note
        self.change_since = self.last_text_number if kind else None

    def is_undeclared(self) -> bool:
        """Whether a declaration is due and missing."""
        return self.must_declare() and self.declaration is None

    def must_declare(self) -> bool:
        """Whether readers know an earlier version, from which the next one differs."""
        return self.was_published() and self.section.rules.keeps_versions

    def was_published(self) -> bool:
        """Whether the page was ever published.

        Its row is asked: a revision from before the first publication does not know of it.
        """
        is_live = Q(live=True, first_published_at__isnull=False)
        rows = Page.objects.filter(Q(last_published_at__isnull=False) | is_live, pk=self.pk)
        return self.pk is not None and rows.exists()
