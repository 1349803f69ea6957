"""The texts that are the same in every offer, and the figures of the recruitment."""

import dataclasses
import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from portal.core.personal_data import CONTACTS
from portal.core.visibility import is_linkable, is_reachable
from portal.wagtail_internals.prepared import PreparedQuery
from recruitment.choices import Clearance

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ONE_PER_LINE = _("Un par ligne.")


def page_field(label: "StrOrPromise") -> "models.ForeignKey[Page | None, Page | None]":
    """Return an optional link to a page."""
    return models.ForeignKey(
        Page, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


@register_setting(icon="group")
class RecruitmentSettings(BaseGenericSetting):
    """The mandatory sentences of offers, which are written here only, and the figures."""

    authority: models.CharField[str, str] = models.CharField(
        _("autorité de recrutement"),
        max_length=160,
        default="Ministère des Armées et des Anciens combattants",
    )
    employer: models.CharField[str, str] = models.CharField(
        _("employeur"),
        max_length=160,
        default="Agence ministérielle pour l’intelligence artificielle de défense (AMIAD)",
    )
    equality: models.TextField[str, str] = models.TextField(
        _("égalité"),
        default=_(
            "Tous nos postes sont ouverts à toutes et à tous. Nous recrutons sur les compétences, "
            "sans distinction d’origine, de sexe, d’âge, d’état de santé, d’orientation sexuelle, "
            "d’opinion ni de croyance (article L.\u00a0131-1 du code général de la fonction "
            "publique)."
        ),
    )
    disability: models.TextField[str, str] = models.TextField(
        _("handicap"),
        default=_(
            "Nos postes sont accessibles aux personnes en situation de handicap, y compris aux "
            "bénéficiaires de l’obligation d’emploi. L’entretien et le poste s’aménagent\u00a0: "
            "dites-nous ce qui vous est utile."
        ),
    )
    disability_email: models.EmailField[str, str] = models.EmailField(
        _("adresse électronique du référent handicap"), blank=True
    )
    secret: models.TextField[str, str] = models.TextField(
        _("habilitation Secret"),
        default=_(
            "Ce poste demande une habilitation au niveau Secret. Elle est réservée aux personnes "
            "de nationalité française, son instruction dure plusieurs mois, et l’embauche en "
            "dépend. Elle se demande après l’entretien\u00a0: n’envoyez aucune pièce à ce sujet."
        ),
    )
    top_secret: models.TextField[str, str] = models.TextField(
        _("habilitation Très Secret"),
        default=_(
            "Ce poste demande une habilitation au niveau Très Secret. Elle est réservée aux "
            "personnes de nationalité française, son instruction approfondie peut durer un an, et "
            "l’embauche en dépend. Elle se demande après l’entretien\u00a0: n’envoyez aucune pièce "
            "à ce sujet."
        ),
    )
    discretion: models.TextField[str, str] = models.TextField(
        _("discrétion"),
        default=_(
            "La discrétion est de mise sur votre candidature\u00a0: n’en parlez ni sur les réseaux "
            "sociaux, ni au-delà de vos proches."
        ),
    )
    steps: models.TextField[str, str] = models.TextField(
        _("étapes du recrutement"),
        default=_(
            "Étude de votre candidature\nÉchange à distance\nEntretien sur place avec l’équipe\n"
            "Réponse, toujours motivée"
        ),
        help_text=_("Une par ligne\u00a0; une offre peut dire les siennes."),
    )
    to_prepare: models.TextField[str, str] = models.TextField(
        _("à préparer"),
        default=_("Un curriculum vitæ à jour\nQuelques lignes sur ce qui vous attire"),
        help_text=ONE_PER_LINE,
    )
    not_to_send: models.TextField[str, str] = models.TextField(
        _("à ne pas envoyer"),
        default=_(
            "Information classifiée ou protégée, même ancienne\n"
            "Photo ou pièce d’identité\nDocument relatif à une habilitation"
        ),
        help_text=ONE_PER_LINE,
    )
    spontaneous_email: models.EmailField[str, str] = models.EmailField(
        _("adresse électronique des candidatures spontanées"), blank=True
    )
    process_page = page_field(_("page «\xa0Le processus\xa0»"))
    clearance_page = page_field(_("page «\xa0Habilitation\xa0»"))
    archived_after: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(
        _("archivage des offres"),
        default=180,
        help_text=_(
            "Jours après lesquels la page d’une offre close ne montre plus que des offres ouvertes."
        ),
    )
    target: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(
        _("postes à pourvoir"), default=300
    )
    target_date: models.DateField[datetime.date, datetime.date] = models.DateField(
        _("d’ici au"), default=datetime.date(2026, 12, 31)
    )
    filled_before: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(
        _("postes pourvus hors de ce portail"),
        default=0,
        help_text=_("S’ajoutent à ceux que le tableau des offres compte."),
    )
    filled_before_on: models.DateField[datetime.date | None, datetime.date | None] = (
        models.DateField(
            _("chiffre arrêté au"),
            null=True,
            blank=True,
            help_text=_("Seuls les postes pourvus après cette date s’y ajoutent."),
        )
    )

    select_related = ["process_page", "clearance_page"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("authority"), FieldPanel("employer")], heading=_("Qui recrute")
        ),
        MultiFieldPanel(
            [FieldPanel("equality"), FieldPanel("disability"), FieldPanel("disability_email")],
            heading=_("Égalité et handicap"),
        ),
        MultiFieldPanel(
            [FieldPanel("secret"), FieldPanel("top_secret"), FieldPanel("discretion")],
            heading=_("Habilitation et discrétion"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("steps"),
                FieldPanel("to_prepare"),
                FieldPanel("not_to_send"),
                FieldPanel("spontaneous_email"),
                PageChooserPanel("process_page"),
                PageChooserPanel("clearance_page"),
            ],
            heading=_("Candidatures"),
        ),
        FieldPanel("archived_after"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("target"), FieldPanel("target_date")]),
                FieldRowPanel([FieldPanel("filled_before"), FieldPanel("filled_before_on")]),
            ],
            heading=_("Recrutement en chiffres"),
        ),
    ]

    personal_data = dataclasses.replace(CONTACTS, fields=("disability_email", "spontaneous_email"))

    class Meta:
        verbose_name = _("textes et chiffres du recrutement")

    @classmethod
    def load_with_pages(cls) -> "RecruitmentSettings":
        """Return the settings, and whether visitors may open their pages."""
        settings: RecruitmentSettings = next(iter(stored_settings().fetch()), None) or cls.load()
        return settings

    def get_reachable_page(self, name: str) -> Page | None:
        """Return the page of this field, if a visitor may open it."""
        page: Page | None = getattr(self, name)
        if page and hasattr(self, f"{name}_reachable"):
            page.reachable = getattr(self, f"{name}_reachable")
        return page if page and is_reachable(page) else None

    def clearance_text(self, level: str) -> str:
        """Return the text about this level of clearance, a value of `Clearance`; "" without any."""
        texts: dict[str, str] = {
            Clearance.SECRET: self.secret,
            Clearance.TOP_SECRET: self.top_secret,
        }
        return texts.get(level, "")


@cache
def stored_settings() -> PreparedQuery[RecruitmentSettings]:
    """Return the query of the settings; no row before the first time that they are read."""
    reachable = {
        f"{name}_reachable": Exists(Page.objects.filter(is_linkable(), pk=OuterRef(name)))
        for name in RecruitmentSettings.select_related
    }
    settings = RecruitmentSettings.base_queryset().annotate(**reachable).order_by("pk")
    return PreparedQuery(settings[:1])
