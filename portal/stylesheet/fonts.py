"""A stand-in that takes as much room as Marianne, drawn until it has come: nothing moves then.

Every list of fonts in the design system says `Marianne, arial`; the second name is given to the
font of the machine, with the measures of the first.
"""

from PIL import ImageFont

from portal.stylesheet.design_system import ROOT

SAMPLE = (
    "Le ministère des Armées et des Anciens combattants publie, depuis l’agence, ses communiqués,"
    " ses actualités et ses offres d’emploi ; 300 recrutements sont prévus en 2026."
)
# What the sample takes in Arial at 1 px. Not on the machine that builds, Arial was measured on
# Liberation Sans, which has its advances.
WIDTHS = {"Regular": 77.14, "Bold": 82.90}
STYLES = {"Regular": 400, "Bold": 700}
LOCAL = {"Regular": ("Arial", "Liberation Sans"), "Bold": ("Arial Bold", "Liberation Sans Bold")}
UNITS = 1000


def stand_ins() -> str:
    return "".join(map(stand_in, STYLES))


def stand_in(style: str) -> str:
    font = ImageFont.truetype(ROOT / "fonts" / f"Marianne-{style}.woff2", UNITS)
    ratio = font.getlength(SAMPLE) / UNITS / WIDTHS[style]
    ascent, descent = (measure / UNITS / ratio for measure in font.getmetrics())
    sources = ",".join(f'local("{name}")' for name in LOCAL[style])
    return (
        f"@font-face{{font-family:arial;font-weight:{STYLES[style]};src:{sources};"
        f"size-adjust:{ratio:.2%};ascent-override:{ascent:.2%};descent-override:{descent:.2%};"
        "line-gap-override:0%}"
    )
