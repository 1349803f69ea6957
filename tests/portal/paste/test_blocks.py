"""Pieces turned into blocks, and what the editor is answered."""

import json

import pytest

from portal.paste.blocks import make_blocks, rank_headings
from portal.paste.head import part
from portal.paste.reader import read_html
from tests.support import factories
from tests.support.clipboards import CLIPBOARDS, WORD
from tests.support.people import logged_in, writer


def blocks(html: str) -> list:
    return [(block["type"], block["value"]) for block in make_blocks(read_html(html).pieces)]


@pytest.mark.parametrize(
    ("levels", "ranks"),
    [
        ([2, 3, 2], [2, 3, 2]),
        ([1, 2, 3], [2, 2, 3]),  # a title, then the levels below it
        ([1, 2, 2], [2, 3, 3]),
        ([3, 4, 5], [2, 2, 3]),
        ([4, 2], [2, 2]),
        ([2, 6], [2, 3]),
        ([], []),
    ],
)
def test_headings_have_two_levels_without_a_gap(levels, ranks):
    assert rank_headings(levels) == ranks


def test_a_heading_too_long_is_a_paragraph_in_bold():
    [(kind, value)] = blocks(f"<h2>{'a' * 161}</h2>")
    assert kind == "paragraph"
    assert json.loads(value)["blocks"][0]["inlineStyleRanges"][0]["style"] == "BOLD"


@pytest.mark.parametrize(
    ("html", "text", "author", "role"),
    [
        (
            "<blockquote><p>« Oui. »</p><p>— A. Martin, cheffe</p></blockquote>",
            "Oui.",
            "A. Martin",
            "cheffe",
        ),
        ("<blockquote>Oui.<cite>A. Martin</cite></blockquote>", "Oui.", "A. Martin", ""),
        ("<blockquote><p>Oui.</p><p>Non.</p></blockquote>", "Oui.\nNon.", "", ""),
    ],
)
def test_a_quotation_and_its_author(html, text, author, role):
    [(kind, value)] = blocks(html)
    assert kind == "quotation"
    assert (value["text"], value["author"], value["role"]) == (text, author, role)


def test_two_quotations_are_two_blocks():
    quotation = "<blockquote><p>Oui.</p><footer>A. Martin</footer></blockquote>"
    assert len(blocks(quotation * 2)) == 2


def test_links_and_bold_count_as_browsers_do():
    [(_, value)] = blocks("<p>🙂 <b>gras</b> <a href='https://exemple.fr'>ici</a></p>")
    [block] = json.loads(value)["blocks"]
    assert block["inlineStyleRanges"] == [{"offset": 3, "length": 4, "style": "BOLD"}]
    assert block["entityRanges"] == [{"offset": 8, "length": 3, "key": 0}]


# The head and the foot

TITLED = "<h1>Un titre</h1><p>Un texte.</p>"
DATED = "<p>Paris, le 1er mars 2026</p>"


@pytest.mark.parametrize(
    ("html", "title", "lead", "date"),
    [
        (TITLED, "Un titre", "", ""),
        (DATED + TITLED, "Un titre", "", "2026-03-01"),
        (
            "<h1>Un titre</h1>" + DATED + "<p><b>Un chapô.</b></p>",
            "Un titre",
            "Un chapô.",
            "2026-03-01",
        ),
        ("<p>République française</p><h2>Communiqué de presse</h2>" + TITLED, "Un titre", "", ""),
        ("<p><b>Un titre</b></p><p><i>Un chapô.</i></p><p>a</p>", "Un titre", "Un chapô.", ""),
        (
            "<h1>Ministère des Armées : un bilan</h1><h2>a</h2>",
            "Ministère des Armées : un bilan",
            "",
            "",
        ),
        ("<p>Une phrase entière.</p><h2>Plus bas</h2>", "", "", ""),
        ("<p>Paris, le 31 février 2026</p>" + TITLED, "Un titre", "", ""),
        ("<ul><li>un</li></ul>", "", "", ""),
    ],
)
def test_the_head_of_a_text(db, html, title, lead, date):
    head = part(read_html(html).pieces)
    assert (head.title, head.lead, str(head.date or "")) == (title, lead, date)


def test_what_the_page_says_already_stays_in_the_body(db):
    pieces = read_html(DATED + TITLED).pieces
    assert part(pieces, skipped=["title"]).body == list(pieces)
    assert [piece.text for piece in part(pieces, skipped=["date"]).body][:1] == [
        "Paris, le 1er mars 2026"
    ]


