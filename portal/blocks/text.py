"""Blocks of text: paragraphs, headings, quotations, asides, tables."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from portal.blocks.choosers import RichTextBlock
from portal.blocks.dates import DateBlock
from portal.blocks.headings import AnchoredValue, HeadingValue
from portal.blocks.links import LinkBlock
from portal.core.typography import strip_quotation_marks

TEXT = _("Texte")
ASIDES = _("Encadrés")


class ParagraphBlock(RichTextBlock):
    class Meta:
        template = "blocks/paragraph.html"
        icon = "pilcrow"
        label = _("Paragraphe")
        group = TEXT
        preview_value = _(
            "<p>L’agence met l’intelligence artificielle au service des <b>forces</b>.</p>"
        )
        description = _("Un ou plusieurs paragraphes, des listes, des liens.")


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("intertitre"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("niveau"),
        choices=[("h2", _("Intertitre")), ("h3", _("Sous-intertitre"))],
        default="h2",
        search_index=False,
    )

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Return the heading as a sentence, so that extracts part it from what follows."""
        text: str = value["text"]
        return [text if text.endswith(tuple("?!.…:")) else f"{text}."]

    class Meta:
        template = "blocks/heading.html"
        value_class = HeadingValue
        icon = "title"
        label = _("Intertitre")
        group = TEXT
        preview_value = {"text": _("Quelles sont les missions de l’agence\u00a0?"), "level": "h2"}
        description = _("Un intertitre, repris dans le sommaire de la page.")


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("citation"), help_text=_("Sans guillemets."), rows=3)
    author = blocks.CharBlock(label=_("auteur"), max_length=120)
    role = blocks.CharBlock(label=_("fonction"), max_length=160, required=False)
    source = blocks.CharBlock(label=_("source"), max_length=160, required=False)
    source_url = blocks.URLBlock(label=_("lien de la source (URL)"), required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Strip the quotation marks around the text; raise ValidationError as Wagtail does."""
        value = super().clean(value)
        value["text"] = strip_quotation_marks(value["text"])
        return value

    class Meta:
        template = "blocks/quotation.html"
        icon = "openquote"
        label = _("Citation")
        group = TEXT
        preview_value = {
            "text": _("Une IA au service de l’efficacité."),
            "author": _("Camille Martin"),
            "role": _("Cheffe de projet"),
        }
        description = _("Les mots d’une personne, et qui elle est.")


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, default=_("À noter"))
    text = RichTextBlock(label=_("texte"))
    link = LinkBlock(label=_("lien"), required=False, mandatory=False)

    class Meta:
        template = "blocks/callout.html"
        icon = "info-circle"
        label = _("À noter")
        group = ASIDES
        preview_value = {
            "title": _("À noter"),
            "text": _("<p>Un supercalculateur classifié est en service.</p>"),
        }
        description = _("Un complément mis en avant\u00a0; une ou deux fois par page.")


class MilestoneBlock(blocks.StructBlock):
    date = DateBlock(label=_("date"), earliest_year=1900)
    text = blocks.CharBlock(label=_("événement"), max_length=200)

    class Meta:
        template = "blocks/milestone.html"
        icon = "date"
        label = _("Date clé")
        group = ASIDES
        preview_value = {"date": datetime.date(2024, 5, 1), "text": _("Création de l’agence")}
        description = _("Un jour qui compte, et ce qui s’y est passé.")


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=160)
    text = RichTextBlock(label=_("texte"))

    class Meta:
        value_class = AnchoredValue


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    items = blocks.ListBlock(AccordionItemBlock(), label=_("volets"), min_num=1)

    class Meta:
        template = "blocks/accordion.html"
        is_titled = True
        icon = "list-ul"
        label = _("Accordéon")
        group = ASIDES
        preview_value = {
            "title": _("Questions fréquentes"),
            "items": [{"title": _("Comment postuler\u00a0?"), "text": _("<p>En ligne.</p>")}],
        }
        description = _("Des volets que le lecteur ouvre un à un.")


# A figure as French writes it, with its sign and its unit: « − 1 500,5 M€ », « 9 % ».
FIGURE = re.compile(r"[+\-−±≈~<>≤≥]?\s*\d[\d\s.]*(?:,\d+)?\s*(?:%|‰|[kKMG]?€|[a-zA-Z]{1,3})?")
NOTHING = {"", "–", "—", "-"}


def are_figures(values: Iterable[Any]) -> bool:
    """Whether all the cells of a column that are not empty hold a figure, and one does."""
    texts = {strip_tags(getattr(value, "source", value) or "").strip() for value in values}
    written = texts - NOTHING
    return bool(written) and all(map(FIGURE.fullmatch, written))


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120)
    duration = blocks.CharBlock(
        label=_("durée"),
        max_length=60,
        required=False,
        help_text=_("Par exemple\u00a0: deux semaines."),
    )
    text = RichTextBlock(label=_("texte"), required=False)


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("étapes"), min_num=2)

    class Meta:
        template = "blocks/steps.html"
        is_titled = True
        icon = "list-ol"
        label = _("Étapes")
        group = ASIDES
        preview_value = {
            "title": _("Rejoindre l’agence"),
            "steps": [
                {"title": _("Un échange à distance"), "duration": _("Une demi-heure"), "text": ""},
                {"title": _("Un entretien sur place"), "duration": _("Une heure"), "text": ""},
            ],
        }
        description = _("Ce qui se suit dans l’ordre, étape par étape.")


class TableBlock(TypedTableBlock):
    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(label=_("Texte"), required=False)),
            ("rich_text", RichTextBlock(label=_("Texte enrichi"), required=False)),
        ]
        super().__init__(columns, **kwargs)

    def get_context(
        self, value: TypedTable, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the columns and the rows, each cell with whether its column holds figures alone."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        rows = [list(row) for row in value.rows]
        numeric = [are_figures(cell.value for cell in column) for column in zip(*rows, strict=True)]
        numeric = numeric or [False] * len(value.columns)
        return context | {
            "columns": zip(value.columns, numeric, strict=True),
            "rows": [zip(row, numeric, strict=True) for row in rows],
        }

    def get_preview_value(self) -> TypedTable:
        return self.to_python(
            {
                "caption": gettext("Effectifs par site"),
                "columns": [
                    {"type": "text", "heading": gettext("Site")},
                    {"type": "text", "heading": gettext("Effectif")},
                ],
                "rows": [{"values": ["Bruz", "180"]}, {"values": ["Palaiseau", "60"]}],
            }
        )

    class Meta:
        template = "blocks/table.html"
        icon = "table"
        label = _("Tableau")
        group = TEXT
        description = _("Des données en lignes et en colonnes, avec un titre.")
        help_text = _(
            "Un tableau copié ailleurs se colle dans une case. La touche Tab passe à la case "
            "suivante\u00a0; Échap puis Tab, aux boutons de la ligne."
        )
