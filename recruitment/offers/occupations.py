"""The occupations of the State's list (RMFP), which only an import of that list fills."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Occupation(index.Indexed, models.Model):
    """An occupation of the « répertoire des métiers de la fonction publique »."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    label = models.CharField(_("intitulé"), max_length=200)
    field = models.CharField(_("domaine fonctionnel"), max_length=200, blank=True)

    panels = [FieldPanel("code"), FieldPanel("label"), FieldPanel("field")]
    search_fields = [
        index.SearchField("label"),
        index.SearchField("code"),
        index.AutocompleteField("label"),
        index.AutocompleteField("code"),
    ]

    personal_data = None

    class Meta:
        verbose_name = _("métier du RMFP")
        verbose_name_plural = _("métiers du RMFP")
        ordering = ["label"]

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"
