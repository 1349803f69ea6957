"""Every kind of block, as editors fill them in."""

from tests.support import factories, uploads

BODY_TEXT = "<p>L’agence met l’intelligence artificielle au service des <b>forces</b>.</p>"
LONG_WORD = "anticonstitutionnellement" * 3
LONG_TITLE = f"{LONG_WORD} " + "Une très longue explication de ce que l’agence entreprend " * 3


def rich_body(image, page) -> list[dict]:
    """Every kind of block that needs no uploaded document."""
    contact = factories.MediaContactFactory()
    article = factories.PressReviewItemFactory()
    table = {
        "caption": "Effectifs",
        "columns": [{"type": "text", "heading": "Site"}, {"type": "text", "heading": "Nombre"}],
        "rows": [{"values": ["Bruz", "180"]}, {"values": ["Palaiseau", "60"]}],
    }
    figure = {
        "value": "300",
        "label": "recrutements",
        "as_of": "2026-01-01",
        "source": "Ministère",
        "source_url": "https://exemple.fr",
    }
    picture = {"image": image.pk, "caption": "Une légende"}
    tile = {"title": "L’IA embarquée", "text": "Des capteurs.", "pictogram": "embarquee"}
    portrait = {
        "kicker": "Portrait",
        "title": "Un parcours",
        "name": "Camille Martin",
        "role": "Cheffe de projet",
        "image": image.pk,
        "biography_before": BODY_TEXT,
        "quotation": "Une IA au service de l’efficacité.",
        "biography_after": BODY_TEXT,
    }
    card = {"url": "https://exemple.fr", "title": "Une carte", "date": "2025-03-05"}
    return [
        {"type": "heading", "value": {"text": "Quelles missions\xa0?", "level": "h2"}},
        {"type": "paragraph", "value": BODY_TEXT + "<ul><li>Un</li><li>Deux</li></ul>"},
        {"type": "heading", "value": {"text": "Un détail", "level": "h3"}},
        {"type": "quotation", "value": {"text": "Oui.", "author": "Camille", "role": "Cheffe"}},
        {"type": "table", "value": table},
        {"type": "image", "value": picture},
        {"type": "gallery", "value": {"title": "En images", "pictures": [picture, picture]}},
        {"type": "key_figures", "value": {"title": "Chiffres", "figures": [figure, figure]}},
        {"type": "live_figures", "value": {"title": "", "source": "recrutement"}},
        {"type": "tiles", "value": {"title": "Trois domaines", "tiles": [tile, tile, tile]}},
        {"type": "portrait", "value": portrait},
        {"type": "callout", "value": {"title": "À noter", "text": BODY_TEXT}},
        {"type": "milestone", "value": {"date": "2024-05-01", "text": "Création de l’agence"}},
        {
            "type": "accordion",
            "value": {"title": "Questions", "items": [{"title": "Où\xa0?", "text": BODY_TEXT}]},
        },
        {"type": "see_also", "value": {"label": "L’agence", "page": page.pk}},
        {
            "type": "buttons",
            "value": {"buttons": [{"label": "L’agence", "page": page.pk, "style": "secondary"}]},
        },
        {"type": "cards", "value": {"title": "Cartes", "cards": [card, {"page": page.pk}]}},
        {"type": "contact", "value": {"contact": contact.pk}},
        {"type": "press_review", "value": {"title": "Presse", "items": [article.pk]}},
    ]


def files() -> list[dict]:
    """The blocks of uploaded files, which are the slowest to make."""
    video = {"media": uploads.video().pk, "title": "Une vidéo", "transcript": BODY_TEXT}
    download = {"document": uploads.document().pk, "label": "", "description": "Un dossier"}
    return [{"type": "video", "value": video}, {"type": "download", "value": download}]


def long_body() -> list[dict]:
    """Words that no line of a telephone can hold."""
    figure = {
        "value": "1\xa0234\xa0567\xa0890",
        "unit": "milliards d’opérations",
        "label": LONG_WORD,
    }
    figure |= {"as_of": "2026-01-01", "source": LONG_WORD}
    words = ["Colonne"] * 6
    table = {
        "caption": LONG_WORD,
        "columns": [{"type": "text", "heading": word} for word in words],
        "rows": [{"values": [LONG_WORD] * len(words)}],
    }
    quotation = {"text": LONG_TITLE, "author": LONG_WORD, "role": LONG_TITLE}
    tile = {"title": LONG_WORD, "text": LONG_TITLE}
    return [
        {"type": "heading", "value": {"text": LONG_TITLE, "level": "h2"}},
        {
            "type": "paragraph",
            "value": f"<p>{LONG_WORD} <a href='https://a.fr'>{LONG_WORD}</a></p>",
        },
        {"type": "quotation", "value": quotation},
        {"type": "key_figures", "value": {"title": LONG_TITLE, "figures": [figure, figure]}},
        {"type": "table", "value": table},
        {"type": "tiles", "value": {"title": LONG_TITLE, "tiles": [tile, tile, tile]}},
        {"type": "callout", "value": {"title": LONG_TITLE, "text": f"<p>{LONG_WORD}</p>"}},
        {
            "type": "accordion",
            "value": {"title": "", "items": [{"title": LONG_WORD, "text": BODY_TEXT}]},
        },
    ]
