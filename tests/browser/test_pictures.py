"""The browser takes a file that is neither much larger nor smaller than the place it fills."""

import io
from collections.abc import Iterator
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.management import call_command

import PIL.Image
import pytest

from portal.media.shapes import SHAPES
from tests.support import factories
from tests.support.site import make_site

MOST, LEAST = 1.5, 0.9  # pixels of the file for each of the screen, in width
PLACES = """() => [...document.querySelectorAll("picture img")].map(image => {
    const path = new URL(image.currentSrc).pathname;
    const source = image.parentNode.querySelector(`[srcset*="${path}"]`);
    const candidate = source.srcset.split(", ").find(one => one.startsWith(path));
    return {
        shape: image.className.split("--")[1],
        type: source.type,
        file: parseInt(candidate.split(" ")[1]),
        place: image.getBoundingClientRect().width * devicePixelRatio,
    };
})"""


def photograph(factory=factories.FreeImageFactory, size=(1920, 1080)):
    content = io.BytesIO()
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(content, "JPEG")
    file = ContentFile(content.getvalue(), "photo.jpg")
    return factory(file=file)


@pytest.fixture(scope="module")
def pictured(address, quick_avif, django_db_blocker) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock():
        yield make_pictured()
        call_command("flush", interactive=False, verbosity=0)


def make_pictured() -> SimpleNamespace:
    site, image = make_site(), photograph()
    card = {"url": "https://exemple.fr", "title": "Là", "image": photograph().pk}
    body = [
        {"type": "image", "value": {"image": image.pk}},
        {"type": "cards", "value": {"title": "Voir", "cards": [card]}},
    ]
    site.article = factories.NewsArticlePageFactory(
        parent=site.news, illustration=image, body=body, themes=[factories.ThemeFactory()]
    )
    site.offer = factories.JobOfferPageFactory(parent=site.jobs, illustration=image)
    portrait = {"name": "Elle", "image": photograph(factories.ImageFactory, (900, 1200)).pk}
    site.agency.sections = [{"type": "portrait", "value": portrait}, *body[1:]]
    site.home.illustration = site.agency.illustration = image
    for page in (site.home, site.agency):
        page.save()
    return site


@pytest.mark.parametrize(("width", "density"), [(390, 2), (1280, 1)])
def test_the_size_that_is_chosen_fits(browser, address, pictured, width, density):
    places = []
    pages = (pictured.home, pictured.agency, pictured.article, pictured.offer, pictured.news)
    for path in [*(page.url for page in pages), "/presse/phototheque/"]:
        # A browser prefers what it has already, were it too large: each page is a first visit.
        context = browser.new_context(
            viewport={"width": width, "height": 900}, device_scale_factor=density
        )
        page = context.new_page()
        page.goto(address + path)
        for image in page.locator("picture img").all():
            image.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        places += [place | {"path": path} for place in page.evaluate(PLACES)]
        context.close()
    shown = SHAPES.keys() - {"download", "social"}  # which no page shows
    assert {place["shape"] for place in places} == shown
    assert {place["type"] for place in places} == {"image/avif"}
    unfit = [place for place in places if not LEAST < place["file"] / place["place"] < MOST]
    assert not unfit
