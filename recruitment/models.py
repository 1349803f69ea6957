"""Job offers, which leave every list at the second at which they close."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from portal.blocks.choosers import RichTextBlock
from portal.desk.sections import Section, SwitchableRules
from portal.facets import ChoiceFacet, SlugFacet
from portal.listing import ListingForm
from portal.publications import PublicationIndexPage, PublicationPage
from portal.snippets import MediaContact, Place
from recruitment.dates import OFFER_ORDERS, OFFER_TO_COME, OfferForm, closing

END_OF_DAY = datetime.time(23, 59)
NEW_FOR = datetime.timedelta(days=7)


@register_setting(icon="lock")
class RecruitmentRules(SwitchableRules):
    class Meta:
        verbose_name = _("relecture des offres d’emploi")


RECRUITMENT = Section(
    name="Recrutement",
    writers="Recrutement\u00a0: rédaction",
    validators="Recrutement\u00a0: validation RH",
    reviews=("validation RH",),
    rules_model="recruitment.RecruitmentRules",
)


class JobOfferPage(PublicationPage):
    class Contract(models.TextChoices):
        PERMANENT = "cdi", _("CDI")
        FIXED_TERM = "cdd", _("CDD")
        MILITARY = "militaire", _("Poste militaire")
        INTERNSHIP = "stage", _("Stage")
        APPRENTICESHIP = "apprentissage", _("Apprentissage")
        THESIS = "these", _("Thèse")

    class Domain(models.TextChoices):
        AI = "ia", _("Intelligence artificielle")
        DEVELOPMENT = "developpement", _("Développement")
        DATA = "donnees", _("Données")
        ARCHITECTURE = "architecture", _("Architecture numérique")
        CYBER = "cybersecurite", _("Cybersécurité")
        PROJECT = "projet", _("Conduite de projet")

    class Level(models.TextChoices):
        BAC2 = "bac2", _("Bac + 2")
        BAC3 = "bac3", _("Bac + 3")
        BAC5 = "bac5", _("Bac + 5")
        DOCTORATE = "doctorat", _("Doctorat")

    reference = models.CharField(_("référence"), max_length=40, unique=True)
    contract = models.CharField(_("contrat"), max_length=20, choices=Contract.choices)
    contract_duration = models.CharField(_("durée du contrat"), max_length=60, blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("lieu"), on_delete=models.PROTECT, related_name="+"
    )
    domain = models.CharField(_("domaine"), max_length=20, choices=Domain.choices)
    level = models.CharField(_("niveau d’études"), max_length=20, choices=Level.choices)
    start = models.CharField(_("prise de poste"), max_length=80, blank=True)
    closing_date = models.DateField(_("date limite de candidature"))
    closing_time = models.TimeField(
        _("heure limite"), default=END_OF_DAY, help_text=_("Heure de Paris.")
    )
    missions = RichTextField(_("missions"), features=RichTextBlock.FEATURES)
    profile = RichTextField(_("profil recherché"), features=RichTextBlock.FEATURES)
    apply_url = models.URLField(_("adresse de candidature"), blank=True)
    apply_email = models.EmailField(_("ou adresse électronique"), blank=True)

    section = RECRUITMENT
    base_form_class = OfferForm
    date_orders = OFFER_ORDERS
    dates_to_come = OFFER_TO_COME
    kind_slug = "offre"
    kind_label = _("Offre d’emploi")
    card_template = "recruitment/card.html"
    card_relations = ["place"]
    parent_page_types = ["recruitment.RecruitmentIndexPage"]
    content_panels = [
        *PublicationPage.content_panels[:4],
        FieldRowPanel([FieldPanel("reference"), FieldPanel("date")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contract"), FieldPanel("contract_duration")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("domain")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("start")]),
            ],
            heading=_("Le poste"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("closing_date"), FieldPanel("closing_time")]),
                FieldRowPanel([FieldPanel("apply_url"), FieldPanel("apply_email")]),
            ],
            heading=_("Candidature"),
        ),
        FieldPanel("missions"),
        FieldPanel("profile"),
        FieldPanel("themes"),
        *PublicationPage.body_panels,
        InlinePanel("contacts", heading=_("Contacts"), label=_("contact")),
        *PublicationPage.related_panels,
    ]
    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("reference"),
        index.SearchField("missions"),
        index.SearchField("profile"),
        index.SearchField("get_contract_display"),
        index.SearchField("get_domain_display"),
        index.RelatedFields("place", [index.SearchField("name")]),
        index.FilterField("contract"),
        index.FilterField("domain"),
        index.FilterField("level"),
    ]

    class Meta:
        verbose_name = _("offre d’emploi")
        verbose_name_plural = _("offres d’emploi")

    @staticmethod
    def counted(count: int) -> str:
        return ngettext("%d offre d’emploi", "%d offres d’emploi", count) % count

    @property
    def closes_at(self) -> datetime.datetime:
        """The first instant at which the offer is closed: the minute given is still open."""
        last_minute = datetime.datetime.combine(self.closing_date, self.closing_time)
        return closing(timezone.make_aware(last_minute))

    @property
    def is_new(self) -> bool:
        return timezone.localdate() - self.date < NEW_FOR

    @cached_property
    def contact_list(self) -> list[MediaContact]:
        links = self.contacts.all()
        if isinstance(links, models.QuerySet):
            links = links.select_related("contact")
        return [link.contact for link in links]

    @property
    def reading_text(self) -> str:
        return " ".join([super().reading_text, self.missions, self.profile])

    def save(self, *args, **kwargs) -> None:
        self.listed_until = self.closes_at
        super().save(*args, **kwargs)


class JobOfferContact(Orderable):
    page = ParentalKey(JobOfferPage, on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(
        MediaContact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("contact")]


class RecruitmentListingForm(ListingForm):
    lieu = SlugFacet("place", Place, label=_("Lieu"))
    domaine = ChoiceFacet("domain", JobOfferPage.Domain.choices, label=_("Domaine"))
    contrat = ChoiceFacet("contract", JobOfferPage.Contract.choices, label=_("Contrat"))
    niveau = ChoiceFacet("level", JobOfferPage.Level.choices, label=_("Niveau d’études"))

    field_order = ["q", "domaine", "lieu", "contrat", "niveau", "theme", "annee", "mois", "tri"]


class RecruitmentIndexPage(PublicationIndexPage):
    section = RECRUITMENT
    publication_model = JobOfferPage
    form_class = RecruitmentListingForm
    latest_heading = _("Dernières offres d’emploi")
    more_label = _("Toutes les offres")
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["recruitment.JobOfferPage"]

    class Meta:
        verbose_name = _("liste des offres d’emploi")
