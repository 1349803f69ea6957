"""Pictures on a page: their formats, their sizes, their focal point."""

import io
import re
from pathlib import Path

from django.core.files.base import ContentFile
from django.test import Client

import PIL.Image
import PIL.ImageDraw
import pytest
from bs4 import BeautifulSoup

from portal.media.models import Image
from portal.media.shapes import SHAPES
from tests.support import factories
from tests.support.photographs import BLUE, RED, opened, photograph, point

TEMPLATES = Path(__file__).parents[3] / "templates"

pytestmark = pytest.mark.usefixtures("quick_avif")


def near(colour, other) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour[:3], other, strict=True))


@pytest.fixture(scope="module")
def article(common_site):
    body = [
        {"type": "image", "value": {"image": photograph(alt="Un plan").pk}},
        {"type": "portrait", "value": {"name": "Elle", "image": photograph((900, 1200)).pk}},
    ]
    return factories.NewsArticlePageFactory(
        parent=common_site.news, illustration=photograph(alt="Un relief"), body=body
    )


@pytest.fixture(scope="module")
def shown(article):
    return BeautifulSoup(Client().get(article.url).content, "html.parser")


def widths(source) -> list[int]:
    return [
        int(candidate.split()[1].removesuffix("w")) for candidate in source["srcset"].split(", ")
    ]


def test_browsers_choose_among_avif_and_jpeg_of_two_or_three_widths(shown):
    assert len(shown.select("main picture")) >= 3
    for picture in shown.select("main picture"):
        sources = [*picture.select("source"), picture.img]
        assert {source.get("type") for source in sources} >= {"image/avif", None}
        assert picture.img["src"].endswith(".jpg")
        for source in sources:
            assert 2 <= len(widths(source)) <= 3
            assert widths(source) == sorted({*widths(source)})
            assert source["sizes"]


def test_without_srcset_a_browser_gets_the_largest_and_every_one_knows_its_size(shown):
    for picture in shown.select("main picture"):
        largest = picture.img["srcset"].split(", ")[-1]
        assert largest == f"{picture.img['src']} {picture.img['width']}w"
        for source in [*picture.select("source"), picture.img]:
            assert int(source["width"]) == widths(source)[-1]
            assert int(source["height"]) > 0


def test_the_picture_of_the_first_screen_comes_first_and_the_others_wait(shown):
    first, *others = shown.select("main picture")
    assert first.img["fetchpriority"] == "high"
    assert not first.img.has_attr("loading")
    assert "auto" not in first.decode()  # which is for those that wait
    for picture in others:
        assert picture.img["loading"] == "lazy"
        assert not picture.img.has_attr("fetchpriority")
        sources = [*picture.select("source"), picture.img]
        assert all(source["sizes"].startswith("auto, ") for source in sources)


def test_a_wide_window_gets_a_panorama(shown):
    wide = shown.select_one("main picture")
    for source in wide.select("source[media]"):
        assert round(int(source["width"]) / int(source["height"]), 1) == 2.3
    assert round(int(wide.img["width"]) / int(wide.img["height"]), 1) == 1.8


def test_social_networks_get_a_jpeg_of_their_size(shown, article):
    address = shown.select_one('meta[property="og:image"]')["content"]
    rendition = article.illustration.get_rendition(SHAPES["social"].first_spec)
    assert address.endswith(rendition.url)
    assert opened(rendition).size == (1200, 630)
    assert rendition.file.name.endswith(".jpg")


def test_a_small_original_has_no_size_twice(db):
    picture = factories.ImageFactory().pictures["wide"]
    for source in [*picture.sources, picture.last]:
        assert source["srcset"].count("w") == 1 + source["srcset"].count(",") == 1


def test_a_file_that_is_missing_does_not_break_the_page(client, site):
    page = factories.NewsArticlePageFactory(parent=site.news, illustration=photograph())
    Image._base_manager.update(file="original_images/absente.png")
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("kind", ["avif", "jpeg"])
def test_the_focal_point_is_kept(db, kind):
    image = photograph()
    spec = f"format-{kind}|fill-400x400"
    centred = opened(image.get_rendition(spec))
    point(image)
    image.save()
    pointed = opened(image.get_rendition(spec))
    assert near(centred.getpixel((395, 200)), BLUE)
    assert near(pointed.getpixel((395, 200)), RED)


@pytest.mark.parametrize("mode", ["RGBA", "P"])
@pytest.mark.parametrize("kind", ["avif", "jpeg"])
def test_what_is_transparent_is_white_in_each_format(db, mode, kind):
    lines = PIL.Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    PIL.ImageDraw.Draw(lines).rectangle((0, 0, 199, 299), fill=(0, 0, 0, 255))
    content = io.BytesIO()
    lines.convert(mode).save(content, "PNG")
    image = factories.ImageFactory(file=ContentFile(content.getvalue(), "traits.png"))
    drawn = opened(image.get_rendition(f"format-{kind}|width-200"))
    assert near(drawn.getpixel((20, 20)), (0, 0, 0))
    assert near(drawn.getpixel((180, 20)), (255, 255, 255))
    assert drawn.getpixel((180, 20))[3] == 255


def test_a_private_avif_stays_private_and_a_public_one_says_what_it_is(client, site):
    image = factories.ImageFactory()
    url = image.get_rendition("format-avif|width-32").url
    assert client.get(url).status_code == 404
    Image.objects.update(public=True)
    assert client.get(url)["Content-Type"] == "image/avif"


def test_each_shape_that_a_template_names_exists():
    html = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    assert {*re.findall(r"\.pictures\.(\w+)", html)} == SHAPES.keys()
