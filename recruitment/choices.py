"""What the facts of an offer may be; the values are those of addresses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Versant(TextChoices):
    STATE = "fpe", _("Fonction publique de l’État")
    TERRITORIAL = "fpt", _("Fonction publique territoriale")
    HOSPITAL = "fph", _("Fonction publique hospitalière")


class Vacancy(TextChoices):
    CREATION = "creation", _("Création de poste")
    VACANT = "vacant", _("Poste vacant")
    SOON_VACANT = "susceptible-vacant", _("Poste susceptible d’être vacant")


class Nature(TextChoices):
    TENURED = "titulaires", _("Emploi réservé aux titulaires")
    ANY = "titulaires-contractuels", _("Emploi ouvert aux titulaires et aux contractuels")
    CONTRACTUAL = "contractuels", _("Emploi ouvert aux contractuels")
    MILITARY = "militaires", _("Emploi réservé aux militaires")
    TRAINING = "formation", _("Contrat de formation ou de recherche")


class Status(TextChoices):
    CIVILIAN = "civil", _("Civil")
    MILITARY = "militaire", _("Militaire")
    BOTH = "civil-militaire", _("Civil ou militaire")


class Category(TextChoices):
    A_PLUS = "a-plus", _("A+")
    A = "a", _("A")
    B = "b", _("B")
    C = "c", _("C")
    NONE = "sans-objet", _("Sans objet")


class Contract(TextChoices):
    PERMANENT = "cdi", _("CDI")
    FIXED_TERM = "cdd", _("CDD")
    SECONDMENT = "detachement", _("Détachement ou mutation")
    MILITARY = "militaire", _("Poste militaire")
    RESERVE = "reserve", _("Réserve opérationnelle")
    INTERNSHIP = "stage", _("Stage")
    APPRENTICESHIP = "apprentissage", _("Apprentissage")
    THESIS = "these", _("Thèse")


ENDING_CONTRACTS = [  # of which the duration must be said
    Contract.FIXED_TERM,
    Contract.INTERNSHIP,
    Contract.APPRENTICESHIP,
    Contract.THESIS,
]


class WorkingTime(TextChoices):
    FULL = "complet", _("Temps complet")
    PART = "partiel", _("Temps partiel")
    EITHER = "complet-ou-partiel", _("Temps complet, ou partiel sur demande")


class Telework(TextChoices):
    NONE = "non", _("Pas de télétravail")
    PARTIAL = "partiel", _("Télétravail partiel")
    FULL = "total", _("Télétravail complet")


class Level(TextChoices):
    NONE = "sans-diplome", _("Sans condition de diplôme")
    BAC2 = "bac2", _("Bac + 2")
    BAC3 = "bac3", _("Bac + 3")
    BAC5 = "bac5", _("Bac + 5")
    DOCTORATE = "doctorat", _("Doctorat")


class Experience(TextChoices):
    NONE = "debutant", _("Débutant accepté")
    TWO_YEARS = "2-ans", _("Deux ans")
    FIVE_YEARS = "5-ans", _("Cinq ans")
    TEN_YEARS = "10-ans", _("Dix ans")

    @property
    def months(self) -> int:
        return {"debutant": 0, "2-ans": 24, "5-ans": 60, "10-ans": 120}[self.value]


class Clearance(TextChoices):
    NONE = "aucune", _("Aucune")
    SECRET = "secret", _("Secret")
    TOP_SECRET = "tres-secret", _("Très Secret")


class Domain(TextChoices):
    AI = "ia", _("Intelligence artificielle")
    DEVELOPMENT = "developpement", _("Développement")
    DATA = "donnees", _("Données")
    ARCHITECTURE = "architecture", _("Architecture numérique")
    CYBER = "cybersecurite", _("Cybersécurité")
    PROJECT = "projet", _("Conduite de projet")


class Salary(TextChoices):
    YEAR = "an", _("brut par an")
    MONTH = "mois", _("brut par mois")


class ContactRole(TextChoices):
    TRADE = "metier", _("Contact métier")
    PERSONNEL = "rh", _("Contact ressources humaines")
