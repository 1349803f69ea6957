"""The post that an offer is about: what the law wants said of it, and what candidates ask."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from portal.blocks.choosers import RichTextBlock
from portal.core.snippets import Place
from portal.publications import PublicationPage
from portal.wagtail_internals.content import is_prefetched
from recruitment.choices import (
    Category,
    Clearance,
    Contract,
    Domain,
    Experience,
    Level,
    Nature,
    Salary,
    Status,
    Telework,
    Vacancy,
    Versant,
    WorkingTime,
)
from recruitment.offers.occupations import Occupation


def choice(label, choices, default: str = "", **options) -> models.CharField:
    if default:
        options["default"] = default
    return models.CharField(label, max_length=30, choices=choices.choices, **options)


def prose(label, **options) -> RichTextField:
    return RichTextField(label, features=RichTextBlock.FEATURES, **options)


class JobPostMixin(PublicationPage):
    # Who recruits, and for what kind of post (décret n° 2018-1351, article 3).
    versant = choice(_("versant"), Versant, Versant.STATE)
    vacancy = choice(_("création ou vacance"), Vacancy)
    vacant_from = models.DateField(_("date de vacance"), null=True)
    nature = choice(_("nature de l’emploi"), Nature)
    status = choice(_("civil ou militaire"), Status)
    category = choice(_("catégorie"), Category)
    corps = models.CharField(
        _("corps et grade"),
        max_length=160,
        help_text=_("«\xa0Sans objet\xa0» pour un stage, un apprentissage, une thèse."),
    )
    authority = models.CharField(
        _("autorité de recrutement"),
        max_length=160,
        blank=True,
        help_text=_("Vide\u00a0: celle des textes du recrutement."),
    )
    employer = models.CharField(
        _("employeur"),
        max_length=160,
        blank=True,
        help_text=_("Vide\u00a0: celui des textes du recrutement."),
    )
    unit = models.CharField(
        _("service"), max_length=160, help_text=_("La direction, le pôle, l’équipe.")
    )
    occupation = models.ForeignKey(
        Occupation,
        verbose_name=_("métier du RMFP"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    occupation_label = models.CharField(
        _("ou métier, en toutes lettres"),
        max_length=160,
        blank=True,
        help_text=_("Si le répertoire n’est pas chargé, ou ne connaît pas ce métier."),
    )
    domain = choice(_("famille de métiers"), Domain)
    posts = models.PositiveSmallIntegerField(_("nombre de postes"), default=1)

    # The contract.
    contract = choice(_("contrat"), Contract)
    contract_duration = models.CharField(_("durée du contrat"), max_length=60, blank=True)
    working_time = choice(_("temps de travail"), WorkingTime, WorkingTime.FULL)
    telework = choice(_("télétravail"), Telework)
    telework_detail = models.CharField(
        _("rythme du télétravail"),
        max_length=80,
        blank=True,
        help_text=_("Par exemple\u00a0: jusqu’à deux jours par semaine."),
    )
    management = models.BooleanField(_("encadrement d’une équipe"), default=False)
    start = models.CharField(_("prise de poste"), max_length=80, blank=True)
    salary_min = models.PositiveIntegerField(_("rémunération, de"), null=True, blank=True)
    salary_max = models.PositiveIntegerField(_("à"), null=True, blank=True)
    salary_basis = choice(_("euros"), Salary, Salary.YEAR)
    salary_note = models.CharField(
        _("précision sur la rémunération"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple\u00a0: selon l’expérience, hors primes."),
    )
    rifseep = models.CharField(_("groupe RIFSEEP"), max_length=40, blank=True)
    benefits = models.TextField(_("avantages"), blank=True, help_text=_("Un par ligne."))

    # Who is looked for.
    level = choice(_("niveau d’études"), Level)
    experience = choice(_("expérience"), Experience)
    clearance = choice(_("habilitation"), Clearance)
    french_only = models.BooleanField(
        _("nationalité française requise"),
        default=False,
        help_text=_("Toujours vrai quand une habilitation est demandée."),
    )
    missions = prose(_("missions"))
    profile = prose(_("profil recherché"))
    conditions = prose(_("conditions de travail"), blank=True)

    post_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("versant"), FieldPanel("nature")]),
                FieldRowPanel([FieldPanel("vacancy"), FieldPanel("vacant_from")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("category")]),
                FieldRowPanel([FieldPanel("corps"), FieldPanel("rifseep")]),
                FieldRowPanel([FieldPanel("authority"), FieldPanel("employer")]),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("posts")]),
                FieldRowPanel([FieldPanel("occupation"), FieldPanel("occupation_label")]),
            ],
            heading=_("L’emploi"),
        ),
        InlinePanel("place_links", heading=_("Lieux de travail"), label=_("lieu")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contract"), FieldPanel("contract_duration")]),
                FieldRowPanel([FieldPanel("working_time"), FieldPanel("start")]),
                FieldRowPanel([FieldPanel("telework"), FieldPanel("telework_detail")]),
                FieldRowPanel(
                    [
                        FieldPanel("salary_min"),
                        FieldPanel("salary_max"),
                        FieldPanel("salary_basis"),
                    ]
                ),
                FieldPanel("salary_note"),
                FieldPanel("benefits"),
            ],
            heading=_("Le contrat"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("domain"), FieldPanel("management")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("experience")]),
                FieldRowPanel([FieldPanel("clearance"), FieldPanel("french_only")]),
            ],
            heading=_("Le profil"),
        ),
        FieldPanel("missions"),
        FieldPanel("profile"),
        FieldPanel("conditions"),
    ]

    class Meta:
        abstract = True

    @property
    def is_french_only(self) -> bool:
        return self.french_only or self.clearance in (Clearance.SECRET, Clearance.TOP_SECRET)

    @property
    def occupation_name(self) -> str:
        return self.occupation.label if self.occupation else self.occupation_label

    @property
    def occupation_code(self) -> str:
        """Of the State's list; empty until it is known, never made up."""
        return self.occupation.code if self.occupation else ""

    @cached_property
    def places(self) -> list[Place]:
        links = self.place_links.all()
        if isinstance(links, models.QuerySet) and not is_prefetched(self, "place_links"):
            links = links.select_related("place")
        return [link.place for link in links]

    def set_places(self, places: list[Place]) -> None:
        """In that order, written down: who saves it unchanged in the editor changes nothing."""
        numbered = enumerate(places)
        self.place_links.set([JobOfferPlace(place=place, sort_order=n) for n, place in numbered])

    @property
    def benefit_list(self) -> list[str]:
        return lines(self.benefits)


class JobOfferPlace(Orderable):
    page = ParentalKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="place_links"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("lieu"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("place")]

    class Meta(Orderable.Meta):
        constraints = [
            # Deferred: two rows may exchange their places.
            models.UniqueConstraint(
                fields=["page", "place"],
                name="offer_once_a_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]


def lines(text: str) -> list[str]:
    """What is written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
