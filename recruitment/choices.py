"""The choices of the fields of an offer; the values are in the addresses of the list."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Versant(TextChoices):
    """The three branches of the French public service."""

    STATE = "fpe", _("Fonction publique de l’État")
    TERRITORIAL = "fpt", _("Fonction publique territoriale")
    HOSPITAL = "fph", _("Fonction publique hospitalière")


class Vacancy(TextChoices):
    """Whether the post is new or vacant."""

    CREATION = "creation", _("Création de poste")
    VACANT = "vacant", _("Poste vacant")
    SOON_VACANT = "susceptible-vacant", _("Poste susceptible d’être vacant")


class Nature(TextChoices):
    """To whom the post is open, by status."""

    TENURED = "titulaires", _("Emploi réservé aux titulaires")
    ANY = "titulaires-contractuels", _("Emploi ouvert aux titulaires et aux contractuels")
    CONTRACTUAL = "contractuels", _("Emploi ouvert aux contractuels")
    MILITARY = "militaires", _("Emploi réservé aux militaires")
    TRAINING = "formation", _("Contrat de formation ou de recherche")


class Status(TextChoices):
    """Whether the post is civilian or military."""

    CIVILIAN = "civil", _("Civil")
    MILITARY = "militaire", _("Militaire")
    BOTH = "civil-militaire", _("Civil ou militaire")


class Category(TextChoices):
    """The category of the corps, from A+ to C."""

    A_PLUS = "a-plus", _("A+")
    A = "a", _("A")
    B = "b", _("B")
    C = "c", _("C")
    NONE = "sans-objet", _("Sans objet")


class Contract(TextChoices):
    """The kinds of contracts."""

    PERMANENT = "cdi", _("CDI")
    FIXED_TERM = "cdd", _("CDD")
    SECONDMENT = "detachement", _("Détachement ou mutation")
    MILITARY = "militaire", _("Poste militaire")
    RESERVE = "reserve", _("Réserve opérationnelle")
    INTERNSHIP = "stage", _("Stage")
    APPRENTICESHIP = "apprentissage", _("Apprentissage")
    THESIS = "these", _("Thèse")


ENDING_CONTRACTS = [  # those whose duration is required
    Contract.FIXED_TERM,
    Contract.INTERNSHIP,
    Contract.APPRENTICESHIP,
    Contract.THESIS,
]


class WorkingTime(TextChoices):
    """The working times."""

    FULL = "complet", _("Temps complet")
    PART = "partiel", _("Temps partiel")
    EITHER = "complet-ou-partiel", _("Temps complet, ou partiel sur demande")


class Telework(TextChoices):
    """How much telework is possible."""

    NONE = "non", _("Pas de télétravail")
    PARTIAL = "partiel", _("Télétravail partiel")
    FULL = "total", _("Télétravail complet")


class Level(TextChoices):
    """The levels of studies."""

    NONE = "sans-diplome", _("Sans condition de diplôme")
    BAC2 = "bac2", _("Bac + 2")
    BAC3 = "bac3", _("Bac + 3")
    BAC5 = "bac5", _("Bac + 5")
    DOCTORATE = "doctorat", _("Doctorat")


class Experience(TextChoices):
    """The levels of experience."""

    NONE = "debutant", _("Débutant accepté")
    TWO_YEARS = "2-ans", _("Deux ans")
    FIVE_YEARS = "5-ans", _("Cinq ans")
    TEN_YEARS = "10-ans", _("Dix ans")

    @property
    def months(self) -> int:
        """The least experience, in months."""
        return {"debutant": 0, "2-ans": 24, "5-ans": 60, "10-ans": 120}[self.value]


class Clearance(TextChoices):
    """The levels of security clearance."""

    NONE = "aucune", _("Aucune")
    SECRET = "secret", _("Secret")
    TOP_SECRET = "tres-secret", _("Très Secret")


class Domain(TextChoices):
    """The families of occupations."""

    AI = "ia", _("Intelligence artificielle")
    DEVELOPMENT = "developpement", _("Développement")
    DATA = "donnees", _("Données")
    ARCHITECTURE = "architecture", _("Architecture numérique")
    CYBER = "cybersecurite", _("Cybersécurité")
    PROJECT = "projet", _("Conduite de projet")


class Salary(TextChoices):
    """The periods of a salary."""

    YEAR = "an", _("brut par an")
    MONTH = "mois", _("brut par mois")


class ContactRole(TextChoices):
    """What a contact is the contact for."""

    OCCUPATION = "metier", _("Contact métier")
    PERSONNEL = "rh", _("Contact ressources humaines")
