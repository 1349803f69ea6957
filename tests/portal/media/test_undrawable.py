"""A picture that cannot be drawn is left out of what shows it, and the section learns it."""

import re

from django.core.files.base import ContentFile
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from news.models import NEWS
from portal.media import rendition_tasks
from portal.models import Image, Rendition
from tests.support import factories, uploads
from tests.support.html import text_of
from tests.support.people import writer
from tests.support.photographs import photograph
from tests.support.worklist import section_of

pytestmark = pytest.mark.usefixtures("quick_avif")

PANEL = "elements-non-affiches"
CONTENTS = {
    "absent": None,
    "vide": b"",
    "tronque": uploads.picture("JPEG", (400, 400))[:900],
    "autre": b"%PDF-1.7 this is no picture",
    "geant": uploads.huge(),
}


@pytest.fixture(params=CONTENTS)
def broken(request, db):
    """An image that cannot be drawn, and may be published again."""
    image = photograph(alt="Un plan", credit="Camille Martin", licence="Licence Ouverte 2.0")
    content = CONTENTS[request.param]
    image.file.storage.delete(image.file.name)
    if content is not None:
        image.file.storage.save(image.file.name, ContentFile(content))
    return image


@pytest.fixture
def page(site, broken):
    card = {"url": "https://exemple.fr", "title": "Une carte", "image": broken.pk}
    body = [
        {"type": "image", "value": {"image": broken.pk, "caption": "Une légende"}},
        {"type": "portrait", "value": {"name": "Elle", "image": broken.pk}},
        {"type": "cards", "value": {"cards": [card]}},
        {"type": "paragraph", "value": "<p>La suite du texte</p>"},
    ]
    return factories.NewsArticlePageFactory(
        parent=site.news, title="Un article", illustration=broken, body=body
    )


def test_no_surface_is_broken_and_the_rest_is_served(client, site, page, caplog):
    site.home.illustration = page.illustration
    site.home.save()
    addresses = ["/", "/actualites/", page.url, "/presse/phototheque/", "/recherche/?q=article"]
    for address in [*addresses, *addresses, "/actualites/flux/atom/", "/sitemap.xml"]:
        response = client.get(address)
        assert response.status_code == 200, address
        html = response.content.decode()
        assert "not-found" not in html, address
        assert "og:image" not in html, address
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert not shown.select("main picture, main figure")
    assert "La suite du texte" in shown.get_text()
    assert "Une carte" in shown.get_text()
    assert "Une légende" not in shown.get_text()
    assert "Crédit" not in shown.select_one("main").get_text()
    assert len(re.findall("cannot be drawn", caplog.text)) == 1


def test_the_administration_still_lists_it(admin_client, page):
    image = page.illustration
    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    ):
        assert admin_client.get(address).status_code == 200, address


def test_the_people_of_the_section_learn_it(client, site, page, alice, chief):
    nadia = writer("nadia", NEWS)
    assert section_of(nadia, PANEL) is None
    client.get(page.url)
    panel = section_of(nadia, PANEL)
    assert "Un article" in text_of(panel)
    assert page.illustration.title in text_of(panel)
    assert panel.select_one(
        f'a[href="{reverse("wagtailimages:edit", args=[page.illustration.pk])}"]'
    )
    assert section_of(chief, PANEL)
    assert section_of(alice, PANEL) is None  # of the press


def test_it_comes_back_with_its_file(client, page):
    client.get(page.url)
    image = Image.objects.get(pk=page.illustration_id)
    assert image.undrawable_since
    image.file.storage.delete(image.file.name)
    image.file.storage.save(image.file.name, ContentFile(uploads.picture()))
    rendition_tasks.create_all_renditions.call()
    assert BeautifulSoup(client.get(page.url).content, "html.parser").select("main picture")
    assert Image.objects.get(pk=image.pk).undrawable_since is None


def test_the_sizes_that_exist_are_shown_though_the_original_is_lost(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news, illustration=photograph())
    client.get(page.url)
    Rendition.objects.filter(filter_spec__contains="avif").delete()
    page.illustration.file.storage.delete(page.illustration.file.name)
    for _time in range(2):
        shown = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert shown.select_one("main picture img")["src"].endswith(".jpg")
        assert not shown.select('main source[type="image/avif"]')


def test_a_replaced_file_is_drawn_again(page, client):
    client.get(page.url)
    page.unpublish()
    image = Image.objects.get(pk=page.illustration_id)
    image.file = ContentFile(uploads.picture(), "neuve.png")
    image.save()
    assert image.get_rendition("format-jpeg|width-20")
    assert Image.objects.get(pk=image.pk).undrawable_since is None
