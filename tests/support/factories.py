"""Pages and snippets for the tests, published unless told otherwise."""

import datetime
import io

from django.core.files.images import ImageFile
from django.utils import timezone

import factory
import PIL.Image
import wagtail_factories

from news.models import NewsArticlePage, NewsIndexPage, PressReviewItem
from portal.models import (
    AgencyPage,
    HomePage,
    Image,
    MediaContact,
    Place,
    StandardPage,
    Theme,
)
from press.contacts import PressContact
from press.models import PressIndexPage, PressReleasePage
from recruitment.models import (
    FamilyPage,
    JobOfferPage,
    OccupationsPage,
    RecruitmentIndexPage,
)


def picture_file(name: str = "image.png") -> ImageFile:
    content = io.BytesIO()
    PIL.Image.new("RGB", (64, 36), "#000091").save(content, "PNG")
    return ImageFile(io.BytesIO(content.getvalue()), name=name)


class ImageFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Image {n}")
    alt = "Des courbes bleues"
    file = factory.LazyFunction(picture_file)

    class Meta:
        model = Image


class ThemeFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Thème {n}")

    class Meta:
        model = Theme


class FreeImageFactory(ImageFactory):
    """An image that anyone may publish again."""

    credit = "Camille Martin, AMIAD"
    licence = "Licence Ouverte 2.0"


class PlaceFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Lieu {n}")
    slug = factory.Sequence(lambda n: f"lieu-{n}")
    code = "35"

    class Meta:
        model = Place


class MediaContactFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Service {n}")
    email = "presse@exemple.fr"
    phone = "01 23 45 67 89"

    class Meta:
        model = MediaContact


class PressReviewItemFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Article {n}")
    outlet = "Le Quotidien"
    date = datetime.date(2026, 2, 3)
    url = "https://quotidien.exemple.fr/article"

    class Meta:
        model = PressReviewItem


class PageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    class Meta:
        abstract = True


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage


class AgencyPageFactory(PageFactory):
    class Meta:
        model = AgencyPage


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class NewsIndexPageFactory(PageFactory):
    class Meta:
        model = NewsIndexPage


class PressIndexPageFactory(PageFactory):
    class Meta:
        model = PressIndexPage


class RecruitmentIndexPageFactory(PageFactory):
    class Meta:
        model = RecruitmentIndexPage


class OccupationsPageFactory(PageFactory):
    class Meta:
        model = OccupationsPage


class FamilyPageFactory(PageFactory):
    class Meta:
        model = FamilyPage


class PressContactFactory(factory.django.DjangoModelFactory):
    contact = factory.SubFactory(MediaContactFactory)

    class Meta:
        model = PressContact


def ensure_contact(press_room: PressIndexPage) -> None:
    """Give the press room a contact: a release without any is neither submitted nor published."""
    if not press_room.contact_links.exists():
        PressContactFactory(page=press_room)


class PublicationFactory(PageFactory):
    summary = "Un chapô qui dit l’essentiel."
    date = datetime.date(2026, 3, 2)

    themes = ()

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        page = cls.prepared(model_class, kwargs)
        parent.add_child(instance=page)
        return page

    @classmethod
    def prepared(cls, model_class, kwargs):
        """A page that has its themes before it is saved, or it would be saved twice."""
        themes = kwargs.pop("themes")
        page = model_class(**kwargs)
        page.themes.set(themes)
        return page


class NewsArticlePageFactory(PublicationFactory):
    class Meta:
        model = NewsArticlePage


class PressReleasePageFactory(PublicationFactory):
    class Meta:
        model = PressReleasePage


class NoticeFactory(PressReleasePageFactory):
    """A note to editors that invites to an event in ten days."""

    kind = "note-aux-redactions"
    event_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=10))
    event_place = "École militaire, Paris"
    accreditation_until = factory.LazyAttribute(
        lambda page: page.event_at and page.event_at - datetime.timedelta(days=3)
    )
    accreditation_email = "accreditations@exemple.fr"


class JobOfferPageFactory(PublicationFactory):
    title = factory.Sequence(lambda n: f"Ingénieur ou ingénieure {n} (F/H)")
    vacancy = "creation"
    vacant_from = datetime.date(2026, 4, 1)
    nature = "titulaires-contractuels"
    status = "civil"
    category = "a"
    corps = "Ingénieur civil de la défense"
    unit = "Pôle technique"
    occupation_label = "Spécialiste de l’intelligence artificielle"
    contract = "cdi"
    telework = "partiel"
    domain = "ia"
    level = "bac5"
    experience = "2-ans"
    clearance = "aucune"
    # A month and more after today, which is when most tests publish.
    closing_date = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=35))
    missions = "<p>Concevoir des modèles.</p>"
    profile = "<p>Curieuse ou curieux.</p>"
    apply_email = "recrutement@exemple.fr"
    places = factory.LazyFunction(lambda: [PlaceFactory()])

    class Meta:
        model = JobOfferPage

    @classmethod
    def prepared(cls, model_class, kwargs):
        places = kwargs.pop("places")
        page = super().prepared(model_class, kwargs)
        page.set_places(places)
        return page
