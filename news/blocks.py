"""The block of the news in the bodies of pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.links import LINKS
from portal.blocks.plain_text import join_lines, list_item, single_line


class PressReviewBlock(blocks.StructBlock):
    """Articles of the press review, under a title."""

    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    items = blocks.ListBlock(
        SnippetChooserBlock("news.PressReviewItem"), label=_("articles"), min_num=1
    )

    def get_preview_value(self) -> blocks.StructValue:
        articles = self.child_blocks["items"].child_block.model_class.objects.all()[:2]
        return self.normalize({"title": _("Revue de presse"), "items": list(articles)})

    def plain_text(self, value: dict[str, Any]) -> str:
        return join_lines(
            single_line(value["title"]),
            *(list_item(single_line(article)) for article in value["items"]),
        )

    class Meta:
        template = "news/press_review_block.html"
        is_titled = True
        icon = "openquote"
        label = _("Revue de presse")
        group = LINKS
        description = _("Des articles d’autrui\xa0: titre, source, date et courte citation.")
