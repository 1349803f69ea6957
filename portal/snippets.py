"""What editors write once and use on many pages: contacts, places, the glossary."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

french_phone = RegexValidator(
    r"^(\+33|0)[\s.\u00a0]?[1-9]([\s.\u00a0]?\d{2}){4}$",
    _("Écrivez un numéro français à dix chiffres, par exemple 01 23 45 67 89."),
)


class MediaContact(index.Indexed, models.Model):
    name = models.CharField(_("nom du service ou de la personne"), max_length=120)
    entity = models.CharField(_("organisme"), max_length=200, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True, validators=[french_phone])
    address = models.TextField(
        _("adresse postale"), blank=True, help_text=_("Une ligne d’adresse par ligne.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("entity"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("address"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("entity"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.entity})" if self.entity else self.name

    @property
    def phone_uri(self) -> str:
        """The number as a `tel:` address (RFC 3966), in the international form."""
        digits = re.sub(r"\D", "", self.phone).removeprefix("33").removeprefix("0")
        return f"tel:+33{digits}" if digits else ""


class Place(index.Indexed, models.Model):
    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(
        _("adresse"), max_length=80, unique=True, help_text=_("Sert dans l’adresse des listes.")
    )
    department = models.CharField(_("département"), max_length=60, blank=True)
    code = models.CharField(_("numéro du département"), max_length=3, blank=True)
    address = models.TextField(
        _("adresse postale"), blank=True, help_text=_("Une ligne d’adresse par ligne.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("department"), FieldPanel("code")]),
        FieldPanel("address"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name


class GlossaryEntry(index.Indexed, models.Model):
    term = models.CharField(_("sigle ou terme"), max_length=80, unique=True)
    expansion = models.CharField(_("forme développée"), max_length=200)
    definition = models.TextField(_("définition"), blank=True)

    panels = [FieldPanel("term"), FieldPanel("expansion"), FieldPanel("definition")]
    search_fields = [
        index.SearchField("term"),
        index.SearchField("expansion"),
        index.AutocompleteField("term"),
    ]

    class Meta:
        verbose_name = _("entrée du glossaire")
        verbose_name_plural = _("glossaire")
        ordering = ["term"]

    def __str__(self) -> str:
        return f"{self.term} : {self.expansion}"
