"""The photo library shows what may be published again, and nothing that is not public."""

import datetime
import io
from urllib.parse import unquote

from django.core.files.base import ContentFile

import PIL.Image
import pytest
from bs4 import BeautifulSoup
from PIL import IptcImagePlugin
from PIL.ExifTags import Base

from tests.support import factories, uploads
from tests.support.queries import count_queries
from tests.support.visibility import hide

LIBRARY = "/presse/phototheque/"


def titles(client, query: str = "") -> list[str]:
    response = client.get(LIBRARY + query)
    assert response.status_code == 200
    return [photo.image.title for photo in response.context["object_list"]]


def article(site, image=None, **fields):
    return factories.NewsArticlePageFactory(parent=site.news, illustration=image, **fields)


def free(title: str, **fields):
    return factories.FreeImageFactory(title=title, **fields)


def test_what_a_photograph_says(client, site):
    image = free("Le campus", alt="Des bâtiments au soleil", file_size=2048)
    article(site, image, title="Un article", slug="un-article", date=datetime.date(2024, 5, 1))
    page = BeautifulSoup(client.get(LIBRARY).content, "html.parser")
    photo = page.select_one(".app-photo")
    text = " ".join(photo.get_text().split(" "))
    for words in (
        *("Le campus", "Des bâtiments au soleil", "Camille Martin, AMIAD", "Licence Ouverte 2.0"),
        *("64\xa0×\xa036\xa0px", "2,0\xa0Kio", "1er\xa0mai 2024"),
    ):
        assert words in text
    assert photo.select_one('a[href="/actualites/un-article/"]').get_text() == "Un article"
    (original,) = photo.select("a[download]")  # it is no wider than the smaller size
    assert client.get(original["href"]).status_code == 200


def downloads(client, image) -> dict[str, PIL.Image.Image]:
    """The files that the library offers of a picture, by their names."""
    page = BeautifulSoup(client.get(LIBRARY).content, "html.parser")
    files = {}
    for link in page.select("a[download]"):
        response = client.get(link["href"])
        name = unquote(response["Content-Disposition"].partition("''")[2])
        files[name] = PIL.Image.open(io.BytesIO(response.content))
        files[name].load()
    return files


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_is_downloaded_says_its_credit(client, site, kind):
    content = uploads.picture(kind, (1500, 1000))
    name = f"photo.{kind.lower()}"
    image = free("L’œuvre « été »", alt="Un pré", file=ContentFile(content, name))
    article(site, image, slug="un-article")
    type(image)._base_manager.update(credit="Zoé Martin")  # what is written later counts too
    files = downloads(client, image)
    assert [file.size for file in files.values()] == [(1500, 1000), (1200, 800)]
    suffix = "png" if kind == "PNG" else "jpg"
    assert [*files] == [
        f"l-œuvre-été-crédit-zoé-martin-originale.{suffix}",
        "l-œuvre-été-crédit-zoé-martin-web.jpg",
    ]
    for file in files.values():
        exif = {key: value.encode("latin-1").decode() for key, value in file.getexif().items()}
        assert exif[Base.Artist] == "Zoé Martin"
        assert exif[Base.Copyright] == "© Zoé Martin – Licence Ouverte 2.0"
        assert exif[Base.ImageDescription] == "Un pré"
        xmp = file.info.get("xmp") or file.info["XML:com.adobe.xmp"].encode()
        for words in ("Zoé Martin", "Licence Ouverte 2.0", "Un pré", "/actualites/un-article/"):
            assert words in xmp.decode()
        assert file.getxmp()["xmpmeta"]["RDF"]["Description"]["Credit"] == "Zoé Martin"
        if file.format == "JPEG":
            iptc = IptcImagePlugin.getiptcinfo(file)
            assert iptc[(2, 110)].decode() == iptc[(2, 80)].decode() == "Zoé Martin"
            assert iptc[(2, 116)].decode() == "© Zoé Martin – Licence Ouverte 2.0"
    with image.file.open() as stored:
        assert b"Martin" not in stored.read()


def test_an_old_original_in_the_colours_of_printers_is_offered_in_those_of_screens(client, site):
    image = free("Le campus", file=ContentFile(uploads.picture("JPEG", (1500, 1000)), "a.jpg"))
    article(site, image)
    cmyk = io.BytesIO()
    PIL.Image.new("CMYK", (1500, 1000)).save(cmyk, "JPEG")
    with image.file.storage.open(image.file.name, "wb") as stored:
        stored.write(cmyk.getvalue())
    for file in downloads(client, image).values():
        assert file.mode == "RGB"


@pytest.mark.parametrize("way", ["private", "no licence", "unknown", "size", "lost"])
def test_only_what_the_library_shows_is_downloaded(client, site, way):
    image = free("Secrète", file=ContentFile(uploads.picture(), "a.png"))
    page = article(site, image)
    address = f"{LIBRARY}{image.pk}/originale/"
    assert client.get(address).status_code == 200
    if way == "private":
        hide(page, "private")
    elif way == "no licence":
        type(image)._base_manager.update(licence="")
    elif way == "unknown":
        address = f"{LIBRARY}999999/originale/"
    elif way == "size":
        address = f"{LIBRARY}{image.pk}/enorme/"
    else:
        image.file.storage.delete(image.file.name)
    assert client.get(address).status_code == 404


def test_words_find_the_themes_of_what_shows_a_picture_and_its_credit(client, site):
    theme = factories.ThemeFactory(name="Supercalculateur")
    article(site, free("Une salle", credit="Zoé Martin"), themes=[theme])
    article(site, free("Un pré"))
    assert titles(client, "?q=supercalculateur") == titles(client, "?q=zoe") == ["Une salle"]


