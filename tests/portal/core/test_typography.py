"""French typography: keyboards lack the no-break space, and readers find it all the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.typography import prefix_de, strip_quotation_marks, typeset
from portal.models import MediaContact
from portal.workflow.authorship import authors
from tests.support import factories
from tests.support.people import decide, draft, edit, logged_in, submit, validator, writer
from tests.support.withdrawals import fresh

ADDRESS = "https://exemple.fr/a;b?c=d!"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Lire « ceci » : vrai ?", "Lire «~ceci~»~: vrai~?"),
        ("Vite ! Ici ; là", "Vite~! Ici~; là"),
        ("1 500 pages, 9 %, 48 000 €", "1~500 pages, 9~%, 48~000~€"),
        ("le 5 mars, de 8 h 30 à 19 h", "le 5~mars, de 8~h~30 à 19~h"),
        ("de 9h à 18h30, 24h/24", "de 9~h à 18~h~30, 24~h/24"),
        ("9h-18H30 ou «9h»", "9~h-18~h~30 ou «~9~h~»"),
        ('<a href="https://exemple.fr/a-18h30/9h">18h30</a>', None),
        ("l’article n<sup>o</sup> 12", "l’article n<sup>o</sup>~12"),
        (f'<a href="{ADDRESS}">ici</a> :', f'<a href="{ADDRESS}">ici</a>~:'),
        ("CP-2026-015, 12 h, à 3", "CP-2026-015, 12~h, à 3"),
        ("Vite! Ici; là: quoi?!", "Vite~! Ici~; là~: quoi~?!"),
        ("«ceci», (vrai?), <b>IA</b>!", "«~ceci~», (vrai~?), <b>IA</b>~!"),
        ("Vite\u202f! 1\u202f500", "Vite~! 1\u202f500"),
        ("http://a?b, 12:30, 16:9, C:\\x, a;b", None),
        ("Écrire à a!b?@exemple.fr", None),
        ('<p><span lang="en">Who? Me: "you"!</span> Oui!</p>', None),
        ("<p><code>a ? b : c</code> `x ; y` &amp; &nbsp;</p>", None),
        ("n°12, n° 12", "n°~12, n°~12"),
    ],
)
def test_where_no_line_may_break(typed, read):
    read = read or typed.replace(">18h30", ">18~h~30").replace("Oui!", "Oui~!")
    read = read.replace("~", "\xa0")
    assert typeset(typed) == read
    assert typeset(read) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("L'IA d'aujourd'hui, l'« agence »", "L’IA d’aujourd’hui, l’«\xa0agence\xa0»"),
        ("L&#x27;IA, l&#39;<b>agence</b>, l'<i>IA</i>", "L’IA, l’<b>agence</b>, l’<i>IA</i>"),
        ("print('a'), 5' de retard", "print('a'), 5' de retard"),
        ("https://exemple.fr/l'agence et l'IA", "https://exemple.fr/l'agence et l’IA"),
        ("o'brien@exemple.fr ou l'agence", "o'brien@exemple.fr ou l’agence"),
        ("<a href=\"/d'ici\">d'ici</a>", '<a href="/d\'ici">d’ici</a>'),
        ("3 < 5, l'IA > 2", "3 < 5, l’IA > 2"),
        ('Le "cloud" et l\'"IA"', "Le «\xa0cloud\xa0» et l’«\xa0IA\xa0»"),
        ('Des écrans de 15" et 17"', 'Des écrans de 15" et 17"'),
        ("<p>&quot;Oui&quot;, dit-il...</p>", "<p>«\xa0Oui\xa0», dit-il…</p>"),
        ("de 1.. à 4....", "de 1.. à 4...."),
    ],
)
def test_signs_that_keyboards_lack(typed, read):
    assert typeset(typed) == read
    assert typeset(read) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("le 1er, la 1ère, les 1ers", "le 1{er}, la 1{re}, les 1{ers}"),
        ("2e, 3ème, 100e, 2es", "2{e}, 3{e}, 100{e}, 2{es}"),
        ("au XXIe siècle, la Ve République", "au XXI{e} siècle, la V{e} République"),
        ("n° 12, N°5", "n{o}\xa012, N{o}\xa05"),
        ("vie, mixe, le, 0x2e, A2e, 12 em, M2e", None),
        ("le 1<sup>er</sup> mai", "le 1{er} mai"),
    ],
)
def test_superscripts_of_rich_texts(typed, read):
    read = (read or typed).replace("{", "<sup>").replace("}", "</sup>")
    assert typeset(f"<p>{typed}</p>") == f"<p>{read}</p>"
    assert typeset(f"<p>{read}</p>") == f"<p>{read}</p>"
    assert "<sup>" not in typeset(typed.replace("<sup>er</sup>", "er"))  # a plain text


@given(st.text(alphabet="aàeiInXh1230 .,:;!?«»\"'°%€\xa0\u202f<>/&-@", max_size=60))
def test_a_second_time_changes_nothing(text):
    once = typeset(text)
    assert typeset(once) == once
    assert typeset(typeset(f"<p>{text}</p>")) == typeset(f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("typed", "stripped"),
    [
        ("« Des mots. »", "Des mots."),
        (" «\xa0Des mots.\xa0» ", "Des mots."),
        ("“Des mots.”", "Des mots."),
        ('"Des mots."', "Des mots."),
        ("« Oui », dit-il, « non »", "« Oui », dit-il, « non »"),
        ("Le « cloud » aussi", "Le « cloud » aussi"),
        ("", ""),
    ],
)
def test_the_marks_that_hold_a_whole_quotation_go(typed, stripped):
    assert strip_quotation_marks(typed) == stripped


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Équipe", "d’Équipe"),
        ("Camille", "de Camille"),
        ("Œuvre", "d’Œuvre"),
        ("Hélène", "d’Hélène"),
        ("Hôpital", "d’Hôpital"),
        ("hibou", "de hibou"),
        ("Yves", "d’Yves"),
        ("Yann", "de Yann"),
        ("onze", "de onze"),
    ],
)
def test_de_is_elided(name, read):
    assert prefix_de(name) == read


@pytest.fixture
def page(site):
    return draft(site, writer("alice"), title="Un titre : ancien")


def paragraph(text: str) -> dict[str, str]:
    """A body of one paragraph, as the rich text editor sends it, with a link on its first word."""
    block = {"key": "a1b2c", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": ADDRESS}}
    content = {
        "blocks": [block | {"entityRanges": [{"offset": 0, "length": 2, "key": 0}]}],
        "entityMap": {"0": link},
    }
    fields = {"deleted": "", "order": "0", "type": "paragraph", "id": "", "value": ""}
    fields["value"] = json.dumps(content)
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in fields.items()}


def test_what_is_typed_gets_its_no_break_spaces(page):
    alice = page.owner
    edit(
        alice,
        page,
        title="L'IA : un bilan",
        issuer="Les 5 armées : un",
        **paragraph("Ici : l'IA !"),
    )
    saved = fresh(page).get_latest_revision_as_object()
    assert saved.title == "L’IA\xa0: un bilan"
    assert saved.issuer == "Les 5 armées\xa0: un"
    html = saved.body[0].value.source
    assert "\xa0: l’IA\xa0!" in html
    assert f'href="{ADDRESS}"' in html


def test_a_quotation_typed_with_its_marks_has_them_once(page):
    words = {"deleted": "", "order": "0", "type": "quotation", "id": "", "value-role": ""}
    words |= {"value-text": "« Nous avançons. »", "value-author": "Camille Martin"}
    words |= {"value-source": "", "value-source_url": ""}
    fields = {f"body-0-{name}": value for name, value in words.items()}
    edit(page.owner, page, **{"body-count": "1"} | fields)
    [quotation] = fresh(page).get_latest_revision_as_object().body
    assert quotation.value["text"] == "Nous avançons."


def test_what_is_not_changed_stays_as_it_was(page):
    edit(page.owner, page, summary="Un chapô ; nouveau")
    saved = fresh(page).get_latest_revision_as_object()
    assert saved.summary == "Un chapô\xa0; nouveau"
    assert saved.title == "Un titre : ancien"


def test_who_approves_does_not_become_an_author(page):
    benoit, chloe = validator("benoit"), validator("chloe")
    submit(page.owner, page)
    edit(benoit, page)
    assert authors(page) == {page.owner.pk}
    decide(benoit, page)
    decide(chloe, page)
    assert fresh(page).live
    assert fresh(page).title == "Un titre : ancien"


def test_the_hours_of_a_contact_too(db):
    contact = factories.MediaContactFactory(phone="01 99 00 12 34")
    address = f"/gestion/snippets/portal/mediacontact/edit/{contact.pk}/"
    fields = {"name": contact.name, "phone": contact.phone, "opening_hours": "De 8 h 30 à 19 h"}
    assert logged_in(validator("benoit")).post(address, fields).status_code == 302
    contact = MediaContact.objects.get()
    assert contact.opening_hours == "De 8\xa0h\xa030 à 19\xa0h"
    assert contact.phone == "01 99 00 12 34"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("L'IA d'aujourd'hui", "L’IA d’aujourd’hui"),
        ("<p>l&#x27;agence, qu<b>'</b></p>", "<p>l’agence, qu<b>'</b></p>"),
        (f"<a href=\"{ADDRESS}l'a\">l'agence</a>", f'<a href="{ADDRESS}l\'a">l’agence</a>'),
        ("d'o'brien@exemple.fr, l'agence", "d'o'brien@exemple.fr, l’agence"),
        ("https://exemple.fr/l'ia et www.a.fr/l'ia", "https://exemple.fr/l'ia et www.a.fr/l'ia"),
        ("<code>print('l'a')</code> `d'x` l'IA", "<code>print('l'a')</code> `d'x` l’IA"),
        ("'cité', 5' et 3'30", "'cité', 5' et 3'30"),
    ],
)
def test_apostrophes_are_curled_in_prose_alone(typed, read):
    assert typeset(typed) == read
    assert typeset(read) == read


def test_the_editor_curls_what_is_typed(site, alice):
    page = draft(site, alice)
    edit(alice, page, title="L'IA d'aujourd'hui", summary="Qu'est-ce ?")
    saved = fresh(page).get_latest_revision_as_object()
    assert (saved.title, saved.summary) == ("L’IA d’aujourd’hui", "Qu’est-ce\xa0?")
