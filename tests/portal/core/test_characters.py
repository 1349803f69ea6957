"""The cleaning of texts: what nobody sees goes, what people wrote stays."""

import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.characters import (
    SUSPECT,
    clean,
    clean_html,
    clean_line,
    clean_output,
    map_strings,
)

unhurried = settings(deadline=None, derandomize=True)
XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
# Each kind of character that something is done with, among ordinary ones.
TEXTS = st.text(
    st.characters()
    | st.sampled_from(
        "aé \t\r\n\v\f\x85\u2028\u200b\u200c\u200d\u200e\u202e\xad\x92\u0301\u0338<>/p"
    )
    | st.sampled_from(
        "\ufdd0\ufffe\ufeff\uf0b7\U0001f469\U0001f4bb\U0001f3f4\U000e0067\U000e007fعब\u094d"
    )
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Un\vtitre", "Un\ntitre"),
        ("a\x00b\x1fc\x7fd", "abcd"),
        ("nadia@exemple.fr\u200b", "nadia@exemple.fr"),
        ("inter\xadministériel", "interministériel"),
        ("\ufeffUn \u202eévénement\u202c", "Un événement"),
        ("e\u0301te\u0301", "été"),
        ("l\x92IA \x96 8 \x80", "l’IA – 8 €"),  # Windows-1252, misread
        ("\uf0b7 Un\uf04a", "• Un"),
        ("a\ufffe\ufdd0\ud800\U0001ffffb", "ab"),
        ("Word\u200d \u200ctext\u200e", "Word text"),
        ("x\U000e0041y", "xy"),
    ],
)
def test_what_nobody_sees_goes(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "1\u202f000\xa0€, «\xa0l’œuvre\xa0»…",
        "👩🏽\u200d🚒 ❤️\u200d🔥 🏳️\u200d🌈",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "کتاب\u200cها",
        "क्\u200dष",
        "العربية\u200f!",
        "Deux\r\nlignes\tet demie\n",
        "\U00020000 €",
    ],
)
def test_what_people_write_stays(text):
    assert clean(text) == text


def test_a_field_of_one_line_has_one_line():
    assert clean_line("Un \v titre\r\n\u2028\ttrès\nlong") == "Un titre très long"


def test_ends_of_lines_become_those_of_html():
    assert clean_html('<p title="a\vb">Un\vtexte</p>') == '<p title="a b">Un<br/>texte</p>'


def test_no_character_is_composed_with_a_tag():
    assert clean_html("<p>\u0338e\u0301</p>") == "<p>\u0338é</p>"


def test_the_names_of_values_stay():
    assert map_strings(clean, {"a\v": ["b\u200b", 1, None]}) == {"a\v": ["b", 1, None]}


@unhurried
@given(TEXTS)
def test_a_second_cleaning_changes_nothing(text):
    for function in (clean, clean_line, clean_html, clean_output):
        assert function(function(text)) == function(text)


@unhurried
@given(TEXTS)
def test_what_is_left_can_be_written_anywhere(text):
    cleaned = clean(text)
    assert not XML.search(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned) or "\u0338" in cleaned
    ElementTree.fromstring(f"<a>{cleaned.translate({38: '', 60: '', 62: ''})}</a>")  # noqa: S314


@unhurried
@given(
    st.text(
        st.characters(max_codepoint=0x17F, exclude_categories=["Cc"], exclude_characters="\xad")
    )
)
def test_latin_letters_stay(text):
    assert clean(text) == text
    assert not SUSPECT.search(text)
