"""The photo library: pictures that anyone may publish again, and where each was published.

Wagtail's index of references knows which pages show a picture, in whatever block; it is made from
what is published, so that a picture of a draft is not in it.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Now, TruncDate
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, ReferenceIndex

from portal.core.themes import PublicationTheme, Theme
from portal.core.visibility import is_public
from portal.listing.facets import ThemeFacet
from portal.listing.forms import SearchTextField
from portal.media.models import Image
from portal.publications import PublicationPage

MAX_WORDS = 10


@dataclass(frozen=True)
class Photograph:
    image: Image
    page: Page  # the newest that shows it
    date: datetime.date | None  # of that page

    @property
    def format(self) -> str:
        return Path(self.image.file.name).suffix.removeprefix(".").upper()


class PhotographForm(forms.Form):
    q = SearchTextField(label=_("Mots recherchés"), required=False, max_length=200)
    theme = ThemeFacet()

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def themes(self) -> list[str]:
        return self.cleaned_data.get("theme", [])

    @property
    def is_active(self) -> bool:
        return bool(self.words or self.themes)

    def described(self, images: QuerySet[Image]) -> QuerySet[Image]:
        """Those whose title or description holds all the words."""
        for word in self.words.split()[:MAX_WORDS]:
            images = images.filter(
                Q(title__unaccent__icontains=word) | Q(alt__unaccent__icontains=word)
            )
        return images

    def pages(self) -> QuerySet[Page]:
        """The pages whose pictures are asked for."""
        if not self.themes:
            return visible_pages()
        publications = self.fields["theme"].filter_publications(
            PublicationPage.objects.listed(), self.themes
        )
        return Page.objects.filter(pk__in=publications.order_by().values("pk"))


def visible_pages() -> QuerySet[Page]:
    """What a visitor may open; of publications, what is listed."""
    ended = Q(publicationpage__listed_until__lte=Now())
    return Page.objects.filter(is_public()).exclude(ended)


def free_images() -> QuerySet[Image]:
    """The images that may be published again, since one knows by whom and how."""
    return Image.objects.filter(public=True).exclude(credit="").exclude(licence="")


def uses(images: QuerySet[Image], pages: QuerySet[Page]) -> QuerySet[ReferenceIndex]:
    """Where these pages show these images, as keys, with the day of the page."""
    types = ContentType.objects.get_for_models(Page, Image)
    published = PublicationPage.objects.filter(pk=OuterRef("page")).order_by().values("date")
    opened = Page.objects.filter(pk=OuterRef("page")).order_by()
    opened = opened.values(day=TruncDate("first_published_at"))
    return (
        ReferenceIndex.objects.filter(base_content_type=types[Page], to_content_type=types[Image])
        .annotate(
            image=Cast("to_object_id", IntegerField()), page=Cast("object_id", IntegerField())
        )
        .filter(image__in=images.values("pk"), page__in=pages.order_by().values("pk"))
        .annotate(day=Coalesce(Subquery(published), Subquery(opened)))
    )


class Photographs:
    """What a form finds, the newest first; made to be paged."""

    def __init__(self, form: PhotographForm) -> None:
        self.uses = uses(form.described(free_images()), form.pages())

    def keys(self) -> list[int]:
        """The keys of the images, that of the newest page first.

        All of them at once: counting them costs as much as fetching them.
        """
        newest = self.uses.values("image").annotate(newest=Max("day"))
        return list(newest.order_by("-newest", "-image").values_list("image", flat=True))

    def shown(self, keys: list[int]) -> list[Photograph]:
        """The photographs of these keys, in that order."""
        places = self.uses.filter(to_object_id__in=[str(key) for key in keys])
        places = places.order_by("image", "-day", "-page").distinct("image")
        rows = places.values_list("image", "page", "day")
        found = {image: (page, day) for image, page, day in rows}
        images = Image.objects.prefetch_renditions().in_bulk(keys)
        pages = Page.objects.in_bulk([page for page, _day in found.values()])
        return [
            Photograph(images[key], pages[found[key][0]], found[key][1])
            for key in keys
            if key in images and key in found
        ]


def themes() -> QuerySet[Theme]:
    """The themes of which the library has something."""
    pages = uses(free_images(), visible_pages()).values("page")
    links = PublicationTheme.objects.filter(content_object__in=pages)
    return Theme.objects.filter(pk__in=links.values("tag"))
