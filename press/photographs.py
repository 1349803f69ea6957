"""The photo library: the images that anyone may publish again, and where each was published.

Wagtail's reference index tells which pages show an image, in any block. It is built from what is
published: it holds no image of a draft.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Now, TruncDate
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from portal.blocks.choosers import convert_streams
from portal.core.themes import PublicationTheme, Theme
from portal.core.visibility import is_public
from portal.listing.facet_forms import FacetForm
from portal.listing.facets import ThemeFacet
from portal.media.credits import PNG, Statement, sign
from portal.media.models import Image
from portal.media.shapes import FULL, SHAPES
from portal.pages.base import BasePage
from portal.publications import PublicationPage
from portal.search.normalization import split_words
from portal.uploads.images import drawable

if TYPE_CHECKING:
    Uses = QuerySet[ReferenceIndex, Any]

MAX_WORDS = 10
SIGNED_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
SIZES = {"originale": FULL, "web": SHAPES["download"].first_spec}  # in addresses and names


@dataclass(frozen=True)
class Photograph:
    """An image of the library, with the newest page that shows it."""

    image: Image
    page: Page
    date: datetime.date | None  # of the page
    description: str  # as that page gives it
    credit: str

    @property
    def format(self) -> str:
        """The format of the original file, when newsrooms can open it; otherwise ""."""
        return SIGNED_FORMATS.get(Path(self.image.file.name).suffix, "")

    @property
    def weight(self) -> int | None:
        """How many bytes the original has; None when it is given in another format, or lost."""
        try:
            return (self.image.file_size or self.image.file.size) if self.format else None
        except OSError:
            return None

    def download(self, size: str) -> tuple[str, bytes]:
        """Return the name and the content of the file in this size, which says its credit.

        Raise KeyError for a size that does not exist, and SourceImageIOError when the picture
        cannot be drawn.
        """
        spec = SIZES[size]
        content = self.read_original() if spec == FULL else b""
        if not content:
            rendition = self.image.get_rendition(spec)
            with rendition.file.open() as file:
                content = file.read()
        statement = Statement(
            title=self.image.title,
            description=self.description,
            credit=self.credit,
            licence=self.image.licence,
            source=self.page.full_url or "",
        )
        suffix = "png" if content.startswith(PNG) else "jpg"
        parts = [self.image.title[:60], "crédit", self.credit[:60], size]
        name = slugify(" ".join(parts).replace("’", " "), allow_unicode=True)
        return f"{name}.{suffix}", sign(content, statement)

    def read_original(self) -> bytes:
        """Return the original; b"" when it must be turned into a JPEG that newsrooms can open."""
        if not self.format:
            return b""
        with self.image.open_file() as file:
            content: bytes = file.read()
        try:
            return content if drawable(content) is content else b""
        except Exception as error:  # each decoder has its own
            raise SourceImageIOError from error


class PhotographForm(FacetForm):
    """The parameters of the library, validated as soon as the form is made."""

    q = forms.CharField(label=_("Mots recherchés"), required=False, max_length=200)
    theme = ThemeFacet()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def words(self) -> str:
        """The text of the search; "" without any."""
        query: str = self.cleaned_data.get("q", "")
        return query

    @property
    def themes(self) -> list[str]:
        """The slugs of the selected themes."""
        slugs: list[str] = self.cleaned_data.get("theme", [])
        return slugs

    @property
    def is_active(self) -> bool:
        return bool(self.words or self.themes or self.unknown_values)

    def filter_images(self, images: QuerySet[Image]) -> QuerySet[Image]:
        """Return the images that each of the first MAX_WORDS finds.

        A word is in the title, the description or the credit of an image, or in the name of a theme
        of a publication that shows it.
        """
        words = split_words(self.words) or self.words.split()
        for word in words[:MAX_WORDS]:
            links = PublicationTheme.objects.filter(tag__name__unaccent__icontains=word)
            pages = visible_pages().filter(pk__in=links.values("content_object"))
            images = images.filter(
                Q(title__unaccent__icontains=word)
                | Q(alt__unaccent__icontains=word)
                | Q(credit__unaccent__icontains=word)
                | Q(pk__in=image_uses(images, pages).order_by().values("image"))
            )
        return images

    def pages(self) -> QuerySet[Page]:
        """Return the pages whose images are asked for: all, or the publications on the themes."""
        if self.finds_nothing:
            return visible_pages().none()
        if not self.themes:
            return visible_pages()
        theme_facet: Any = self.fields["theme"]
        listed = PublicationPage.objects.listed()
        publications = theme_facet.filter_publications(listed, self.themes)
        keys = publications.order_by().values("pk")
        pages: QuerySet[Page] = Page.objects.filter(pk__in=keys)
        return pages


def visible_pages() -> QuerySet[Page]:
    """Return the pages that a visitor may open; of publications, those that are listed."""
    ended = Q(publicationpage__listed_until__lte=Now())
    pages: QuerySet[Page] = Page.objects.filter(is_public()).exclude(ended)
    return pages


def reusable_images() -> QuerySet[Image]:
    """Return the public images whose credit and licence are known: without them, no reuse.

    Those that cannot be drawn are left out.
    """
    images: QuerySet[Image] = Image.objects.filter(public=True, undrawable_since=None)
    return images.exclude(credit="").exclude(licence="")


def image_uses(images: QuerySet[Image], pages: QuerySet[Page]) -> "Uses":
    """Return where these pages show these images: the keys `image` and `page`, and the `day`.

    The day is the date of a publication; of any other page, that of its first publication.
    """
    types = ContentType.objects.get_for_models(Page, Image)
    dates = PublicationPage.objects.filter(pk=OuterRef("page")).order_by().values("date")
    first_days = Page.objects.filter(pk=OuterRef("page")).order_by()
    first_days = first_days.values(day=TruncDate("first_published_at"))
    uses: Uses = (
        ReferenceIndex.objects.filter(base_content_type=types[Page], to_content_type=types[Image])
        .annotate(
            image=Cast("to_object_id", IntegerField()), page=Cast("object_id", IntegerField())
        )
        .filter(image__in=images.values("pk"), page__in=pages.order_by().values("pk"))
        .annotate(day=Coalesce(Subquery(dates), Subquery(first_days)))
    )
    return uses


class Photographs:
    """The photographs that a form asks for, the newest first, fetched page by page."""

    def __init__(self, form: PhotographForm) -> None:
        self.uses = image_uses(form.filter_images(reusable_images()), form.pages())

    def keys(self) -> list[int]:
        """Return the keys of all the images, that of the newest page first.

        They are fetched at once: to count them would cost as much.
        """
        newest = self.uses.values("image").annotate(newest=Max("day"))
        return list(newest.order_by("-newest", "-image").values_list("image", flat=True))

    def fetch(self, keys: list[int]) -> list[Photograph]:
        """Return the photographs of these keys, in that order, but those deleted meanwhile."""
        uses = self.uses.filter(to_object_id__in=[str(key) for key in keys])
        newest = uses.order_by("image", "-day", "-page").distinct("image")
        rows = newest.values_list("image", "page", "day")
        newest_uses = {image: (page, day) for image, page, day in rows}
        images = Image.objects.all().prefetch_renditions().in_bulk(keys)
        pages = self.fetch_pages({page for page, _day in newest_uses.values()})
        photographs = []
        for key in keys:
            if key in images and key in newest_uses:
                page, day = newest_uses[key]
                image, newest_page = images[key], pages[page]
                description = (image.default_alt_text, image.credit)
                description = newest_page.picture_words().get(key, description)
                photographs.append(Photograph(image, newest_page, day, *description))
        return photographs

    @staticmethod
    def fetch_pages(keys: set[int]) -> dict[int, BasePage]:
        """Return the pages by their keys, with what they say of their pictures."""
        pages = list(Page.objects.filter(pk__in=keys).specific())
        streams = [getattr(page, name) for page in pages for name in page.get_streamfield_names()]
        convert_streams(streams, pages)
        return {page.pk: page for page in pages}


def find_photograph(key: int) -> Photograph | None:
    """Return the photograph of this key if the library shows it."""
    photographs = Photographs(PhotographForm(QueryDict())).fetch([key])
    return photographs[0] if photographs else None


def library_themes() -> QuerySet[Theme]:
    """Return the themes of the publications whose images the library shows."""
    pages = image_uses(reusable_images(), visible_pages()).values("page")
    links = PublicationTheme.objects.filter(content_object__in=pages)
    themes: QuerySet[Theme] = Theme.objects.filter(pk__in=links.values("tag"))
    return themes
