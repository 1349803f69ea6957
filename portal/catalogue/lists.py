"""Lists of publications and the search: forms, results, and what is shown without results."""

from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from portal.catalogue import texts
from portal.catalogue.blocks import ADDRESS, BARE, LONG, USUAL
from portal.catalogue.samples import DAY, Samples
from portal.catalogue.specimens import Chapter, States
from portal.listing import ListingForm
from portal.models import Destination, Passage, PublicationPage
from portal.site_search.answers import Answer, Candidate
from portal.site_search.reading import CONTACT, FIGURE

LISTS = Chapter("listes", _("Listes et formulaires"))
PER_PAGE = 12
MENU = [{"url": "/presse/", "label": "Presse"}, {"url": "/actualites/", "label": "Actualités"}]


def publication(samples: Samples, **fields: Any) -> PublicationPage:
    """Return a publication of no particular type."""
    defaults: dict[str, Any] = {"date": DAY, "summary": texts.SUMMARY}
    defaults["illustration"] = samples.image
    page: PublicationPage = samples.page(PublicationPage, **defaults | fields)
    return page


@LISTS.specimen(
    "composant-card",
    _("Carte"),
    _("Dans une liste illustrée, ou sous «\xa0À lire aussi\xa0»."),
    "components/card.html",
    layout="cards",
)
def card(samples: Samples) -> States:
    yield USUAL, {"page": publication(samples, themes=1)}
    yield _("sans image"), {"page": publication(samples, illustration=None)}
    yield _("corrigée"), {"page": publication(samples, themes=1, corrected_at=DAY)}
    yield BARE, {"page": publication(samples, title=texts.SHORT, summary="", illustration=None)}
    long = {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY}
    yield LONG, {"page": publication(samples, **long, corrected_at=DAY, themes=3)}
    yield _("mot insécable"), {"page": publication(samples, title=texts.WORD, summary=texts.WORD)}


@LISTS.specimen(
    "composant-result",
    _("Résultat de recherche"),
    _("Dans la recherche de tout le portail."),
    "components/result.html",
)
def result(samples: Samples) -> States:
    yield USUAL, {"page": publication(samples)}
    yield _("corrigé"), {"page": publication(samples, corrected_at=DAY)}
    long = {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY}
    yield LONG, {"page": publication(samples, **long)}


@LISTS.specimen(
    "pagination",
    _("Pagination"),
    _("Sous une liste de plus d’une page."),
    "listing/_pagination.html",
)
def pagination(samples: Samples) -> States:
    for label, count, number in (
        (_("première de deux"), 20, 1),
        (_("au milieu de beaucoup"), 900, 37),
        (_("dernière"), 60, 5),
    ):
        yield label, pagination_context(count, number)


def pagination_context(count: int, number: int) -> dict[str, Any]:
    """Return the context of the page `number` of a list of `count` results."""
    page = Paginator(range(count), PER_PAGE).page(number)
    return {"page_obj": page, "elided_pages": page.paginator.get_elided_page_range(number)}


def facet(name: str, label: str, count: int, selected: int = -1, **fields: Any) -> dict[str, Any]:
    """Return a facet of `count` choices; `selected` is the index of one of them."""
    choices = [
        {"value": f"v{n}", "label": f"{label} {n + 1}", "count": n * 7, "selected": n == selected}
        for n in range(count)
    ]
    return {"name": name, "label": label, "choices": choices} | fields


def list_context(query: str, items: list[PublicationPage], **context: Any) -> dict[str, Any]:
    """Return the context of a list, as its view makes it, for this query string."""
    count = len(items)
    page = Paginator(items, PER_PAGE).page(1)
    facets = context.pop("facets", [facet("theme", "Thème", 9), facet("annee", "Année", 3)])
    sentence = PublicationPage.count_label(count) if count else "Aucun résultat"
    filters = {"facets": facets, "result_sentence": sentence}
    return {
        "form": ListingForm(QueryDict(query)),
        "filters": render_to_string("listing/_filters.html", filters),
        "object_list": items,
        "page": SimpleNamespace(list_layout="rows"),
        "paginator": page.paginator,
        "page_obj": page,
        "result_template": "components/result.html",
        "result_sentence": sentence,
        "clear_url": ADDRESS,
    } | context


@LISTS.specimen(
    "liste",
    _("Liste et filtres"),
    _("Pour toute liste de publications\xa0; sans JavaScript, un formulaire ordinaire."),
    "listing/_form.html",
)
def whole_list(samples: Samples) -> States:
    items = [publication(samples), publication(samples, title=texts.SHORT)]
    yield _("sans filtre"), list_context("", items, feed_url=ADDRESS)
    chips = [
        {"name": "Mots", "label": "recherche", "url": ADDRESS},
        {"name": "Thème", "label": texts.WORD, "url": ADDRESS},
    ]
    facets = [facet("theme", "Thème", 9, 7), facet("annee", "Année", 3, folds=True, is_open=True)]
    filtered = {"chips": chips, "facets": facets}
    yield _("filtrée"), list_context("q=recherche", items[:1], **filtered)


