"""A communiqué under embargo: reviewed like another one, then public at a minute and not before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.core.datetimes import format_datetime
from portal.publications import PublicationPage


class EmbargoMixin(PublicationPage):
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

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """A text as a revision holds it, never to be published before the end of its embargo."""
        page = super().with_content_json(content)
        end = page.embargo_until
        if end and end > timezone.now():
            page.go_live_at = max(page.go_live_at or end, end)
        return page

    @property
    def embargo_words(self) -> str:
        """« Sous embargo jusqu’au 24 octobre 2026 à 18 h (heure de Paris) »"""
        until = format_datetime(self.embargo_until).removeprefix("le ")
        return _("Sous embargo jusqu’au %s") % until

    def awaiting(self):
        """The text that was approved and waits for the end of its embargo; None if none does."""
        revision = self.scheduled_revision
        text = revision and revision.as_object()
        return text if text and text.embargo_until else None
