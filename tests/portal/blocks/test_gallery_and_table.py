"""Galleries of pictures, and the figures of tables, as readers find them."""

import pytest

from portal.blocks import BodyBlock
from portal.blocks.plain_text import body_text
from portal.blocks.text import are_figures
from portal.pages.accessibility import faults
from tests.support import factories
from tests.support.html import read, text_of

pytestmark = pytest.mark.django_db


def gallery(*pictures) -> list[dict]:
    return [{"type": "gallery", "value": {"title": "En images", "pictures": list(pictures)}}]


def test_a_gallery_shows_each_picture_with_its_caption_and_credit(client, site):
    image = factories.ImageFactory(credit="Armée de l’Air", alt="Un avion")
    pictures = [{"image": image.pk, "caption": f"Vue {number}"} for number in (1, 2)]
    article = factories.NewsArticlePageFactory(parent=site.news, body=gallery(*pictures))
    items = read(client, article).select("ul.app-gallery > li")
    assert [text_of(item.figcaption) for item in items] == [
        *("Vue 1 Crédit : Armée de l’Air", "Vue 2 Crédit : Armée de l’Air"),
    ]
    assert [item.img["alt"] for item in items] == ["Un avion", "Un avion"]


def test_a_gallery_is_text_too():
    image = factories.ImageFactory()
    pictures = [{"image": image.pk, "caption": f"Vue {number}"} for number in (1, 2)]
    body = BodyBlock().to_python(gallery(*pictures))
    assert body_text(body) == "En images\n– Image\xa0: Vue 1\n– Image\xa0: Vue 2"


def test_a_picture_of_a_gallery_must_be_described(site):
    image = factories.ImageFactory(alt="Un avion")
    image.__class__.objects.update(alt="")
    article = factories.NewsArticlePageFactory(
        parent=site.news, body=gallery({"image": image.pk}, {"image": image.pk, "alt": "Dit ici"})
    )
    assert [fault.part for fault in faults(article)] == ["pictures"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["8 114", "1\xa0200,5 M€", ""], True),
        (["−\xa09 %", "+12", "–"], True),
        (["3", "environ 4"], False),
        (["Bruz", "3"], False),
        (["", "–"], False),
    ],
)
def test_figures_are_told_from_words(cells, expected):
    assert are_figures(cells) is expected


def test_a_column_of_figures_is_aligned_on_the_right(client, site):
    table = {
        "caption": "Effectifs",
        "columns": [{"type": "text", "heading": name} for name in ("Site", "Effectif")],
        "rows": [{"values": ["Bruz", "180"]}, {"values": ["Palaiseau", "1 060"]}],
    }
    body = [{"type": "table", "value": table}]
    article = factories.NewsArticlePageFactory(parent=site.news, body=body)
    cells = read(client, article).select(".app-table__figure")
    assert [cell.text for cell in cells] == ["Effectif", "180", "1 060"]