FOOT = """<p>Fin.</p><p><b>Contact presse :</b></p><p>Centre média<br>Tél. : 01 99 00 12 34</p>
<p>Media@Exemple.fr</p><p>Une autre ligne</p>"""


def test_a_known_contact_leaves_the_body_with_what_it_says(db):
    assert len(part(read_html(FOOT).pieces).body) == 5
    contact = factories.MediaContactFactory(
        name="Centre média", email="media@exemple.fr", phone="01 99 00 12 34"
    )
    head = part(read_html(FOOT).pieces)
    assert head.contacts == [contact]
    assert [piece.text for piece in head.body] == ["Fin.", "Contact presse :", "Une autre ligne"]
    head = part(read_html(FOOT.replace("<p>Une autre ligne</p>", "")).pieces)
    assert [piece.text for piece in head.body] == ["Fin."]


# What the editor is answered


@pytest.fixture
def ask(site):
    alice = logged_in(writer("alice"))

    def post(place: str, status: int = 200, **data):
        response = alice.post(f"/gestion/coller/{place}/", data)
        assert response.status_code == status
        return response.json()

    return post


def test_a_text_that_only_has_paragraphs_asks_nothing(ask):
    answer = ask("texte", html="<p>Un <b>mot</b>.</p>", can_split="on")
    assert not answer["asks"]
    assert answer["blocks"] == []
    assert answer["content"]["blocks"][0]["text"] == "Un mot."


def test_a_text_of_several_kinds_asks_and_cannot_be_parted_everywhere(ask):
    answer = ask("texte", html=WORD)
    assert answer["asks"]
    assert answer["blocks"] == []
    assert "Répartir" not in answer["question"]
    answer = ask("texte", html=WORD, can_split="on")
    assert [block["type"] for block in answer["blocks"]] == [
        "heading",
        "paragraph",
        "table",
        "paragraph",
    ]
    assert "Répartir en blocs" in answer["question"]


def test_the_plain_text_stands_for_an_empty_html(ask):
    answer = ask("texte", html="<body></body>", text="Un\ndeux\x00")
    assert [block["text"] for block in answer["content"]["blocks"]] == ["Un", "deux"]


def test_what_is_no_table_is_refused_in_words(ask):
    assert "pas un tableau" in ask("tableau", 400, text="un mot")["error"]
    assert "trop long" in ask("texte", 400, text="a" * 2_000_001)["error"]


def test_a_text_of_a_spreadsheet_is_a_table(ask):
    answer = ask("tableau", text='Site\tEffectif\r\n"Bruz ""ouest"""\t8 114\r\n')
    texts = [[cell["text"] for cell in row] for row in answer["cells"]]
    assert texts == [["Site", "Effectif"], ['Bruz "ouest"', "8 114"]]
    assert answer["has_header"]


def test_html_cannot_get_into_the_dialogs(ask):
    html = "<h2>a</h2><img alt='&lt;script&gt;alert(1)&lt;/script&gt;'>"
    answer = ask("texte", html=html)
    assert "<script" not in answer["question"]
    assert "&lt;script" in answer["question"]
    assert "<script" not in ask("page", html="<h1>&lt;script&gt;</h1>")["preview"]


def test_only_people_of_the_administration_are_answered(client, site):
    for place in ("texte", "tableau", "page"):
        assert client.post(f"/gestion/coller/{place}/", {"text": "a"}).status_code in (302, 403)
    assert logged_in(writer("alice")).get("/gestion/coller/texte/").status_code == 405


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_each_program_gives_blocks(ask, program):
    answer = ask("texte", html=CLIPBOARDS[program], can_split="on")
    assert [block["type"] for block in answer["blocks"]] == [
        "heading",
        "paragraph",
        "table",
        "paragraph",
    ]


@pytest.mark.parametrize("place", ["texte", "tableau", "page"])
def test_what_is_nested_too_deep_is_refused_with_the_way_out(site, place):
    client = logged_in(writer("alice"))
    for tag in ("table", "div", "b"):
        response = client.post(f"/gestion/coller/{place}/", {"html": f"<{tag}>" * 3000 + "a"})
        assert response.status_code in (200, 400), tag
        assert response.status_code == 200 or response.json()["error"]
