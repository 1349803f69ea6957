"""A picture that is frozen has its words mended on a page, by a new revision of it."""

from tests.support import factories
from tests.support.people import decide, draft, edit, fields_of, logged_in, published
from tests.support.withdrawals import fresh


def test_a_credit_and_an_alternative_text_are_mended_by_a_revision(
    site, alice, benoit, chloe, client
):
    image = factories.ImageFactory(credit="Camille Martin")
    body = [{"type": "image", "value": {"image": image.pk}}]
    page = published(site, alice, benoit, chloe, illustration=image, body=body)
    opened = logged_in(alice).get(f"/gestion/pages/{page.pk}/edit/")
    sent = fields_of(opened.content.decode())
    assert {"illustration_alt", "illustration_credit"} <= sent.keys()
    page = fresh(page)
    page.illustration_alt, page.illustration_credit = "Une vague", "Zoé Durand"
    value = {"image": image, "alt": "Une barque", "credit": "Yves Petit"}
    page.body = [("image", value), ("portrait", {"title": "P", "name": "N", "role": "R", **value})]
    page.declare("nom", "Le crédit était faux.")
    page.save_revision(user=alice)
    assert "Zoé Durand" not in client.get(page.url).content.decode()
    page.get_workflow().start(page, alice)
    for reviewer in (benoit, chloe):
        decide(reviewer, page)
    html = client.get(page.url).content.decode()
    for words in ("Une vague", "Zoé Durand", "Une barque", "Yves Petit"):
        assert words in html
    assert "Camille Martin" not in html
    last = fresh(page).versions.order_by("-number").first()
    [description] = [each for each in last.files if each["kind"] == "image"]
    assert (description["title"], description["credit"]) == ("Une vague", "Zoé Durand")
    assert "Zoé Durand" in client.get(f"{page.url}historique/2/").content.decode()
    changes = client.get(f"{page.url}historique/2/depuis/1/").content.decode()
    assert "Description ou crédit corrigé" in changes
    image.refresh_from_db()
    assert image.credit == "Camille Martin"


def test_a_picture_described_for_its_page_has_no_fault(site, alice):
    image = factories.ImageFactory(alt="")
    page = draft(site, alice, illustration=image)
    assert edit(alice, page, "action-submit").status_code == 200
    assert edit(alice, page, "action-submit", illustration_alt="Une vague").status_code == 302
