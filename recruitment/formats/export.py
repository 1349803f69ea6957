"""The open offers as JSON and CSV, under the labels of the State's job site, for re-use."""

import csv
import datetime
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.characters import clean, map_strings
from portal.core.spreadsheets import BYTE_ORDER_MARK, escape_formula
from portal.listing import ListingForm
from portal.publications import PublicationIndexPage
from recruitment.formats import labels
from recruitment.offers.settings import RecruitmentSettings

if TYPE_CHECKING:
    from recruitment.public.mixins import PresentationMixin

SEPARATOR = " | "  # between several values in one cell

Value = str | int | list[str]


def format_boolean(value: bool) -> str:
    """Return « Oui » or « Non »."""
    return _("Oui") if value else _("Non")


def format_date(date: datetime.date | None) -> str:
    """Return the ISO date; old offers have none, for which "" is returned."""
    return date.isoformat() if date else ""


def format_closing(offer: "PresentationMixin") -> str:
    """Return the last minute in which one may apply, in ISO format with its offset."""
    return offer.last_minute.isoformat(timespec="minutes")


# The labels of Choisir le service public, and some of the portal's own.
COLUMNS: dict[str, Callable[["PresentationMixin"], Value]] = {
    "Référence": lambda offer: offer.reference,
    "Intitulé": lambda offer: offer.title,
    "Fonction publique": lambda offer: offer.get_versant_display(),
    "Employeur": lambda offer: offer.employer or offer.common.employer,
    "Service": lambda offer: offer.unit,
    "Localisation": lambda offer: [labels.get_place_label(place) for place in offer.places],
    "Nature de l’emploi": lambda offer: offer.get_nature_display(),
    "Création ou vacance": lambda offer: offer.get_vacancy_display(),
    "Date de vacance": lambda offer: format_date(offer.vacant_from),
    "Civil ou militaire": lambda offer: offer.get_status_display(),
    "Catégorie": lambda offer: offer.get_category_display(),
    "Corps et grade": lambda offer: offer.corps,
    "Groupe RIFSEEP": lambda offer: offer.rifseep,
    "Métier": lambda offer: offer.occupation_name,
    "Code du métier (RMFP)": lambda offer: offer.occupation_code,
    "Famille de métiers": lambda offer: offer.get_domain_display(),
    "Contrat": labels.get_contract_label,
    "Temps de travail": lambda offer: offer.get_working_time_display(),
    "Expérience souhaitée": lambda offer: offer.get_experience_display(),
    "Niveau d’études": lambda offer: offer.get_level_display(),
    "Rémunération": labels.get_salary_label,
    "Management": lambda offer: format_boolean(offer.management),
    "Télétravail possible": labels.get_telework_label,
    "Habilitation": lambda offer: offer.get_clearance_display(),
    "Nationalité française requise": lambda offer: format_boolean(offer.is_french_only),
    "Nombre de postes": lambda offer: offer.posts,
    "Prise de poste": lambda offer: offer.start,
    "Autorité de recrutement": lambda offer: offer.authority or offer.common.authority,
    "Date de publication": lambda offer: offer.date.isoformat(),
    "Date limite de candidature": format_closing,
    "Candidature": lambda offer: offer.apply_url or offer.apply_email,
    "Annonce sur Choisir le service public": lambda offer: offer.csp_url,
    "Adresse de la page": lambda offer: offer.full_url,
}


def get_open_offers(
    index: PublicationIndexPage, form: ListingForm
) -> "Iterator[PresentationMixin]":
    """Yield all the offers that the list would show for the filters of this form."""
    offers = form.filter_publications(index.publications()).newest().defer_streamfields()
    common = RecruitmentSettings.load()
    offers = offers.select_related("occupation", "given_reference")
    for offer in offers.prefetch_related("place_links__place"):
        offer.common = common  # fetched once for all offers
        yield offer


def get_rows(index: PublicationIndexPage, form: ListingForm) -> list[dict[str, Value]]:
    """Return the values of each open offer under their labels."""
    return [
        {label: map_strings(clean, value(offer)) for label, value in COLUMNS.items()}
        for offer in get_open_offers(index, form)
    ]


def get_json_response(index: PublicationIndexPage, request: HttpRequest) -> HttpResponse:
    """Return the open offers as a JSON file, the same bytes as long as nothing changes.

    Raise Http404 for a value of a filter that does not exist.
    """
    form = index.form_class(request.GET)
    if redirect := form.redirect_or_refuse(request):
        return redirect
    offers = get_rows(index, form)
    content = {
        "liste": index.get_full_url(request),
        "nombre": len(offers),
        "offres": offers,
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    return as_attachment(response, "json")


def get_csv_response(index: PublicationIndexPage, request: HttpRequest) -> HttpResponse:
    """Return the open offers as a CSV file in UTF-8, separated by semicolons.

    Raise Http404 for a value of a filter that does not exist.
    """
    form = index.form_class(request.GET)
    if redirect := form.redirect_or_refuse(request):
        return redirect
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for row in get_rows(index, form):
        writer.writerow([format_cell(value) for value in row.values()])
    response = HttpResponse(
        BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8"
    )
    return as_attachment(response, "csv")


def format_cell(value: Value) -> str:
    """Return the text of a CSV cell, which no spreadsheet reads as a formula."""
    text = SEPARATOR.join(value) if isinstance(value, list) else str(value)
    return str(escape_formula(text))


def as_attachment(response: HttpResponse, extension: str) -> HttpResponse:
    """Name the file after today, and keep it out of search engines."""
    name = f"offres-{timezone.localdate().isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
