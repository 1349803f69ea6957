"""The columns of a file of offers: their headings, and what recruiters write in them."""

from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.models import JobOfferPage

SEPARATOR = "|"  # between several values of one cell
NOTE_PREFIX = "#"  # a line that begins so is a note, and is ignored
DATE = gettext_lazy("jj/mm/aaaa")
TEXT = gettext_lazy(
    "Une ligne vide sépare les paragraphes\u00a0; «\u00a0-\u00a0» ouvre une ligne de liste."
)


class Column(NamedTuple):
    """A column of the file."""

    heading: str
    field: str  # the name of a field of the offer, or "places" or "themes"
    help: str | Promise = ""
    example: str = ""

    @property
    def model_field(self) -> "models.Field[Any, Any] | None":
        """The field of the offer; None for the places and themes, which are relations."""
        if self.field in ("places", "themes"):
            return None
        field = JobOfferPage._meta.get_field(self.field)
        return field if isinstance(field, models.Field) else None

    @property
    def is_required(self) -> bool:
        """Whether the file must have this column."""
        field = self.model_field
        if field is None:
            return self.field == "places"
        return not field.blank and not field.has_default()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The values and labels of the choices, either of which may be written."""
        field = self.model_field
        return [pair for pair in (field.flatchoices if field else []) if pair[0]]

    @property
    def advice(self) -> str:
        """What to write in the column, for the template of the file."""
        parts: list[str | Promise]
        parts = [_("obligatoire") if self.is_required else _("facultatif"), self.help]
        if self.choices:
            parts.append("\u00a0; ".join(str(label) for _value, label in self.choices))
        elif isinstance(self.model_field, models.BooleanField):
            parts.append(_("oui ou non"))
        elif isinstance(self.model_field, models.DateField):
            parts.append(str(DATE))
        return ". ".join(str(part).rstrip(".") for part in parts if part)


SEVERAL = gettext_lazy("Plusieurs valeurs se séparent par «\u00a0|\u00a0»")
COLUMNS = [
    Column(
        "Intitulé",
        "title",
        gettext_lazy("Pour toutes et tous, sans lieu, salaire ni date"),
        "Ingénieur ou ingénieure de données (F/H)",
    ),
    Column("Titre court", "short_title"),
    Column(
        "Chapô", "summary", gettext_lazy("Deux ou trois phrases"), "Des données dont on est sûr."
    ),
    Column("Date limite", "closing_date", example="31/12/2030"),
    Column("Heure limite", "closing_time", gettext_lazy("23\u00a0h\u00a059 si vide"), "23:59"),
    Column("Motif d’un délai court", "short_notice", gettext_lazy("Sous trente jours")),
    Column("Versant", "versant"),
    Column(
        "Nature de l’emploi", "nature", example="Emploi ouvert aux titulaires et aux contractuels"
    ),
    Column("Création ou vacance", "vacancy", example="Création de poste"),
    Column("Date de vacance", "vacant_from", example="01/02/2031"),
    Column("Civil ou militaire", "status", example="Civil"),
    Column("Catégorie", "category", example="A"),
    Column("Corps et grade", "corps", example="Ingénieur civil de la défense"),
    Column("Groupe RIFSEEP", "rifseep"),
    Column("Autorité de recrutement", "authority"),
    Column("Employeur", "employer"),
    Column("Service", "unit", example="Pôle technique"),
    Column("Nombre de postes", "posts", gettext_lazy("1 si vide"), "1"),
    Column(
        "Métier du RMFP",
        "occupation",
        gettext_lazy("Code ou intitulé, s’il est dans le répertoire"),
    ),
    Column(
        "Métier", "occupation_label", gettext_lazy("À défaut, en toutes lettres"), "Spécialiste"
    ),
    Column("Lieux", "places", SEVERAL, "Bruz | Palaiseau"),
    Column("Famille de métiers", "domain", example="Données"),
    Column("Contrat", "contract", example="CDI"),
    Column("Durée du contrat", "contract_duration"),
    Column("Temps de travail", "working_time"),
    Column("Prise de poste", "start", example="Dès que possible"),
    Column("Télétravail", "telework", example="Télétravail partiel"),
    Column("Rythme du télétravail", "telework_detail"),
    Column("Encadrement", "management", example="non"),
    Column("Rémunération minimale", "salary_min", gettext_lazy("En euros"), "42 000"),
    Column("Rémunération maximale", "salary_max", gettext_lazy("En euros"), "55 000"),
    Column("Base de la rémunération", "salary_basis", example="brut par an"),
    Column("Précision sur la rémunération", "salary_note"),
    Column("Avantages", "benefits", SEVERAL, "Restauration collective | Transports"),
    Column("Niveau d’études", "level", example="Bac + 5"),
    Column("Expérience", "experience", example="Deux ans"),
    Column("Habilitation", "clearance", example="Aucune"),
    Column("Nationalité française requise", "french_only", example="non"),
    Column(
        "Missions", "missions", TEXT, "Vous rendez les données sûres.\n\n- Mesurer.\n- Expliquer."
    ),
    Column("Profil", "profile", TEXT, "Vous aimez les faits."),
    Column("Conditions de travail", "conditions", TEXT),
    Column("Adresse de candidature", "apply_url", gettext_lazy("Elle commence par https://")),
    Column("Adresse électronique", "apply_email", example="recrutement@exemple.fr"),
    Column("Étapes du recrutement", "steps", SEVERAL),
    Column("Annonce sur Choisir le service public", "csp_url"),
    Column("Thèmes", "themes", SEVERAL),
]
BY_FIELD = {column.field: column for column in COLUMNS}
