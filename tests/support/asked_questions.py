"""Questions with which answers were calibrated, and the pages that answer some of them."""

from types import SimpleNamespace

from portal.site_search.indexing import read_site
from tests.support import factories


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def heading(text: str) -> dict:
    return {"type": "heading", "value": {"text": text, "level": "h2"}}


def accordion(**items: str) -> dict:
    rows = [{"title": title, "text": f"<p>{text}</p>"} for title, text in items.items()]
    return {"type": "accordion", "value": {"title": "", "items": rows}}


def figure(value: str, label: str, as_of: str, **others: str) -> dict:
    return {"value": value, "label": label, "as_of": as_of, "source": "Ministère"} | others


def figures(*rows: dict) -> dict:
    return {"type": "key_figures", "value": {"title": "Chiffres clés", "figures": list(rows)}}


AGENCY = [
    figures(
        figure("300", "recrutements visés", "2025-03-05", unit="postes"),
        figure("400", "cas d’usage recensés", "2025-03-05"),
    ),
    heading("Camille Martin dirige l’agence"),
    paragraph("Elle la dirige depuis 2024. Ingénieure, elle a servi dans la marine."),
    heading("Quelles sont ses missions ?"),
    paragraph("Coordonner les projets, fabriquer des outils, garantir leur sûreté."),
    paragraph("Le ministère est doté d’un supercalculateur classifié, à Suresnes."),
]
PROCESS = [
    accordion(
        **{
            "Faut-il être militaire ?": "Non. La plupart des postes sont civils.",
            "Combien de temps cela prend-il ?": "Deux mois, rarement plus, pour un poste.",
            "Puis-je postuler de l’étranger ?": "Oui, par le même formulaire.",
        }
    ),
    heading("Habilitation"),
    paragraph("Une décision par laquelle l’État autorise à connaître des informations."),
    paragraph("L’enquête est menée par la DRSD, qui protège le secret."),
]
COOKIES = [paragraph("Ce site ne dépose aucun cookie sur l’appareil de ses visiteurs.")]
PRESS_ROOM = [
    heading("Quand a lieu la visite ?"),
    paragraph("La visite du pôle a lieu le 9 décembre 2026, à Palaiseau."),
]

# Each with some words of its answer
ANSWERED = {
    "qui dirige l’agence": "Elle la dirige depuis 2024",
    "Quelles sont les missions de l’agence ?": "Coordonner les projets",
    "où est le supercalculateur": "à Suresnes",
    "faut il etre militaire": "La plupart des postes sont civils",
    "combien de temps prend le recrutement ?": "Deux mois",
    "Peut-on postuler de l’étranger ?": "Oui, par le même formulaire",
    "c’est quoi une habilitation": "Une décision par laquelle",
    "est-ce que le site dépose des cookies": "ne dépose aucun cookie",
    "quand a lieu la visite": "9 décembre 2026",
    "combien de recrutements": "300",
    "nombre de recrutements": "300",
    "300 recrutements": "300",
    "c’est quoi la DRSD": "qui protège le secret",
    "cas d’usage": "400",
    "contact presse": "01 99 00 12 34",
    "quel est le numéro de téléphone de la presse ?": "01 99 00 12 34",
}
# Of the rest of the world, or near what the pages say without an answer in them
UNANSWERED = """
    quel temps fait-il à Paris
    qui est le président des États-Unis
    combien coûte un Rafale
    comment faire un gâteau au chocolat ?
    quelle est la capitale de l’Italie
    combien de recrutements de pilotes
    combien de supercalculateurs
    combien coûte le supercalculateur
    quand le supercalculateur a-t-il été inauguré
    qui a construit le supercalculateur
    où est née Camille Martin
    quel âge a Camille Martin
    qui dirige le ministère
    quelles sont les missions du ministre
    quelles sont les missions d’un pilote
    quel est le budget de l’agence
    comment visiter l’agence
    pourquoi la visite a-t-elle lieu à Palaiseau
    combien de visiteurs à Palaiseau
    le site vend-il des cookies au chocolat
    numéro de téléphone du ministre
    adresse mail de Camille Martin
    téléphone pizza
    budget
    visite
    Camille Martin
    500 recrutements
    c’est quoi Palaiseau
    où est né le supercalculateur
""".strip().splitlines()


def make_asked_site(site: SimpleNamespace) -> SimpleNamespace:
    """The small site with pages that answer questions, read by the search."""
    site.agency.body = AGENCY
    site.agency.save()
    contact = factories.MediaContactFactory(
        name="Centre média", phone="01 99 00 12 34", email="media@exemple.fr"
    )
    factories.PressContactFactory(page=site.press, contact=contact)
    for name, title, body in (
        ("process", "Le processus de recrutement", PROCESS),
        ("cookies", "Gestion des cookies", COOKIES),
        ("visit", "La visite de presse", PRESS_ROOM),
    ):
        page = factories.StandardPageFactory(parent=site.home, title=title, body=body)
        setattr(site, name, page)
    site.article = factories.NewsArticlePageFactory(
        parent=site.news,
        title="Un supercalculateur arrive",
        body=[paragraph("Commandé en 2024, le supercalculateur est arrivé à Suresnes.")],
    )
    read_site()
    return site
