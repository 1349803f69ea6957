"""Themes: the closed vocabulary that ties publications of every kind together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel


class Theme(TagBase):
    free_tagging = False

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["name"]


class PublicationTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="publication_themes")
    content_object = ParentalKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="theme_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="publication_has_theme_once"
            )
        ]
