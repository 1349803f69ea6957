"""Titles and the slugs that they propose, in the browser as on the server."""

SLUGS = {
    "Œuvre d'art & cœur": "oeuvre-d-art-coeur",
    "L'IA d'aujourd'hui": "l-ia-d-aujourd-hui",
    "L’IA d’aujourd’hui": "l-ia-d-aujourd-hui",
    "« Été » : bilan": "ete-bilan",
    "« Été » : bilan, n°\u00a03": "ete-bilan-n-3",
    "Ingénieur(e) C++ / F-H": "ingenieur-e-c-f-h",
    "Bac + 5": "bac-5",
    "  -- À   bientôt ! ": "a-bientot",
    "Straße, Łódź, Ærø": "strasse-lodz-aero",
    "1ᵉʳ juin": "1er-juin",
    "Un_deux": "un-deux",
    "Ｐleine ½": "pleine-1-2",
    "Україна": "",
    "…": "",
}
