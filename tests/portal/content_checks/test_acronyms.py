"""Acronyms of the glossary: spelt out where a text first uses them."""

import pytest

from portal.content_checks import check_page
from portal.models import GlossaryEntry
from tests.support import factories
from tests.support.content_checks import found, paragraph, with_body

LONG = "agence ministérielle pour l’intelligence artificielle de défense"


@pytest.mark.parametrize(
    ("text", "is_spelt"),
    [
        ("L’agence ministérielle pour l’intelligence artificielle de défense (AMIAD) ouvre.", True),
        ("L’AMIAD (Agence ministérielle pour l’Intelligence artificielle de défense) ouvre.", True),
        ("L’AMIAD ouvre.", False),
        ("L’AMIADE ouvre.", True),
    ],
)
def test_acronyms_are_spelt_out_at_their_first_use(release, text, is_spelt):
    GlossaryEntry.objects.create(
        term="AMIAD", expansion="agence ministérielle pour l’intelligence artificielle de défense"
    )
    message = "«\xa0AMIAD\xa0» n’est pas développé"
    assert (message in found(with_body(release, paragraph(f"<p>{text}</p>")))) is not is_spelt


def acronym_findings(page) -> list[tuple[str, str]]:
    return [(each.field, each.block) for each in check_page(page) if "développé" in each.message]


def test_where_an_acronym_is_not_spelt_out(release):
    GlossaryEntry.objects.create(term="AMIAD", expansion=LONG)
    question = {"title": "Qui ?", "text": "<p>L’AMIAD recrute.</p>"}
    blocks = {
        "paragraph": "<p>L’AMIAD recrute.</p>",
        "quotation": {"text": "L’AMIAD recrute.", "author": "M."},
        "accordion": {"items": [question]},
        "callout": {"title": "L’AMIAD", "text": "<p>recrute.</p>"},
        "key_figures": {
            "figures": [{"value": "3", "label": "sites", "as_of": "2026-01-01", "source": "AMIAD"}]
        },
        "table": {
            "columns": [{"type": "text", "heading": "Site"}],
            "rows": [{"values": ["AMIAD"]}],
            "caption": "Sites",
        },
    }
    before = paragraph("<p>Rien.</p>") | {"id": "a"}
    for name, value in blocks.items():
        with_body(release, before, {"type": name, "value": value, "id": name})
        assert acronym_findings(release) == [("body", name)], name
    with_body(release)
    release.note_to_editors = "<p>L’AMIAD recrute.</p>"
    assert acronym_findings(release) == [("note_to_editors", "")]


def test_the_title_may_name_an_acronym_that_the_text_spells_out(release):
    GlossaryEntry.objects.create(term="AMIAD", expansion=LONG)
    release.title = "L’AMIAD recrute"
    assert acronym_findings(release) == [("title", "")]
    with_body(release, paragraph(f"<p>L’{LONG} (AMIAD) recrute.</p>"))
    assert not acronym_findings(release)
    release.summary = "L’AMIAD recrute."
    assert acronym_findings(release) == [("summary", "")]


def test_what_is_no_prose_needs_no_long_form(release):
    GlossaryEntry.objects.create(term="AMIAD", expansion=LONG)
    contact = factories.MediaContactFactory(name="AMIAD")
    heading = {"type": "heading", "value": {"text": "L’AMIAD recrute", "level": "h2"}, "id": "t"}
    with_body(release, {"type": "contact", "value": {"contact": contact.pk}})
    assert not acronym_findings(release)
    with_body(release, heading)
    assert acronym_findings(release) == [("body", "t")]
    with_body(release, heading, paragraph(f"<p>L’{LONG} (AMIAD) recrute.</p>"))
    assert not acronym_findings(release)


def test_a_long_form_may_hold_an_acronym(release):
    GlossaryEntry.objects.create(term="AMIAD", expansion=LONG)
    GlossaryEntry.objects.create(
        term="IA", expansion="intelligence artificielle", is_spelt_out=False
    )
    text = "<p>L’Agence ministérielle pour l’IA de défense (AMIAD) recrute.</p>"
    assert not acronym_findings(with_body(release, paragraph(text)))
    assert acronym_findings(with_body(release, paragraph("<p>L’AMIAD et l’IA.</p>")))
    GlossaryEntry.objects.update(is_spelt_out=False)
    assert not acronym_findings(release)
