"""The open offers for the State's own job site and for whoever re-uses them, under its labels."""

import csv
import datetime
import io
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.formats import labels
from recruitment.formats.spreadsheets import MARK, inert
from recruitment.offers.settings import RecruitmentSettings

SEPARATOR = " | "  # of several values in one cell


def yes_or_no(value: bool) -> str:
    return _("Oui") if value else _("Non")


def iso(date: datetime.date | None) -> str:
    """Empty for an offer of before the portal asked."""
    return date.isoformat() if date else ""


def closing(offer) -> str:
    return offer.last_minute.isoformat(timespec="minutes")


# The labels of Choisir le service public, then those that it does not ask for.
COLUMNS: dict[str, Callable] = {
    "Référence": lambda offer: offer.reference,
    "Intitulé": lambda offer: offer.title,
    "Fonction publique": lambda offer: offer.get_versant_display(),
    "Employeur": lambda offer: offer.employer or offer.common.employer,
    "Service": lambda offer: offer.unit,
    "Localisation": lambda offer: [labels.place(where) for where in offer.places],
    "Nature de l’emploi": lambda offer: offer.get_nature_display(),
    "Création ou vacance": lambda offer: offer.get_vacancy_display(),
    "Date de vacance": lambda offer: iso(offer.vacant_from),
    "Civil ou militaire": lambda offer: offer.get_status_display(),
    "Catégorie": lambda offer: offer.get_category_display(),
    "Corps et grade": lambda offer: offer.corps,
    "Groupe RIFSEEP": lambda offer: offer.rifseep,
    "Métier": lambda offer: offer.occupation_name,
    "Code du métier (RMFP)": lambda offer: offer.occupation_code,
    "Famille de métiers": lambda offer: offer.get_domain_display(),
    "Contrat": labels.contract,
    "Temps de travail": lambda offer: offer.get_working_time_display(),
    "Expérience souhaitée": lambda offer: offer.get_experience_display(),
    "Niveau d’études": lambda offer: offer.get_level_display(),
    "Rémunération": labels.salary,
    "Management": lambda offer: yes_or_no(offer.management),
    "Télétravail possible": labels.telework,
    "Habilitation": lambda offer: offer.get_clearance_display(),
    "Nationalité française requise": lambda offer: yes_or_no(offer.is_french_only),
    "Nombre de postes": lambda offer: offer.posts,
    "Prise de poste": lambda offer: offer.start,
    "Autorité de recrutement": lambda offer: offer.authority or offer.common.authority,
    "Date de publication": lambda offer: offer.date.isoformat(),
    "Date limite de candidature": closing,
    "Candidature": lambda offer: offer.apply_url or offer.apply_email,
    "Annonce sur Choisir le service public": lambda offer: offer.csp_url,
    "Adresse de la page": lambda offer: offer.full_url,
}


def open_offers(index, request: HttpRequest) -> Iterator:
    """Those that the list would show for this address, all of them."""
    form = index.form_class(request.GET)
    offers = form.filter_publications(index.publications()).newest().defer_streamfields()
    common = RecruitmentSettings.load()
    found = offers.select_related("occupation", "given_reference")
    for offer in found.prefetch_related("place_links__place"):
        offer.common = common  # one for all
        yield offer


def rows(index, request: HttpRequest) -> list[dict]:
    return [
        {label: value(offer) for label, value in COLUMNS.items()}
        for offer in open_offers(index, request)
    ]


def as_json(index, request: HttpRequest) -> HttpResponse:
    offers = rows(index, request)
    told = {
        "liste": index.get_full_url(request),
        "établi le": timezone.localtime().isoformat(timespec="seconds"),
        "nombre": len(offers),
        "offres": offers,
    }
    return named(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), "json")


def as_csv(index, request: HttpRequest) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for row in rows(index, request):
        writer.writerow([cell(value) for value in row.values()])
    response = HttpResponse(MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    return named(response, "csv")


def cell(value) -> str:
    return inert(SEPARATOR.join(value) if isinstance(value, list) else str(value))


def named(response: HttpResponse, extension: str) -> HttpResponse:
    name = f"offres-{timezone.localdate().isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
