"""A release as plain text, to the letter; and nothing of what is not public."""

import datetime

from django.utils import timezone, translation

import pytest

from portal.blocks import BodyBlock
from portal.blocks.plain_text import WRITERS, body_text, convert_rich_text
from press.models import PressReleasePage
from press.plain_text import plain_text
from tests.support import factories
from tests.support.rich_site import rich_body
from tests.support.visibility import hide

PARIS = timezone.get_default_timezone()
TEXT = """\
Note aux rédactions
Ministère des Armées

Visite de presse

Paris, le 1er\xa0mai 2031

Le chapô\xa0: deux phrases. Pas plus.

Événement\xa0: lundi 5\xa0mai 2031 à 9\xa0h\xa030 (heure de Paris)
Lieu\xa0: Palaiseau
Accréditations jusqu’au\xa0: samedi 3\xa0mai 2031 à 12\xa0h\xa000 (heure de Paris)
Demandes d’accréditation\xa0: presse@exemple.fr

Le 100e ingénieur arrive\xa0; voir le rapport (https://exemple.fr/rapport).

– Un
– Deux
  1. Premier
  2. Second


Un intertitre

«\xa0Nous y sommes.\xa0»
Camille Martin, Cheffe de projet

Effectifs
– Site\xa0: Bruz\xa0; Nombre\xa0: 180
– Site\xa0: Palaiseau\xa0; Nombre\xa0: 60

À propos

L’agence.

Contact presse

Centre média
presse@exemple.fr
01 23 45 67 89
Horaires\xa0: De 9 h à 18 h
60, boulevard Martial
75015 Paris

Référence\xa0: NR-2031-004
http://localhost/presse/visite/
"""
BODY = [
    {
        "type": "paragraph",
        "value": "<p>Le 100<sup>e</sup> ingénieur arrive\xa0;\n voir "
        '<a href="https://exemple.fr/rapport">le rapport</a>.</p>'
        "<ul><li>Un</li><li>Deux<ol><li>Premier</li><li>Second</li></ol></li></ul>",
    },
    {"type": "heading", "value": {"text": "Un intertitre", "level": "h2"}},
    {
        "type": "quotation",
        "value": {"text": "Nous y sommes.", "author": "Camille Martin", "role": "Cheffe de projet"},
    },
    {
        "type": "table",
        "value": {
            "caption": "Effectifs",
            "columns": [
                {"type": "text", "heading": "Site"},
                {"type": "rich_text", "heading": "Nombre"},
            ],
            "rows": [
                {"values": ["Bruz", "<p>180</p>"]},
                {"values": ["Palaiseau", "<p>60</p>"]},
            ],
        },
    },
]


@pytest.fixture
def release(site, monkeypatch) -> PressReleasePage:
    monkeypatch.setattr(PressReleasePage, "reference_number", "NR-2031-004", raising=False)
    page = factories.NoticeFactory(
        parent=site.press,
        title="Visite de presse",
        slug="visite",
        issuer="Ministère des Armées",
        place=factories.PlaceFactory(name="Paris"),
        date=datetime.date(2031, 5, 1),
        summary="Le chapô\xa0: deux phrases.\nPas plus.",
        event_at=datetime.datetime(2031, 5, 5, 9, 30, tzinfo=PARIS),
        event_place="Palaiseau",
        accreditation_until=datetime.datetime(2031, 5, 3, 12, 0, tzinfo=PARIS),
        accreditation_email="presse@exemple.fr",
        note_to_editors="<p>L’agence.</p>",
        body=BODY,
    )
    page.contacts.create(
        contact=factories.MediaContactFactory(
            name="Centre média",
            opening_hours="De 9 h à 18 h",
            address="60, boulevard Martial\r\n75015 Paris",
        )
    )
    page.save()
    return PressReleasePage.objects.get(pk=page.pk)


def test_the_text_to_the_letter(client, release):
    response = client.get("/presse/visite/texte/")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Link"] == '<http://localhost/presse/visite/>; rel="canonical"'
    assert response.content.decode() == TEXT


def test_the_text_is_the_same_wherever_and_whenever_it_is_made(release, monkeypatch):
    later = timezone.now() + datetime.timedelta(days=10_000)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with timezone.override("Asia/Tokyo"), translation.override("en"):
        assert plain_text(release) == TEXT


