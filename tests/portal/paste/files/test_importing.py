"""Files brought into the editor: its answer, the pictures, the typography that is only offered."""

import pytest

from portal.models import Image
from tests.support import factories, uploads
from tests.support.people import draft, edit, logged_in, writer
from tests.support.text_files import drawing, p, part, run, word
from tests.support.uploads import attached
from tests.support.withdrawals import fresh

TITLE = "L'agence ouvre : un centre"
LEADS = {"i": ("image", "media/image1.png"), "b": ("image", "media/image2.png")}
TEXT = word(
    p("Bruz, le mardi 3 mars 2026")
    + p(TITLE, "Title")
    + p(drawing("i", "Une salle de calcul"))
    + p(drawing("b", "Une image abîmée"))
    + p("Les premiers essais débutent : l'équipe est prête.")
    + p("Contact presse :")
    + p("presse@exemple.fr"),
    LEADS,
    **{"word/media/image1.png": uploads.picture(), "word/media/image2.png": b"\x89PNG abime"},
)


@pytest.fixture
def bring(site):
    alice = logged_in(writer("alice"))

    def post(content: bytes = TEXT, name: str = "texte.docx", status: int = 200, **data):
        data["file"] = attached(content, name)
        response = alice.post("/gestion/coller/fichier/", data)
        assert response.status_code == status
        return response.json()

    return post


def types(answer) -> list[str]:
    return [block["type"] for block in answer["blocks"]]


def test_the_fields_of_the_page_are_filled(bring):
    place = factories.PlaceFactory(name="Bruz", slug="bruz")
    contact = factories.MediaContactFactory(email="presse@exemple.fr")
    answer = bring(takes_pictures="on")
    assert answer["title"] == TITLE
    assert answer["date"] == "03/03/2026"
    assert answer["place"]["id"] == place.pk
    assert [row["id"] for row in answer["contacts"]] == [contact.pk]
    assert types(answer) == ["paragraph"]
    assert "Reprendre les 2 images" in answer["preview"]
    assert not Image.objects.exists()  # before the page is filled


def test_pictures_are_added_at_last_private_and_without_a_description_of_ours(bring):
    answer = bring(takes_pictures="on", is_final="on")
    assert types(answer) == ["image", "paragraph"]
    image = Image.objects.get()
    assert answer["blocks"][0]["value"]["image"]["id"] == image.pk
    assert (image.title, image.alt) == ("Une salle de calcul", "Une salle de calcul")
    assert not image.public
    assert image.uploaded_by_user.username == "alice"
    assert "Une image abîmée\xa0: Ce fichier n’est pas une image lisible" in answer["notice"]


def test_pictures_may_be_left_out(bring):
    answer = bring(is_final="on")
    assert types(answer) == ["paragraph"]
    assert "Une salle de calcul" in answer["notice"]
    assert not Image.objects.exists()


def test_who_may_add_no_image_keeps_the_text(bring, monkeypatch):
    monkeypatch.setattr("portal.paste.files.find_collection", lambda user: None)
    answer = bring(takes_pictures="on", is_final="on")
    assert types(answer) == ["paragraph"]
    assert "Une salle de calcul" in answer["notice"]
    assert not Image.objects.exists()


def test_revisions_are_asked_about(bring):
    by = 'w:author="A" w:date="2026-03-01T00:00:00Z"'
    added = f'<w:ins w:id="2" {by}><w:r><w:t>nouveau</w:t></w:r></w:ins>'
    content = word(p(f"<w:r><w:t>Un texte </w:t></w:r>{added}"))
    assert "garde 1 modification suivie" in bring(content)["preview"]
    assert "refuses_revisions" not in bring(word(p("Un texte")))["preview"]


def test_comments_are_taken_or_left_and_listed(bring):
    content = word(
        p(f'{run("Un effectif")}<w:r><w:commentReference w:id="0"/></w:r>'),
        {"c": ("comments", "comments.xml")},
        **{
            "word/comments.xml": part(
                "comments", f'<w:comment w:id="0">{p("À revoir")}</w:comment>'
            )
        },
    )
    left = bring(content)
    assert "Reprendre le commentaire" in left["preview"]
    assert "À revoir" in left["notice"]
    assert left["comments"] == []
    taken = bring(content, takes_comments="on")
    assert [comment["block"] for comment in taken["comments"]] == [0]
    assert "À revoir" in taken["comments"][0]["text"]
    assert "À revoir" not in taken["notice"]
    assert "commentaire" not in bring(word(p("Un texte")))["preview"]


def test_a_wrong_file_gets_a_sentence(bring):
    assert "PDF" in bring(uploads.pdf(), "texte.docx", 400)["error"]
    assert "vide" in bring(b"", "texte.md", 400)["error"]


def test_nobody_else_is_answered(client, site):
    response = client.post("/gestion/coller/fichier/", {"file": attached(TEXT, "a.docx")})
    assert response.status_code in (302, 403)


def test_typography_is_offered(bring):
    preview = bring()["preview"]
    assert "Corriger la typographie\xa0: 4 lignes" in preview
    assert "<del>L&#x27;agence</del> → <ins>L’agence</ins>" in preview
    assert "Corriger la typographie" not in bring(word(p("Un texte")))["preview"]


def test_an_official_text_keeps_its_typography_until_its_editors_decide(site, alice):
    page = draft(site, alice, title="Un titre")
    edit(alice, page, title=TITLE, issuer="L'armée", keeps_typography="on")
    saved = fresh(page).get_latest_revision_as_object()
    assert (saved.title, saved.issuer) == (TITLE, "L'armée")
    edit(alice, page, summary="Qu'est-ce ?")
    saved = fresh(page).get_latest_revision_as_object()
    assert (saved.title, saved.summary) == (TITLE, "Qu'est-ce ?")
    edit(alice, page, keeps_typography="")
    saved = fresh(page).get_latest_revision_as_object()
    assert saved.title == "L’agence ouvre\xa0: un centre"
    assert (saved.issuer, saved.summary) == ("L’armée", "Qu’est-ce\xa0?")
