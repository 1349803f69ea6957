"""The blocks of bodies, in the order of the editor's menu."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.blocks.live import get_live_figures
from portal.catalogue import texts
from portal.catalogue.samples import DAY, Samples, contact, document, full_contact
from portal.catalogue.specimens import Chapter, States
from portal.media.models import Media

BLOCKS = Chapter("blocs", _("Blocs du corps des pages"))

USUAL, LONG, SHORT, BARE = _("usuel"), _("très long"), _("très court"), _("le strict nécessaire")
ADDRESS = "https://exemple.fr/"


@BLOCKS.block("paragraph", _("Pour tout ce qui se lit de suite, listes et liens compris."))
def paragraph(samples: Samples) -> States:
    yield USUAL, texts.PARAGRAPH
    yield _("listes, lien, mot insécable"), texts.PARAGRAPHS
    yield SHORT, "<p>Oui.</p>"


@BLOCKS.block("heading", _("Pour annoncer ce qui suit\xa0; le sommaire de la page le reprend."))
def heading(samples: Samples) -> States:
    yield _("intertitre"), {"text": "Quelles sont ses missions\xa0?", "level": "h2"}
    yield _("sous-intertitre"), {"text": "Coordonner, d’abord", "level": "h3"}
    yield LONG, {"text": texts.cut(texts.LONG_TITLE, 160), "level": "h2"}


@BLOCKS.block("quotation", _("Pour les mots exacts d’une personne, avec son nom."))
def quotation(samples: Samples) -> States:
    quotation = {"text": "Une IA au service de l’efficacité.", "author": "Camille Martin"}
    yield BARE, quotation
    source = {"source": "Audition au Sénat", "source_url": ADDRESS}
    yield _("fonction et source"), quotation | {"role": "Cheffe de projet"} | source
    yield LONG, quotation | {"text": texts.LONG_SUMMARY, "role": texts.cut(texts.LONG_TITLE, 160)}


@BLOCKS.block("table", _("Pour des données que l’on compare, en lignes et en colonnes."))
def table(samples: Samples) -> States:
    yield USUAL, table_value(["Site", "Effectif"], [["Bruz", "180"], ["Palaiseau", "60"]])
    cells = ["Bruz", "180", texts.LINE, "Ille-et-Vilaine", "2024", "Calcul", "Ouvert"]
    columns = ["Site", "Effectif", "Ce que l’on y fait", "Département", "Depuis", "Pôle", "État"]
    yield _("plus large que l’écran"), table_value(columns, [cells, cells[:1] + [""] * 6])


def table_value(columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """Return the value of a block of typed columns, all of text."""
    return {
        "caption": "Effectifs par site",
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": row} for row in rows],
    }


@BLOCKS.block("image", _("Pour montrer ce que le texte ne peut pas dire\xa0; une par idée."))
def image(samples: Samples) -> States:
    picture = {"image": samples.image, "decorative": True}
    yield _("légendée"), picture | {"caption": "Le pôle de recherche, à Palaiseau"}
    yield _("longue légende"), picture | {"caption": texts.cut(texts.LONG_SUMMARY, 250)}
    yield _("sans légende"), picture


@BLOCKS.block("gallery", _("Pour plusieurs images d’un même sujet."))
def gallery(samples: Samples) -> States:
    picture = {"image": samples.image, "decorative": True}
    long = picture | {"caption": texts.cut(texts.LONG_SUMMARY, 250)}
    pictures = [picture | {"caption": "Le pôle de recherche, à Palaiseau"}, picture, long]
    yield _("sans titre"), {"title": "", "pictures": pictures[:2]}
    yield _("légendes inégales"), {"title": "En images", "pictures": pictures}


@BLOCKS.block("video", _("Pour une vidéo du portail, sous-titrée et transcrite."))
def video(samples: Samples) -> States:
    media = Media(title="Visite", type="video", file="media/visite.webm", width=1280, height=720)
    fields = {"title": "Visite du pôle de recherche", "transcript": texts.PARAGRAPH}
    yield _("transcription repliée"), {"media": media} | fields


def figure(value: str, label: str, **fields: Any) -> dict[str, Any]:
    defaults = {"as_of": DAY, "source": "Ministère des Armées"}
    return defaults | {"value": value, "label": label} | fields


@BLOCKS.block("key_figures", _("Pour un à quatre chiffres qui comptent, datés et sourcés."))
def key_figures(samples: Samples) -> States:
    first = figure("300", "recrutements prévus", source_url=ADDRESS)
    yield _("un seul"), {"title": "Chiffres clés", "figures": [first]}
    others = [figure("400", "cas d’usage recensés"), figure("2", "sites"), figure("0", "oubli")]
    yield _("quatre"), {"title": "Chiffres clés", "figures": [first, *others]}
    long = figure(
        "1\xa0234\xa0567",
        texts.cut(texts.LONG_TITLE, 160),
        unit="heures",
        source=texts.cut(texts.LONG_LINE, 160),
    )
    yield (
        _("très longs, avec une unité"),
        {"title": texts.cut(texts.LONG_TITLE, 120), "figures": [long, first]},
    )


@BLOCKS.block("live_figures", _("Pour des chiffres que le portail compte lui-même, ce jour."))
def live_figures(samples: Samples) -> States:
    for figures in get_live_figures().values():
        yield figures.label, {"title": "", "source": figures.name}


def tile(title: str, text: str = texts.LINE, pictogram: str = "", **link: Any) -> dict[str, Any]:
    return {"title": title, "text": text, "pictogram": pictogram, "link": link}


@BLOCKS.block("tiles", _("Pour deux à six idées de même rang, côte à côte."))
def tiles(samples: Samples) -> States:
    embedded, organic = tile("L’IA embarquée"), tile("L’IA organique", url=ADDRESS, label="Lire")
    yield _("deux, sans titre ni pictogramme"), {"tiles": [embedded, organic]}
    illustrated = [
        tile("L’IA embarquée", pictogram="embarquee"),
        tile("L’IA des opérations", pictogram="operations", url=ADDRESS, label="Lire"),
        tile("L’IA organique", pictogram="organique"),
    ]
    heading = {"title": "Trois domaines", "intro": texts.SUMMARY}
    yield _("trois, avec pictogrammes"), heading | {"tiles": illustrated}
    long = tile(texts.cut(texts.LONG_TITLE, 120), texts.LONG_SUMMARY, "calcul")
    uneven = [tile(texts.SHORT, "Oui.", "securite"), long, tile(texts.WORD, pictogram="equipe")]
    yield _("longueurs inégales"), {"title": "Trois domaines", "tiles": uneven}


@BLOCKS.block("portrait", _("Pour présenter une personne\xa0: son parcours et ses mots."))
def portrait(samples: Samples) -> States:
    bare = {"title": "Un parcours entre recherche et défense", "name": "Camille Martin"}
    bare |= {"role": "Cheffe de projet"}
    without_image = bare | {"biography_before": texts.PARAGRAPH, "quotation": texts.LINE}
    extras = {"kicker": "Portrait", "image": samples.image, "biography_after": texts.PARAGRAPH}
    yield _("complet"), without_image | extras
    yield _("sans photographie"), without_image
    yield BARE, bare


@BLOCKS.block("callout", _("Pour un complément à ne pas manquer, une ou deux fois par page."))
def callout(samples: Samples) -> States:
    note = {"title": "À noter", "text": texts.PARAGRAPH, "link": {}}
    yield USUAL, note
    yield _("avec un bouton"), note | {"link": {"label": "Lire l’article", "url": ADDRESS}}
    yield LONG, note | {"title": texts.cut(texts.LONG_TITLE, 120), "text": texts.PARAGRAPHS}


@BLOCKS.block("milestone", _("Pour un jour qui compte dans l’histoire racontée."))
def milestone(samples: Samples) -> States:
    yield USUAL, {"date": datetime.date(2024, 5, 1), "text": "Création de l’agence"}
    yield LONG, {"date": DAY, "text": texts.cut(texts.LONG_TITLE, 200)}


@BLOCKS.block("accordion", _("Pour des questions et leurs réponses, que peu liront toutes."))
def accordion(samples: Samples) -> States:
    question = {"title": "Comment postuler\xa0?", "text": texts.PARAGRAPH}
    long = {"title": texts.cut(texts.LONG_TITLE, 160), "text": texts.PARAGRAPHS}
    other = {"title": "Quand répond-on\xa0?", "text": texts.PARAGRAPH}
    yield _("avec un titre"), {"title": "Questions fréquentes", "items": [question, long, other]}
    yield _("un seul volet, sans titre"), {"title": "", "items": [question]}


@BLOCKS.block("steps", _("Pour un parcours dont l’ordre compte, d’une candidature par exemple."))
def steps(samples: Samples) -> States:
    step = {"title": "Un échange à distance", "duration": "Une demi-heure", "text": texts.PARAGRAPH}
    long = {"title": texts.cut(texts.LONG_TITLE, 120), "duration": "", "text": texts.PARAGRAPHS}
    yield _("avec un titre"), {"title": "Le processus", "steps": [step, long, step]}
    yield _("sans titre ni durée"), {"title": "", "steps": [{**step, "duration": ""}, step]}


@BLOCKS.block("see_also", _("Pour un renvoi d’une ligne, au fil du texte."))
def see_also(samples: Samples) -> States:
    yield USUAL, {"label": texts.TITLE, "url": ADDRESS}
    yield LONG, {"label": texts.cut(texts.LONG_TITLE, 120), "url": ADDRESS}
    yield _("vers une page que le public ne peut ouvrir"), {"label": texts.TITLE, "url": ""}


@BLOCKS.block("buttons", _("Pour ce que le lecteur peut faire ensuite\xa0; trois au plus."))
def buttons(samples: Samples) -> States:
    first = {"label": "Voir les offres", "url": ADDRESS, "style": "primary"}
    second = {"label": "Nos missions", "url": ADDRESS, "style": "secondary"}
    yield _("un seul"), {"buttons": [first]}
    yield _("trois"), {"buttons": [first, second, second | {"label": "Nous écrire"}]}
    yield LONG, {"buttons": [first | {"label": texts.cut(texts.LONG_TITLE, 120)}, second]}


@BLOCKS.block("cards", _("Pour des renvois illustrés et datés, vers le portail ou ailleurs."))
def cards(samples: Samples) -> States:
    card = {"title": texts.TITLE, "url": ADDRESS, "summary": texts.SUMMARY, "date": DAY}
    card |= {"image": samples.image}
    bare = {"title": texts.SHORT, "url": ADDRESS}
    long = card | {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY, "image": None}
    yield _("une seule, sans titre"), {"title": "", "cards": [card]}
    yield _("longueurs inégales"), {"title": "Contenus associés", "cards": [card, bare, long]}


@BLOCKS.block("download", _("Pour un document à emporter, avec son format et son poids."))
def download(samples: Samples) -> States:
    yield USUAL, {"document": document()}
    long = {"document": document(texts.LONG_TITLE, 980), "description": texts.SUMMARY}
    yield _("titre très long, avec une description"), long
    yield _("document supprimé"), {"document": None}


@BLOCKS.block("contact", _("Pour dire à quel service écrire ou téléphoner."))
def contact_block(samples: Samples) -> States:
    yield _("complet"), {"contact": full_contact()}
    yield BARE, {"contact": contact(name="Accueil", email="")}