def test_a_release_with_nothing_but_a_title(site):
    page = factories.PressReleasePageFactory(
        parent=site.press, title="Un", slug="un", issuer="AMIAD", summary="", date="2026-11-22"
    )
    page = PressReleasePage.objects.get(pk=page.pk)
    assert plain_text(page) == (
        "Communiqué de presse\nAMIAD\n\nUn\n\nLe 22\xa0novembre 2026\n\n"
        "http://localhost/presse/un/\n"
    )


@pytest.mark.parametrize("way", ["draft", "scheduled", "private", "ended"])
def test_no_text_of_what_is_not_public(client, release, way):
    hide(release, way)
    response = client.get("/presse/visite/texte/")
    assert response.status_code == 404
    assert b"Nous y sommes" not in response.content


def test_no_text_of_a_private_release_even_for_those_who_may_read_it(admin_client, release):
    hide(release, "private")
    assert admin_client.get("/presse/visite/").status_code == 200
    assert admin_client.get("/presse/visite/texte/").status_code == 404


def test_the_page_leads_to_its_text_without_a_script(client, release):
    page = client.get("/presse/visite/").content.decode()
    assert 'href="/presse/visite/texte/"' in page
    assert 'data-copy-from="/presse/visite/texte/"' in page


def test_a_quotation_is_copied_with_its_source(client, release):
    page = client.get("/presse/visite/")
    assert (
        'data-copy="«&nbsp;Nous y sommes.&nbsp;»\nCamille Martin, Cheffe de projet\n'
        'Visite de presse, 1er&nbsp;mai 2031\nhttp://localhost/presse/visite/"'
    ) in page.content.decode()


def test_only_releases_offer_to_copy_quotations(client, site):
    article = factories.NewsArticlePageFactory(parent=site.news, body=BODY)
    assert "Copier la citation" not in client.get(article.url).content.decode()


def test_every_block_has_its_text(site):
    image = factories.ImageFactory()
    body = [*rich_body(image, site.home), {"type": "accordion", "value": {"items": []}}]
    page = factories.PressReleasePageFactory(parent=site.press, body=body)
    blocks = BodyBlock().child_blocks
    own = {name for name, block in blocks.items() if hasattr(block, "plain_text")}
    assert set(WRITERS) | own == {*blocks, "button"}  # of the home page
    assert not set(WRITERS) & own
    text = body_text(PressReleasePage.objects.get(pk=page.pk).body)
    for words in (
        *("Quelles missions\xa0?", "– Un\n– Deux", "Image\xa0: Une légende", "– L’IA embarquée"),
        "– 300 recrutements (au 1er\xa0janvier 2026\xa0; source\xa0: Ministère (https:",
        *(
            "«\xa0Une IA au service de l’efficacité.\xa0»\nCamille Martin, Cheffe de projet",
            "À noter",
        ),
        *("1er\xa0mai 2024\xa0: Création de l’agence", "À lire aussi\xa0: L’agence", "– L’agence"),
        *("– Une carte (https://exemple.fr)", "presse@exemple.fr", "– Le Quotidien : Article"),
    ):
        assert words in text
    assert "\n\n\n\n" not in text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("<p></p><p>Un</p>", "Un"),
        ("<p>Un<br/>deux</p>", "Un\ndeux"),
        (
            "<p>10<sup>6</sup> m<sup>2</sup>, CO<sub>2</sub>, n<sup>o</sup>\xa03</p>",
            "10⁶ m², CO₂, n°\xa03",
        ),
        ("<p>1 &lt; 2 &amp; 3\xa0%</p>", "1 < 2 & 3\xa0%"),
        ('<p><a linktype="page" id="3">ici</a></p>', "ici"),
        ('<p><a href="mailto:a@b.fr">a@b.fr</a></p>', "a@b.fr"),
        ('<p><a href="mailto:a@b.fr">écrire</a></p>', "écrire (a@b.fr)"),
        ('<p><a href="javascript:alert(1)">ici</a></p>', "ici"),
        ("<ol><li>Un</li><li>Deux</li></ol>", "1. Un\n2. Deux"),
    ],
)
def test_rich_texts(source, text):
    assert convert_rich_text(source) == text
