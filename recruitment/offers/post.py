"""The post that an offer describes: what the law requires to state, and what candidates ask."""

from typing import TYPE_CHECKING, Any

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
from portal.wagtail_internals.prepared import rows_of
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

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def choice_field(
    label: "StrOrPromise", choices: type[models.TextChoices], default: str = "", **options: Any
) -> "models.CharField[str, str]":
    """Return a field whose values are those of the enumeration."""
    if default:
        options["default"] = default
    return models.CharField(label, max_length=30, choices=choices.choices, **options)


def rich_text_field(label: "StrOrPromise", **options: Any) -> RichTextField:
    """Return a rich text field with the same features as the rich text of bodies."""
    return RichTextField(label, features=RichTextBlock.FEATURES, **options)


ONE_OF_TWO = _("L’un des deux champs est obligatoire.")


class RequiredInlinePanel(InlinePanel):
    """Rows of which a submitted offer needs one at least: their heading bears the mark."""

    class BoundPanel(InlinePanel.BoundPanel):
        def is_required(self) -> bool:
            return True


class JobPostMixin(PublicationPage):
    """The post: its employer, its contract and the profile that is sought."""

    # Who recruits, and for what kind of post (décret n° 2018-1351, article 3).
    versant = choice_field(_("versant"), Versant, Versant.STATE)
    vacancy = choice_field(_("création ou vacance"), Vacancy)
    vacant_from = models.DateField(_("date de vacance"), null=True)
    nature = choice_field(_("nature de l’emploi"), Nature)
    status = choice_field(_("civil ou militaire"), Status)
    category = choice_field(_("catégorie"), Category)
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
    domain = choice_field(_("famille de métiers"), Domain)
    posts = models.PositiveSmallIntegerField(_("nombre de postes"), default=1)

    # The contract.
    contract = choice_field(_("contrat"), Contract)
    contract_duration = models.CharField(_("durée du contrat"), max_length=60, blank=True)
    working_time = choice_field(_("temps de travail"), WorkingTime, WorkingTime.FULL)
    telework = choice_field(_("télétravail"), Telework)
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
    salary_basis = choice_field(_("euros"), Salary, Salary.YEAR)
    salary_note = models.CharField(
        _("précision sur la rémunération"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple\u00a0: selon l’expérience, hors primes."),
    )
    rifseep = models.CharField(_("groupe RIFSEEP"), max_length=40, blank=True)
    benefits = models.TextField(_("avantages"), blank=True, help_text=_("Un par ligne."))

    # Who is looked for.
    level = choice_field(_("niveau d’études"), Level)
    experience = choice_field(_("expérience"), Experience)
    clearance = choice_field(_("habilitation"), Clearance)
    french_only = models.BooleanField(
        _("nationalité française requise"),
        default=False,
        help_text=_("Toujours vrai quand une habilitation est demandée."),
    )
    missions = rich_text_field(_("missions"))
    profile = rich_text_field(_("profil recherché"))
    conditions = rich_text_field(_("conditions de travail"), blank=True)

    post_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("versant"), FieldPanel("nature")]),
                FieldRowPanel([FieldPanel("vacancy"), FieldPanel("vacant_from")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("category")]),
                FieldRowPanel([FieldPanel("corps"), FieldPanel("rifseep")]),
                FieldRowPanel([FieldPanel("authority"), FieldPanel("employer")]),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("posts")]),
                FieldRowPanel(
                    [FieldPanel("occupation", help_text=ONE_OF_TWO), FieldPanel("occupation_label")]
                ),
            ],
            heading=_("L’emploi"),
        ),
        RequiredInlinePanel("place_links", heading=_("Lieux de travail"), label=_("lieu")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("contract"),
                        FieldPanel(
                            "contract_duration",
                            help_text=_("Obligatoire pour un contrat qui a une fin."),
                        ),
                    ]
                ),
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
    ]
    prose_panels = [FieldPanel("missions"), FieldPanel("profile"), FieldPanel("conditions")]

    class Meta:
        abstract = True

    @property
    def is_french_only(self) -> bool:
        """Whether French nationality is required: a clearance always requires it."""
        return self.french_only or self.clearance in (Clearance.SECRET, Clearance.TOP_SECRET)

    @property
    def occupation_name(self) -> str:
        """The label of the occupation in the State's list, or else the one typed in the offer."""
        return self.occupation.label if self.occupation else self.occupation_label

    @property
    def occupation_code(self) -> str:
        """The code of the occupation in the State's list; empty when none was chosen."""
        return self.occupation.code if self.occupation else ""

    @cached_property
    def places(self) -> list[Place]:
        """The places of work in the order of the editor, fetched in one query."""
        links = self.place_links.all()
        if isinstance(links, models.QuerySet) and not is_prefetched(self, "place_links"):
            links = rows_of(JobOfferPlace, "page", "place").fetch(key=self.pk)
        return [link.place for link in links]

    @property
    def place_names(self) -> list[str]:
        """The places of work as cards name them; the query of cards brings them along."""
        rows = getattr(self, "card_places", None)
        return list(map(str, self.places if rows is None else [Place(**row) for row in rows]))

    def set_places(self, places: list[Place]) -> None:
        """Replace the places of work, numbered as the editor numbers them.

        To save the page unchanged in the editor then changes nothing.
        """
        self.place_links.set(
            [JobOfferPlace(place=place, sort_order=number) for number, place in enumerate(places)]
        )

    @property
    def benefit_list(self) -> list[str]:
        """The benefits, one per line of the field."""
        return split_lines(self.benefits)


class JobOfferPlace(Orderable):
    """A place of work of an offer."""

    page = ParentalKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="place_links"
    )
    place: models.ForeignKey[Place, Place] = models.ForeignKey(
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


def split_lines(text: str) -> list[str]:
    """Return the lines of the text that are not empty, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]
