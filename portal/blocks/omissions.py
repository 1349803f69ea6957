"""What public pages left out because it could not be shown, for the people of the section.

A block, a row, a card or an entry of a feed that fails takes nothing else down with it. The failure
is logged once, and kept until the page is published again or the night comes.
"""

import logging

from django.db import Error, models, transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail.signals import page_published

from portal.core.jobs import job

MAX_LABEL = 120  # characters
MAX_PLACE = 40

logger = logging.getLogger(__name__)


class Omission(models.Model):
    """A part of a page that cannot be shown."""

    page: "models.ForeignKey[Page, Page]" = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="omissions"
    )
    label = models.CharField(_("ce qui manque"), max_length=MAX_LABEL)
    place = models.CharField(_("bloc"), max_length=MAX_PLACE, blank=True)  # its key in the editor
    at = models.DateTimeField(_("vu le"), auto_now_add=True)

    is_public_content = False
    personal_data = None

    class Meta:
        verbose_name = _("élément non affiché")
        verbose_name_plural = _("éléments non affichés")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "label", "place"], name="omission_kept_once")
        ]

    def __str__(self) -> str:
        return self.label


def leave_out(
    page: Page | None, label: str, place: str = "", error: Exception | None = None
) -> None:
    """Log that a part of the page is left out, and keep it for the section, the first time.

    What is not public is logged each time and kept nowhere: a preview shows its own faults.
    """
    label, place = label[:MAX_LABEL], place[:MAX_PLACE]
    key = page.pk if page is not None and page.live else None
    if key is None or keep(key, label, place):
        logger.error("Left out of page %s: %s %s", key, label, place, exc_info=error)


def keep(key: int, label: str, place: str) -> bool:
    """Keep what a page left out; return whether it was not kept yet."""
    try:
        with transaction.atomic():
            return Omission.objects.get_or_create(page_id=key, label=label, place=place)[1]
    except Error:  # a database that takes nothing does not take the page down
        return True


def is_preview(request: HttpRequest | None) -> bool:
    """Return whether an editor looks at a page that may not be public."""
    return getattr(request, "is_preview", False)


@receiver(page_published)
def forget_omissions_of_page(instance: Page, **kwargs: object) -> None:
    """Forget what a page left out: it may be mended. If not, it is found again."""
    Omission.objects.filter(page=instance.pk).delete()


@job
def forget_omissions() -> None:
    """Forget all: what was mended elsewhere, such as in the code, is not found again."""
    Omission.objects.all().delete()
