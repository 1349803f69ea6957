"""A fallback font as wide as Marianne, so that nothing moves when Marianne has been loaded.

Every list of fonts in the design system is `Marianne, arial`. The second name is redefined as a
font of the machine scaled to the metrics of the first: Arial or its equivalent on most computers,
Roboto on telephones, DejaVu on a bare Linux.
"""

from PIL import ImageFont

from portal.stylesheet.design_system import ROOT

SAMPLE = (
    "Le ministère des Armées et des Anciens combattants publie, depuis l’agence, ses communiqués,"
    " ses actualités et ses offres d’emploi ; 300 recrutements sont prévus en 2026."
)
WEIGHTS = {"Regular": 400, "Bold": 700}
# The width of the sample at 1 px in the fonts of these names. The machine that builds may have none
# of them. Arial was measured on Liberation Sans, which has the same advances.
WIDTHS = {
    "Regular": {
        ("DejaVu Sans",): 87.74,
        ("Roboto", "Roboto-Regular"): 77.11,
        ("Arial", "Liberation Sans"): 77.14,
    },
    "Bold": {
        ("DejaVu Sans Bold",): 98.81,
        ("Roboto Bold", "Roboto-Bold"): 78.31,
        ("Arial Bold", "Liberation Sans Bold"): 82.90,
    },
}
UNITS = 1000  # pixels, the size at which Marianne is measured


def fallback_faces() -> str:
    """Return a `@font-face` for each font: a browser uses the last one that the machine has."""
    return "".join(
        fallback_face(style, names, width)
        for style, widths in WIDTHS.items()
        for names, width in widths.items()
    )


def fallback_face(style: str, names: tuple[str, ...], width: float) -> str:
    """Return the `@font-face` of a font in which the sample has this width at 1 px."""
    font = ImageFont.truetype(ROOT / "fonts" / f"Marianne-{style}.woff2", UNITS)
    ratio = font.getlength(SAMPLE) / UNITS / width
    ascent, descent = (measure / UNITS / ratio for measure in font.getmetrics())
    sources = ",".join(f'local("{name}")' for name in names)
    return (
        f"@font-face{{font-family:arial;font-weight:{WEIGHTS[style]};src:{sources};"
        f"size-adjust:{ratio:.2%};ascent-override:{ascent:.2%};descent-override:{descent:.2%};"
        "line-gap-override:0%}"
    )
