"""Snippets: contacts, places and glossary entries, written once and used on many pages."""

import dataclasses
import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.search import index

from portal.core.former_slugs import FormerSlugMixin
from portal.core.personal_data import CONTACTS
from portal.core.typography import TypographyFormMixin

french_phone = RegexValidator(
    r"^(\+33|0)[\s.\u00a0]?[1-9]([\s.\u00a0]?\d{2}){4}$",
    _("Écrivez un numéro français à dix chiffres, par exemple 01 23 45 67 89."),
)


def phone_uri(number: str) -> str:
    """Return the number as a `tel:` URI (RFC 3966) in the international form; "" for no number."""
    digits = re.sub(r"\D", "", number).removeprefix("33").removeprefix("0")
    return f"tel:+33{digits}" if digits else ""


class ContactForm(TypographyFormMixin, WagtailAdminModelForm):
    pass


class Proposed(models.Model):
    """A row that a writer may have added from the editor, for a validator to confirm."""

    to_confirm = models.BooleanField(_("à confirmer"), default=False, editable=False)

    class Meta:
        abstract = True


class MediaContact(Proposed, index.Indexed):
    name = models.CharField(_("nom du service ou de la personne"), max_length=120)
    entity = models.CharField(_("organisme"), max_length=200, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True, validators=[french_phone])
    address = models.TextField(
        _("adresse postale"), blank=True, help_text=_("Une ligne d’adresse par ligne.")
    )
    opening_hours = models.CharField(
        _("horaires"),
        max_length=160,
        blank=True,
        help_text=_("Par exemple\u00a0: du lundi au vendredi, de 9\u00a0h à 18\u00a0h."),
    )
    on_call_phone = models.CharField(
        _("téléphone d’astreinte"),
        max_length=20,
        blank=True,
        validators=[french_phone],
        help_text=_("Pour les urgences, hors de ces horaires."),
    )
    languages = models.CharField(
        _("langues parlées"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple\u00a0: français, anglais."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("entity"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldRowPanel([FieldPanel("opening_hours"), FieldPanel("on_call_phone")]),
        FieldPanel("languages"),
        FieldPanel("address"),
    ]
    base_form_class = ContactForm
    search_fields = [
        index.SearchField("name"),
        index.SearchField("entity"),
        index.AutocompleteField("name"),
    ]

    personal_data = dataclasses.replace(
        CONTACTS,
        fields=("name", "entity", "email", "phone", "address", "on_call_phone"),
        is_person=True,
    )

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.entity})" if self.entity else self.name

    def text_fields(self) -> dict[str, str]:
        """Return the value of every field by its name, for a snapshot of the contact."""
        fields = [field for field in self._meta.fields if not field.primary_key and field.editable]
        return {field.name: getattr(self, field.name) for field in fields}

    @property
    def phone_uri(self) -> str:
        return phone_uri(self.phone)

    @property
    def on_call_uri(self) -> str:
        return phone_uri(self.on_call_phone)


class Place(FormerSlugMixin, Proposed, index.Indexed):
    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(
        _("nom dans l’adresse"),
        max_length=80,
        unique=True,
        help_text=_("Sert dans l’adresse (URL) des listes."),
    )
    department = models.CharField(_("département"), max_length=60, blank=True)
    code = models.CharField(_("numéro du département"), max_length=3, blank=True)
    address = models.TextField(
        _("adresse postale"), blank=True, help_text=_("Une ligne d’adresse par ligne.")
    )

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("department"), FieldPanel("code")]),
        FieldPanel("address"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    personal_data = None

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
    is_spelt_out = models.BooleanField(
        _("à développer à sa première mention"),
        default=True,
        db_default=True,
        help_text=_("Décochez pour un sigle que tous les lecteurs connaissent."),
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("expansion"),
        FieldPanel("is_spelt_out"),
        FieldPanel("definition"),
    ]
    search_fields = [
        index.SearchField("term"),
        index.SearchField("expansion"),
        index.AutocompleteField("term"),
    ]

    personal_data = None

    class Meta:
        verbose_name = _("entrée du glossaire")
        verbose_name_plural = _("entrées du glossaire")
        ordering = ["term"]

    def __str__(self) -> str:
        return f"{self.term} : {self.expansion}"