@LISTS.specimen(
    "liste-vide",
    _("Liste vide"),
    _("Quand rien ne correspond\xa0: ce que l’on peut faire."),
    "listing/_results.html",
)
def empty_list(samples: Samples) -> States:
    chips = [{"name": "Mots", "label": "introuvable", "url": ADDRESS}]
    yield _("rien ne correspond"), list_context("q=introuvable", [], chips=chips)
    yield _("une faute de frappe"), list_context("q=recherhce", [], correction="recherche")
    yield _("rien n’est publié"), list_context("", [], result_sentence="Aucune publication")


@LISTS.specimen(
    "liste-avertie",
    _("Recherche refusée ou élargie"),
    _("Quand la recherche n’a pas été suivie telle quelle, et pourquoi."),
    "listing/_results.html",
)
def warned_list(samples: Samples) -> States:
    too_long = list_context(f"q={'a' * 201}", [])
    yield _("trop longue"), too_long | {"advice": too_long["form"].advice(0)}
    advice = "Rien ne contient tous ces mots. Voici ce qui en contient une partie."
    yield _("élargie"), list_context("q=a+b", [publication(samples)], advice=[advice])


@LISTS.specimen(
    "liste-coupee",
    _("Liste coupée"),
    _("Au bout d’une liste trop longue pour être lue jusqu’à la fin."),
    "listing/_too_deep.html",
)
def cut_list(samples: Samples) -> States:
    yield USUAL, {"paginator": {"num_pages": 100}}


@LISTS.specimen(
    "selection",
    _("Notre sélection"),
    _("Au-dessus des résultats d’une recherche que l’on prévoit."),
    "portal/site_search/_promotions.html",
)
def promotions(samples: Samples) -> States:
    page = {"page": publication(samples), "description": texts.LINE}
    outside = {"external_link_url": ADDRESS, "external_link_text": texts.LONG_TITLE}
    yield _("une page du portail et un autre site"), {"promotions": [page, outside]}


@LISTS.specimen(
    "reponse",
    _("Réponse"),
    _("Au-dessus des résultats d’une question à laquelle le portail répond."),
    "portal/site_search/_answer.html",
)
def answers(samples: Samples) -> States:
    prose = passage(samples, heading=texts.TITLE, anchor="a")
    yield _("un passage"), {"answer": Answer([Candidate(prose, DAY)], texts.LONG_SUMMARY)}
    figure = {
        "value": "300",
        "label": "recrutements",
        "source": "Au 1er mars 2026. Source\xa0: AMIAD",
    }
    older = {
        "value": "200",
        "label": "recrutements",
        "source": "Au 1er mars 2025. Source\xa0: AMIAD",
    }
    figures = [passage(samples, kind=FIGURE, details=details) for details in (figure, older)]
    yield _("des chiffres"), {"answer": Answer([Candidate(each, DAY) for each in figures])}
    call = {"name": "Centre média", "phone": "01 99 00 12 34", "phone_uri": "tel:+33199001234"}
    contact = passage(samples, kind=CONTACT, details=call | {"email": "media@exemple.fr"})
    yield _("un contact"), {"answer": Answer([Candidate(contact, None)])}


def passage(samples: Samples, **fields: Any) -> Passage:
    destination = Destination(title=texts.TITLE, path=samples.home.url, kind=Destination.Kind.PAGE)
    return Passage(destination=destination, **fields)


@LISTS.specimen(
    "composant-sections",
    _("Sections du portail"),
    _("Quand une recherche ne trouve rien."),
    "components/sections.html",
)
def sections(samples: Samples) -> States:
    yield USUAL, {"navigation": MENU}


@LISTS.specimen(
    "composant-feed-tile",
    _("Tuile d’un flux"),
    _("Dans la page des flux."),
    "components/feed_tile.html",
)
def feed_tile(samples: Samples) -> States:
    yield USUAL, {"url": ADDRESS, "title": "Actualités"}
    yield _("un flux particulier"), {"url": ADDRESS, "title": "Presse", "detail": "corrections"}


@LISTS.specimen(
    "composant-find-again",
    _("Chercher la page"),
    _("Quand une adresse ne mène à rien."),
    "components/find_again.html",
)
def find_again(samples: Samples) -> States:
    yield USUAL, {"navigation": MENU}
