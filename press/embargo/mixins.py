"""Embargoes: a release is reviewed like any other, then published at a set minute."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.core.datetimes import format_datetime
from portal.publications import PublicationPage


class EmbargoMixin(PublicationPage):
    """A publication that may be under embargo until a date."""

    embargo_until = models.DateTimeField(
        _("sous embargo jusqu’au"),
        null=True,
        blank=True,
        help_text=_(
            "Heure de Paris (Europe/Paris). Relu et approuvé comme un autre, le communiqué attend "
            "ensuite\u00a0: il paraît à cette minute, daté de ce jour, et rien n’en est visible "
            "avant."
        ),
    )

    embargo_panel = FieldPanel("embargo_until")
    release_fields = (*PublicationPage.release_fields, "embargo_until")
    exclude_fields_in_copy = [*PublicationPage.exclude_fields_in_copy, "embargo_until"]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page of a revision, not to be published before the end of its embargo.

        Wagtail calls it each time that it reads a revision, also to publish it.
        """
        page: Self = super().with_content_json(content)
        end = page.embargo_until
        if end and end > timezone.now():
            page.go_live_at = max(page.go_live_at or end, end)
            page.date_the_release()
        return page

    @property
    def is_confidential(self) -> bool:
        return self.embargo_until is not None

    @property
    def embargo_label(self) -> str:
        """« Sous embargo jusqu’au 24 octobre 2026 à 18 h (heure de Paris) »; "" without embargo."""
        if self.embargo_until is None:
            return ""
        until = format_datetime(self.embargo_until).removeprefix("le ")
        return _("Sous embargo jusqu’au %s") % until

    def get_embargoed_text(self) -> Self | None:
        """Return the approved text that waits for the end of its embargo; None without any."""
        if self.scheduled_revision is None:
            return None
        text: Self = self.scheduled_revision.as_object()
        return text if text.embargo_until else None
