"""Blocks that lead elsewhere: links, buttons, cards, downloads, contacts."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.choosers import (
    CompletePageChooserBlock,
    DocumentChooserBlock,
    ImageChooserBlock,
    PageChooserBlock,
    SamplePreviewMixin,
)
from portal.core.visibility import is_reachable

LINKS = _("Liens")


class LinkValue(blocks.StructValue):
    """Where a link leads, and its words."""

    @property
    def href(self) -> str | None:
        """The address; None when nothing was chosen or a visitor may not open the page."""
        if page := self.get("page"):
            return page.url if is_reachable(page) else None
        return self.get("url") or None

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("label") or (page.title if page and is_reachable(page) else "")


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("libellé"), max_length=120, required=False)
    page = PageChooserBlock(label=_("page du portail"), required=False)
    url = blocks.URLBlock(label=_("ou adresse extérieure"), required=False, max_length=500)

    words = "label"  # the field that an address outside the portal cannot do without

    def __init__(self, *args, mandatory: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandatory = mandatory

    def clean(self, value):
        value = super().clean(value)
        page, url = value.get("page"), value.get("url")
        errors = {}
        if page and url:
            errors["url"] = ValidationError(_("Choisissez une page ou une adresse, pas les deux."))
        elif self.mandatory and not (page or url):
            errors["page"] = ValidationError(_("Choisissez une page ou donnez une adresse."))
        elif url and not value.get(self.words):
            errors[self.words] = ValidationError(_("Donnez les mots du lien."))
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
    """A card says what its page says, unless the editor wrote something else."""

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("title") or (page.specific.label if page else "")

    @property
    def visible(self) -> bool:
        """False for a page that left the lists: a card would lead to it all the same."""
        page = self.get("page")
        return self.href is not None and getattr(page and page.specific, "is_listed", True)

    def from_page(self, name: str):
        page = self.get("page")
        return self.get(name) or getattr(page and page.specific, name, None)

    @property
    def card_summary(self) -> str:
        return self.from_page("summary") or ""

    @property
    def card_date(self):
        return self.from_page("date")

    @property
    def card_image(self):
        return self.from_page("image") or self.from_page("illustration")


class CardBlock(LinkBlock):
    label = None
    page = CompletePageChooserBlock(label=_("page du portail"), required=False)
    title = blocks.CharBlock(label=_("titre"), max_length=255, required=False)
    summary = blocks.TextBlock(label=_("résumé"), required=False, rows=2)
    date = blocks.DateBlock(label=_("date"), required=False)
    image = ImageChooserBlock(label=_("image"), required=False)

    words = "title"

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
