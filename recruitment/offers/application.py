"""How to apply: outside the portal, which stores nothing about candidates."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from portal.core.snippets import MediaContact
from portal.publications import PublicationPage
from portal.wagtail_internals.prepared import rows_of
from recruitment.choices import ContactRole
from recruitment.offers.post import split_lines
from recruitment.offers.settings import RecruitmentSettings

ONE_ADDRESS = _("L’une des deux adresses est obligatoire. Celle-ci commence par https://.")


class ApplicationMixin(PublicationPage):
    """Where and how to apply, and whom to contact."""

    apply_url: models.URLField[str, str] = models.URLField(
        _("lien de candidature (URL)"), blank=True, help_text=_("Elle commence par https://.")
    )
    apply_email: models.EmailField[str, str] = models.EmailField(
        _("ou adresse électronique"), blank=True
    )
    steps = models.TextField(
        _("étapes du recrutement"),
        blank=True,
        help_text=_("Une par ligne. Vide\u00a0: celles des textes du recrutement."),
    )
    csp_url: models.URLField[str, str] = models.URLField(
        _("annonce sur Choisir le service public"),
        blank=True,
        help_text=_("Le lien de la même offre sur l’espace commun, quand elle y est."),
    )

    application_panels = [
        FieldRowPanel(
            [
                FieldPanel("apply_url", help_text=ONE_ADDRESS),
                FieldPanel("apply_email"),
            ]
        ),
        FieldPanel("steps"),
        FieldPanel("csp_url"),
    ]
    contact_panel = InlinePanel("contacts", heading=_("Contacts"), label=_("contact"))

    class Meta:
        abstract = True

    @cached_property
    def common(self) -> RecruitmentSettings:
        """The settings whose texts are the same in every offer."""
        return RecruitmentSettings.load_with_pages()

    @property
    def step_list(self) -> list[str]:
        """The steps of the recruitment: those of the offer, or else those of the settings."""
        return split_lines(self.steps or self.common.steps)

    @cached_property
    def contact_links(self) -> list["JobOfferContact"]:
        """The contacts of the offer with their roles, fetched in one query."""
        links = self.contacts.all()
        if isinstance(links, models.QuerySet):
            links = rows_of(JobOfferContact, "page", "contact").fetch(key=self.pk)
        return list(links)


class JobOfferContact(Orderable):
    """A contact of an offer, and what they are the contact for."""

    page = ParentalKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="contacts"
    )
    contact: models.ForeignKey[MediaContact, MediaContact] = models.ForeignKey(
        MediaContact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )
    role: models.CharField[str, str] = models.CharField(
        _("pour"), max_length=10, choices=ContactRole.choices, default=ContactRole.PERSONNEL
    )

    panels = [FieldRowPanel([FieldPanel("contact"), FieldPanel("role")])]
