"""Links from a publication to those that an editor picked to be read after it."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable

if TYPE_CHECKING:
    from portal.publications.page import PublicationPage


class RelatedPublication(Orderable):
    page = ParentalKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="related_links"
    )
    target: "models.ForeignKey[PublicationPage, PublicationPage]" = models.ForeignKey(
        "portal.PublicationPage",
        verbose_name=_("publication"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("target")]
