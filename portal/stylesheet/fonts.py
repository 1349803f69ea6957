"""A stand-in that takes as much room as Marianne, drawn until it has come: nothing moves then.

Every list of fonts in the design system says `Marianne, arial`; the second name is given to the
font of the machine, with the measures of the first: Arial or its double on most computers, Roboto
on telephones, DejaVu on a bare Linux.
"""

from PIL import ImageFont

from portal.stylesheet.design_system import ROOT

SAMPLE = (
    "Le ministère des Armées et des Anciens combattants publie, depuis l’agence, ses communiqués,"
    " ses actualités et ses offres d’emploi ; 300 recrutements sont prévus en 2026."
)
WEIGHTS = {"Regular": 400, "Bold": 700}
# What the sample takes at 1 px in the fonts of these names. The machine that builds may have none
# of them; Arial was measured on Liberation Sans, which has its advances.
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
UNITS = 1000


def stand_ins() -> str:
    """The last that the machine has is drawn."""
    return "".join(
        stand_in(style, names, width)
        for style, widths in WIDTHS.items()
        for names, width in widths.items()
    )


def stand_in(style: str, names: tuple[str, ...], width: float) -> str:
    font = ImageFont.truetype(ROOT / "fonts" / f"Marianne-{style}.woff2", UNITS)
    ratio = font.getlength(SAMPLE) / UNITS / width
    ascent, descent = (measure / UNITS / ratio for measure in font.getmetrics())
    sources = ",".join(f'local("{name}")' for name in names)
    return (
        f"@font-face{{font-family:arial;font-weight:{WEIGHTS[style]};src:{sources};"
        f"size-adjust:{ratio:.2%};ascent-override:{ascent:.2%};descent-override:{descent:.2%};"
        "line-gap-override:0%}"
    )
