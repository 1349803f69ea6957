"""The contacts and the documents that a press release chooses, in their order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from portal.core.snippets import MediaContact
from portal.media.models import Document


class PressReleaseContact(Orderable):
    page = ParentalKey("press.PressReleasePage", on_delete=models.CASCADE, related_name="contacts")
    contact: "models.ForeignKey[MediaContact, MediaContact]" = models.ForeignKey(
        MediaContact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("contact")]


class PressReleaseAttachment(Orderable):
    page = ParentalKey(
        "press.PressReleasePage", on_delete=models.CASCADE, related_name="attachments"
    )
    document: "models.ForeignKey[Document, Document]" = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("document")]
