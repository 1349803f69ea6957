"""The publications that an editor picks to be read after another one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class RelatedPublication(Orderable):
    page = ParentalKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="related_links"
    )
    target = models.ForeignKey(
        "portal.PublicationPage",
        verbose_name=_("publication"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("target")]
