"""Settings that editors change for the whole site: names, contacts, banner, mandatory pages."""

import dataclasses
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from portal.core.personal_data import CONTACTS
from portal.fields import StreamField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LINK_FIELDS = ["url_path", "live"]  # of a page, to make a link to it


class SocialLinkBlock(blocks.StructBlock):
    network = blocks.CharBlock(label=_("réseau"), max_length=40)
    url = blocks.URLBlock(label=_("lien (URL)"))

    class Meta:
        icon = "link-external"
        label = _("réseau social")


def mandatory_page(label: "StrPromise") -> models.ForeignKey[Page, Page]:
    """Return the field of a page to which the law wants a link in the footer of every page."""
    return models.ForeignKey(
        Page, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


@register_setting(icon="home")
class PortalSettings(BaseSiteSetting, models.Model):  # a Model already: this tells type checkers
    """What every page shows of the agency, and the links of its footer."""

    class Level(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Vigilance")
        ALERT = "alert", _("Alerte")

    class Accessibility(models.TextChoices):
        NONE = "non", _("non conforme")
        PARTIAL = "partiellement", _("partiellement conforme")
        TOTAL = "totalement", _("totalement conforme")

    agency_name = models.CharField(_("nom court de l’agence"), max_length=40, default="AMIAD")
    agency_long_name = models.CharField(
        _("nom complet de l’agence"),
        max_length=160,
        default=_("Agence ministérielle pour l’intelligence artificielle de défense"),
    )
    ministry = models.TextField(
        _("nom du ministère"),
        default="Ministère\ndes Armées\net des Anciens\ncombattants",
        help_text=_("Une ligne du bloc-marque par ligne."),
    )
    motto = models.TextField(_("devise"), default="Liberté\nÉgalité\nFraternité")
    contact_email = models.EmailField(_("adresse électronique de contact"), blank=True)
    press_email = models.EmailField(_("adresse électronique du service de presse"), blank=True)
    postal_address = models.TextField(_("adresse postale"), blank=True)
    footer_text = models.TextField(_("texte du pied de page"), blank=True)
    social_links = StreamField(
        [("link", SocialLinkBlock())], verbose_name=_("réseaux sociaux"), blank=True
    )
    demo_notice = models.BooleanField(
        _("contenus de démonstration"),
        default=False,
        help_text=_("Le pied de page dit alors que les contenus sont fictifs."),
    )
    banner_active = models.BooleanField(_("montrer le bandeau"), default=False)
    banner_level = models.CharField(
        _("niveau"), max_length=10, choices=Level.choices, default=Level.INFO
    )
    banner_title = models.CharField(_("titre"), max_length=120, blank=True)
    banner_text = models.CharField(_("texte"), max_length=300, blank=True)
    banner_link = models.URLField(_("lien (URL)"), blank=True)
    accessibility_status = models.CharField(
        _("accessibilité"),
        max_length=20,
        choices=Accessibility.choices,
        default=Accessibility.NONE,
        help_text=_("Sans audit valide, un site est «\xa0non conforme\xa0»."),
    )
    accessibility_page = mandatory_page(_("page «\xa0Accessibilité\xa0»"))
    legal_page = mandatory_page(_("page «\xa0Mentions légales\xa0»"))
    privacy_page = mandatory_page(_("page «\xa0Données personnelles\xa0»"))
    cookies_page = mandatory_page(_("page «\xa0Gestion des cookies\xa0»"))

    select_related = ["accessibility_page", "legal_page", "privacy_page", "cookies_page"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("agency_name"),
                FieldPanel("agency_long_name"),
                FieldPanel("ministry"),
                FieldPanel("motto"),
            ],
            heading=_("Identité"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("banner_active"),
                FieldPanel("banner_level"),
                FieldPanel("banner_title"),
                FieldPanel("banner_text"),
                FieldPanel("banner_link"),
            ],
            heading=_("Bandeau d’urgence"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("press_email"),
                FieldPanel("postal_address"),
                FieldPanel("social_links"),
                FieldPanel("footer_text"),
                FieldPanel("demo_notice"),
            ],
            heading=_("Contacts et pied de page"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility_status"),
                FieldPanel("accessibility_page"),
                FieldPanel("legal_page"),
                FieldPanel("privacy_page"),
                FieldPanel("cookies_page"),
            ],
            heading=_("Mentions obligatoires"),
        ),
    ]

    personal_data = dataclasses.replace(CONTACTS, fields=("contact_email", "press_email"))

    class Meta:
        verbose_name = _("réglages du portail")

    def clean(self) -> None:
        """Raise ValidationError for a banner that would show nothing."""
        super().clean()
        if self.banner_active and not self.banner_title.strip():
            message = _(
                "Écrivez ce que le bandeau annonce, ou décochez «\u00a0montrer le bandeau\u00a0»."
            )
            raise ValidationError({"banner_title": message})

    @classmethod
    def base_queryset(cls) -> "models.QuerySet[PortalSettings]":
        """Return the queryset by which Wagtail fetches the settings.

        Every page shows the links: of their pages, only the fields that a link needs are fetched.
        """
        own_fields = [field.name for field in cls._meta.fields]
        page_fields = [f"{page}__{name}" for page in cls.select_related for name in LINK_FIELDS]
        settings: models.QuerySet[PortalSettings] = super().base_queryset()
        return settings.only(*own_fields, *page_fields)
