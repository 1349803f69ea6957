"""Blocks of pictures, videos, key figures, tiles and portraits."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from wagtailmedia.blocks import VideoChooserBlock

from portal.blocks.choosers import ImageChooserBlock, RichTextBlock, SamplePreviewMixin
from portal.blocks.dates import DateBlock
from portal.blocks.headings import HeadingValue
from portal.blocks.links import LinkBlock
from portal.core.typography import strip_quotation_marks

MEDIA = _("Images et vidéos")
HIGHLIGHTS = _("Mise en valeur")


ALT_HERE = _("texte alternatif ici")
CREDIT_HERE = _("crédit ici")
OF_THE_IMAGE = _("Vide\u00a0: celui de l’image.")


class PictureValue(blocks.StructValue):
    @property
    def credit_text(self) -> str:
        """The credit in this place; "" without a picture, which a portrait may lack."""
        image = self.get("image")
        return str(self.get("credit") or image.credit) if image else ""

    @property
    def alt_text(self) -> str:
        """The alternative text in this place; "" when the picture is decorative here."""
        image = self.get("image")
        if self.get("decorative") or not image:
            return ""
        return str(self.get("alt") or image.default_alt_text)

    @property
    def is_described(self) -> bool:
        """Whether the picture has an alternative text or is decorative, here or everywhere."""
        image = self.get("image")
        alt = self.get("alt") or ""
        return not image or bool(self.get("decorative") or alt.strip() or image.is_described)


class PictureBlock(SamplePreviewMixin, blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("légende"), max_length=250, required=False)
    alt = blocks.CharBlock(label=ALT_HERE, max_length=255, required=False, help_text=OF_THE_IMAGE)
    credit = blocks.CharBlock(
        label=CREDIT_HERE, max_length=120, required=False, help_text=OF_THE_IMAGE
    )
    decorative = blocks.BooleanBlock(label=_("décorative ici"), required=False)

    sample_field = "image"
    preview_content = {"caption": _("Une légende")}

    class Meta:
        template = "blocks/image.html"
        value_class = PictureValue
        icon = "image"
        label = _("Image")
        group = MEDIA
        description = _("Une image avec sa légende et son crédit.")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    pictures = blocks.ListBlock(PictureBlock(), label=_("images"), min_num=2, max_num=12)

    def get_preview_value(self) -> blocks.StructValue:
        picture = self.child_blocks["pictures"].child_block.get_preview_value()
        return self.normalize({"title": _("En images"), "pictures": [picture, picture]})

    class Meta:
        template = "blocks/gallery.html"
        is_titled = True
        icon = "image"
        label = _("Galerie")
        group = MEDIA
        description = _("Deux à douze images ensemble, chacune avec sa légende et son crédit.")


class VideoBlock(SamplePreviewMixin, blocks.StructBlock):
    media = VideoChooserBlock(label=_("vidéo"))
    title = blocks.CharBlock(label=_("titre"), max_length=160)
    transcript = RichTextBlock(
        label=_("transcription"), help_text=_("Tout ce qui est dit ou montré.")
    )

    sample_field = "media"
    preview_content = {"title": _("Une vidéo"), "transcript": _("<p>Ce qui est dit.</p>")}

    class Meta:
        template = "blocks/video.html"
        icon = "media"
        label = _("Vidéo")
        group = MEDIA
        description = _("Une vidéo du portail, sous-titrée, avec sa transcription.")


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("valeur"), max_length=20)
    unit = blocks.CharBlock(label=_("unité"), max_length=40, required=False)
    label = blocks.CharBlock(label=_("ce que c’est"), max_length=160)
    as_of = DateBlock(label=_("valeur au"))
    source = blocks.CharBlock(label=_("source"), max_length=160)
    source_url = blocks.URLBlock(label=_("lien de la source (URL)"), required=False)

    class Meta:
        icon = "order-up"
        label = _("chiffre clé")


class KeyFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, default=_("Chiffres clés"))
    figures = blocks.ListBlock(KeyFigureBlock(), label=_("chiffres"), min_num=1, max_num=4)

    class Meta:
        template = "blocks/key_figures.html"
        is_titled = True
        icon = "order-up"
        label = _("Chiffres clés")
        group = HIGHLIGHTS
        preview_value = {
            "title": _("Chiffres clés"),
            "figures": [
                {
                    "value": "300",
                    "label": _("recrutements prévus"),
                    "as_of": datetime.date(2026, 1, 1),
                    "source": _("Ministère des Armées"),
                }
            ],
        }
        description = _("Un à quatre chiffres, chacun daté et sourcé.")


class TileBlock(blocks.StructBlock):
    PICTOGRAMS = [
        ("embarquee", _("IA embarquée")),
        ("operations", _("IA des opérations")),
        ("organique", _("IA organique")),
        ("calcul", _("Calcul")),
        ("securite", _("Sécurité")),
        ("equipe", _("Équipe")),
        ("recherche", _("Recherche")),
    ]

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.TextBlock(label=_("texte"), rows=3)
    pictogram = blocks.ChoiceBlock(
        label=_("pictogramme"), choices=PICTOGRAMS, required=False, search_index=False
    )
    link = LinkBlock(label=_("lien"), required=False, mandatory=False)

    class Meta:
        icon = "grip"
        label = _("tuile")


class TilesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    intro = blocks.TextBlock(label=_("introduction"), required=False, rows=2)
    tiles = blocks.ListBlock(TileBlock(), label=_("tuiles"), min_num=2, max_num=6)

    class Meta:
        template = "blocks/tiles.html"
        is_titled = True
        icon = "grip"
        label = _("Tuiles")
        group = HIGHLIGHTS
        preview_value = {
            "title": _("Trois domaines"),
            "tiles": [
                {"title": _("L’IA embarquée"), "text": _("Capteurs."), "pictogram": "embarquee"},
                {"title": _("L’IA organique"), "text": _("Soutien."), "pictogram": "organique"},
            ],
        }
        description = _("Deux à six idées côte à côte.")


class PortraitValue(PictureValue, HeadingValue):
    level = "h2"

    @property
    def text(self) -> str:
        return str(self["title"])


class PortraitBlock(blocks.StructBlock):
    kicker = blocks.CharBlock(label=_("surtitre"), max_length=60, required=False)
    title = blocks.CharBlock(label=_("titre"), max_length=160)
    name = blocks.CharBlock(label=_("nom"), max_length=120)
    role = blocks.CharBlock(label=_("fonction"), max_length=160)
    image = ImageChooserBlock(label=_("portrait"), required=False)
    alt = blocks.CharBlock(label=ALT_HERE, max_length=255, required=False, help_text=OF_THE_IMAGE)
    credit = blocks.CharBlock(
        label=CREDIT_HERE, max_length=120, required=False, help_text=OF_THE_IMAGE
    )
    biography_before = RichTextBlock(label=_("biographie, avant la citation"), required=False)
    quotation = blocks.TextBlock(
        label=_("citation"), required=False, rows=3, help_text=_("Sans guillemets.")
    )
    biography_after = RichTextBlock(label=_("biographie, après la citation"), required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Strip the quotation marks around the quotation; raise ValidationError as Wagtail does."""
        value = super().clean(value)
        value["quotation"] = strip_quotation_marks(value["quotation"])
        return value

    class Meta:
        template = "blocks/portrait.html"
        value_class = PortraitValue
        icon = "user"
        label = _("Portrait")
        group = HIGHLIGHTS
        preview_value = {
            "kicker": _("Portrait"),
            "title": _("Un parcours entre recherche et défense"),
            "name": _("Camille Martin"),
            "role": _("Cheffe de projet"),
            "quotation": _("Une IA au service de l’efficacité."),
        }
        description = _("Une personne, son parcours et ses mots.")


def iter_pictures(stream: blocks.StreamValue) -> Iterator[PictureValue]:
    """Yield the pictures of the blocks that say the alternative text and the credit of each."""
    for block in stream:
        pictures = block.value["pictures"] if block.block_type == "gallery" else [block.value]
        for value in pictures:
            if isinstance(value, PictureValue) and value.get("image"):
                yield value