def test_only_pictures_that_may_be_published_again(client, site):
    article(site, free("Libre"))
    article(site, free("Sans crédit", credit=""))
    article(site, free("Sans licence", licence=""))
    free("Jamais publiée")
    assert titles(client) == ["Libre"]


@pytest.mark.parametrize("way", ["draft", "scheduled", "private", "ended"])
def test_never_a_picture_of_what_is_not_public(client, site, way):
    image = free("Secrète")
    page = article(site, image)
    assert titles(client) == ["Secrète"]
    hide(page, way)
    assert titles(client) == []
    article(site, image, title="Un autre", date=datetime.date(2020, 1, 1))
    (photo,) = client.get(LIBRARY).context["object_list"]
    assert (photo.page.title, photo.date) == ("Un autre", datetime.date(2020, 1, 1))


def test_never_a_picture_that_waits_in_the_draft_of_a_live_page(client, site):
    page = article(site, free("Publiée"))
    page.illustration = free("En attente")
    revision = page.save_revision()
    assert titles(client) == ["Publiée"]
    revision.publish()
    assert titles(client) == ["En attente"]


def test_never_what_is_below_a_private_page(client, site):
    article(site, free("Secrète"))
    hide(site.news, "private")
    assert titles(client) == []


def body_of(kind: str, image) -> list[dict]:
    values = {
        "image": {"image": image.pk},
        "portrait": {"title": "Elle", "name": "Camille", "role": "Cheffe", "image": image.pk},
        "cards": {"cards": [{"url": "https://exemple.fr", "title": "Un", "image": image.pk}]},
        "paragraph": f'<embed embedtype="image" id="{image.pk}" format="left" alt="Un"/>',
    }
    return [{"type": kind, "value": values[kind]}]


@pytest.mark.parametrize("kind", ["image", "portrait", "cards", "paragraph"])
def test_pictures_inside_blocks_are_found(client, site, kind):
    image = free("Dedans")
    factories.StandardPageFactory(parent=site.home, title="Une page", body=body_of(kind, image))
    assert titles(client) == ["Dedans"]


def test_the_newest_first_and_once_each(client, site):
    twice = free("Deux fois")
    article(site, free("Milieu"), date=datetime.date(2025, 6, 1))
    article(site, twice, title="Ancien", date=datetime.date(2024, 1, 1))
    article(site, twice, title="Récent", date=datetime.date(2026, 1, 1))
    article(site, free("Vieille"), date=datetime.date(2023, 1, 1))
    assert titles(client) == ["Deux fois", "Milieu", "Vieille"]
    assert client.get(LIBRARY).context["object_list"][0].page.title == "Récent"


def test_words_and_themes_narrow(client, site):
    theme = factories.ThemeFactory(name="Calcul")
    unused = factories.ThemeFactory(name="Inutile")
    article(site, free("Forêt", alt="Des chênes"), themes=[theme])
    article(site, free("Océan", alt="Des vagues"))
    assert titles(client, "?q=foret") == titles(client, "?q=CHENES") == ["Forêt"]
    assert titles(client, "?q=des+ocean") == ["Océan"]
    assert titles(client, "?q=«\xa0des\xa0»,+oc\xade\u0301an.") == ["Océan"]
    assert titles(client, "?theme=calcul") == ["Forêt"]
    assert titles(client, f"?q=ocean&theme={unused.slug}") == []
    response = client.get(LIBRARY + "?theme=calcul")
    assert [theme.name for theme in response.context["themes"]] == ["Calcul"]
    assert 'content="noindex, follow"' in response.content.decode()


def test_an_empty_library_says_so(client, site):
    assert "Aucune image à reprendre pour le moment" in client.get(LIBRARY).content.decode()
    article(site, free("Une"))
    page = client.get(LIBRARY + "?q=introuvable").content.decode()
    assert "Aucune image ne correspond à votre recherche" in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?page=abc", 404),
        ("?page=9", 404),
        ("?theme=%00&q=%00", 200),
        ("?theme='--&theme=absent", 200),
        ("?q=" + "a" * 10_000, 200),
        ("?q=" + "%25+_+" * 30, 200),
    ],
)
def test_bad_addresses(client, site, query, status):
    article(site, free("Une"))
    assert client.get(LIBRARY + query).status_code == status


def test_pages_of_twelve_for_the_same_number_of_queries(client, site):
    counts = []
    for count in (2, 11):
        for _ in range(count):
            article(site, factories.FreeImageFactory(), themes=[factories.ThemeFactory()])
        counts.append(count_queries(client, LIBRARY))
    assert counts[0] == counts[1] <= 16
    assert len(titles(client)) == 12
    assert len(titles(client, "?page=2")) == 1


def test_a_theme_that_does_not_exist_finds_no_photograph_and_a_renamed_one_follows(client, site):
    theme = factories.ThemeFactory(name="Calcul", slug="calcul")
    article(site, free("Une"), themes=[theme])
    page = client.get(LIBRARY + "?theme=absent").content.decode()
    assert "«\u00a0absent\u00a0» n’existe pas" in page
    assert "Aucune image ne correspond" in page
    theme.slug = "supercalcul"
    theme.save()
    response = client.get(LIBRARY + "?theme=calcul")
    assert (response.status_code, response.url) == (301, LIBRARY + "?theme=supercalcul")
    assert len(titles(client, "?theme=supercalcul")) == 1
