"""Blocks that lead elsewhere: links, buttons, cards, downloads, contacts."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.models import AbstractImage
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.choosers import (
    CompletePageChooserBlock,
    DocumentChooserBlock,
    ImageChooserBlock,
    PageChooserBlock,
    SamplePreviewMixin,
)
from portal.blocks.dates import DateBlock
from portal.blocks.own_addresses import find_targets
from portal.core.visibility import is_reachable

LINKS = _("Liens")


class LinkValue(blocks.StructValue):
    """The URL and the text of a link."""

    @property
    def href(self) -> str | None:
        """The URL; None when nothing was chosen or a visitor may not open the page."""
        if page := self.get("page"):
            return page.url if is_reachable(page) else None
        return self.get("url") or None

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("label") or (page.title if page and is_reachable(page) else "")


def replace_own_address(value: blocks.StructValue) -> None:
    """Put in the value the page that stands at its URL, if it is one of the portal."""
    url = value.get("url") or ""
    target = find_targets([url]).get(url)
    if target and target.kind == "page" and not target.suffix:
        value["page"], value["url"] = PageChooserBlock.fetch([target.pk])[target.pk], ""


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("libellé"), max_length=120, required=False)
    page = PageChooserBlock(label=_("page du portail"), required=False)
    url = blocks.URLBlock(label=_("ou lien extérieur (URL)"), required=False, max_length=500)

    text_field = "label"  # mandatory with a URL outside the portal, which has no title

    def __init__(self, *args: Any, mandatory: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandatory = mandatory

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Raise StructBlockValidationError unless one page or one URL with a text was given."""
        value = super().clean(value)
        if not value.get("page"):
            replace_own_address(value)
        page, url = value.get("page"), value.get("url")
        errors = {}
        if page and url:
            errors["url"] = ValidationError(
                _("Choisissez une page ou un lien extérieur, pas les deux.")
            )
        elif self.mandatory and not (page or url):
            errors["page"] = ValidationError(_("Choisissez une page ou donnez un lien extérieur."))
        elif url and not value.get(self.text_field):
            errors[self.text_field] = ValidationError(_("Donnez les mots du lien."))
        if errors:
            raise StructBlockValidationError(errors)
        return value

    class Meta:
        value_class = LinkValue
        icon = "link"
        label = _("lien")


class SeeAlsoBlock(LinkBlock):
    class Meta:
        template = "blocks/see_also.html"
        icon = "doc-full"
        label = _("À lire aussi")
        group = LINKS
        preview_value = {
            "label": _("Le supercalculateur entre en service"),
            "url": "https://exemple.fr",
        }
        description = _("Un renvoi d’une ligne, au fil du texte.")


class ButtonBlock(LinkBlock):
    style = blocks.ChoiceBlock(
        label=_("apparence"),
        choices=[("primary", _("Principal")), ("secondary", _("Secondaire"))],
        default="primary",
        search_index=False,
    )

    class Meta:
        icon = "link-external"
        label = _("bouton")


class ButtonsBlock(blocks.StructBlock):
    buttons = blocks.ListBlock(ButtonBlock(), label=_("boutons"), min_num=1, max_num=3)

    class Meta:
        template = "blocks/buttons.html"
        icon = "link-external"
        label = _("Boutons")
        group = LINKS
        preview_value = {
            "buttons": [
                {"label": _("Voir les offres"), "url": "https://exemple.fr", "style": "primary"},
                {"label": _("Nos missions"), "url": "https://exemple.fr", "style": "secondary"},
            ]
        }
        description = _("Un à trois boutons.")


class CardValue(LinkValue):
    """The content of a card: what the editor wrote, and what its page says otherwise."""

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("title") or (page.specific.label if page else "")

    @property
    def visible(self) -> bool:
        """Whether to show the card: visitors may open its page, which is still in the lists."""
        page = self.get("page")
        return self.href is not None and getattr(page and page.specific, "is_listed", True)

    def get_or_from_page(self, name: str) -> Any:
        """Return the value of this field; that of the page's attribute when it is empty."""
        page = self.get("page")
        return self.get(name) or getattr(page and page.specific, name, None)

    @property
    def card_summary(self) -> str:
        return self.get_or_from_page("summary") or ""

    @property
    def card_date(self) -> datetime.date | None:
        date: datetime.date | None = self.get_or_from_page("date")
        return date

    @property
    def card_image(self) -> AbstractImage | None:
        return self.get_or_from_page("image") or self.get_or_from_page("illustration")


class CardBlock(LinkBlock):
    label = None
    page = CompletePageChooserBlock(label=_("page du portail"), required=False)
    title = blocks.CharBlock(label=_("titre"), max_length=255, required=False)
    summary = blocks.TextBlock(label=_("résumé"), required=False, rows=2)
    date = DateBlock(label=_("date"), required=False)
    image = ImageChooserBlock(label=_("image"), required=False)

    text_field = "title"

    class Meta:
        value_class = CardValue
        icon = "form"
        label = _("carte")


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    cards = blocks.ListBlock(CardBlock(), label=_("cartes"), min_num=1, max_num=6)

    class Meta:
        template = "blocks/cards.html"
        is_titled = True
        icon = "form"
        label = _("Cartes")
        group = LINKS
        preview_value = {
            "title": _("Contenus associés"),
            "cards": [
                {
                    "title": _("Un pôle de recherche à Palaiseau"),
                    "url": "https://exemple.fr",
                    "summary": _("Une étape de plus pour l’IA de défense."),
                    "date": datetime.date(2025, 3, 5),
                }
            ],
        }
        description = _("Des renvois illustrés et datés, vers le portail ou ailleurs.")


class DownloadBlock(SamplePreviewMixin, blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    label = blocks.CharBlock(label=_("libellé"), max_length=160, required=False)
    description = blocks.TextBlock(label=_("description"), required=False, rows=2)

    sample_field = "document"

    class Meta:
        template = "blocks/download.html"
        icon = "download"
        label = _("Téléchargement")
        group = LINKS
        description = _("Un document, avec son format et son poids.")


class ContactBlock(SamplePreviewMixin, blocks.StructBlock):
    contact = SnippetChooserBlock("portal.MediaContact", label=_("contact"))

    sample_field = "contact"

    class Meta:
        template = "blocks/contact.html"
        icon = "mail"
        label = _("Contact")
        group = LINKS
        description = _("Un service à qui écrire ou téléphoner.")
