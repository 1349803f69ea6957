"""A journalist reads the text under embargo, and its files, by his link; nobody else does."""

import datetime
import re

from django.test import Client
from django.utils import timezone

import pytest

from portal.models import Image
from press.models import EmbargoLink, Opening, PressReleasePage
from tests.support import factories
from tests.support.embargoes import (
    SECRET,
    clock,
    embargoed,
    end_of,
    given,
    journalist,
    private_files,
    text_of,
    tick,
)
from tests.support.people import logged_in

SECOND = datetime.timedelta(seconds=1)


# The journalist


def test_opening_the_link_tells_and_notes_nothing(page, nadia):
    _link, address = given(page, nadia)
    for method in ("get", "head"):
        response = getattr(Client(), method)(address)
        assert response.status_code == 200
    html = text_of(Client().get(address))
    assert "sous embargo jusqu’au" in html.lower()
    assert 'method="post"' in html
    for secret in (page.title, page.slug, SECRET, "Un chapô tenu secret", "Nadia"):
        assert secret not in html
    assert not Opening.objects.exists()


def test_the_button_shows_the_text_and_is_noted(page, nadia):
    link, address = given(page, nadia)
    journalist_browser = Client(enforce_csrf_checks=True)
    response = journalist_browser.post(address, headers={"origin": "null"})
    html = text_of(response)
    assert page.title in html
    assert SECRET in html
    mark = f"{page.get_embargoed_text().embargo_label} – remis à Nadia Belkacem (Le Quotidien)"
    assert html.count(mark) > 10
    assert [opening.link for opening in Opening.objects.all()] == [link]
    assert {field.name for field in Opening._meta.fields} == {"id", "link", "at"}


def test_nothing_of_it_is_for_machines_or_kept(page, nadia):
    _link, address = given(page, nadia)
    responses = [Client().get(address), Client().post(address), Client().post(f"{address[:-9]}/")]
    for response in responses:
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "ETag" not in response
        assert "Last-Modified" not in response
        html = response.content.decode()
        assert "og:" not in html
        assert "ld+json" not in html
        assert "canonical" not in html
        assert "fr-share" not in html


def test_other_addresses_still_check_forms(site):
    browser = Client(enforce_csrf_checks=True)
    for address in ("/presse/", "/presse/sous-embargo/", "/recherche/"):
        assert browser.post(address).status_code == 403


def test_unknown_expired_and_revoked_say_the_same(page, nadia):
    _link, first = given(page, nadia)
    Client().post(first)
    _link, second = given(page, nadia)  # the first one is revoked by it
    EmbargoLink.objects.valid().update(expires_at=timezone.now())
    unknown = f"/presse/sous-embargo/{'a' * 43}/"
    for method in ("get", "post"):
        answers = [getattr(Client(), method)(address) for address in (first, second, unknown)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert "Ce lien ne mène à rien" in answers[0].content.decode()
    assert Opening.objects.count() == 1


def test_a_later_draft_is_never_shown(page, office, nadia):
    _link, address = given(page, nadia)
    later = PressReleasePage.objects.get(pk=page.pk)
    later.title = "Pas encore approuvé"
    later.save_revision(user=office.alice)
    html = text_of(Client().post(address))
    assert "Un accord majeur" in html
    assert "Pas encore approuvé" not in html


def test_what_is_taken_back_from_the_schedule_is_shown_no_more(page, office, nadia):
    _link, address = given(page, nadia)
    revision = page.scheduled_revision
    logged_in(office.benoit).post(f"/gestion/pages/{page.pk}/revisions/{revision.pk}/unschedule/")
    assert Client().post(address).status_code == 404
    assert SECRET not in text_of(Client().post(address))


def test_the_embargo_lifted_the_link_leads_to_the_public_page(page, nadia):
    link, address = given(page, nadia)
    end = end_of(page)
    assert end < link.expires_at <= end + datetime.timedelta(days=1)
    tick(end + SECOND)
    for method in ("get", "post"):
        response = getattr(Client(), method)(address)
        assert (response.status_code, response["Location"]) == (302, page.url)
        assert "no-store" in response["Cache-Control"]
    with clock(link.expires_at + SECOND):
        assert Client().get(address).status_code == 404
    EmbargoLink.objects.revoke()
    assert Client().get(address).status_code == 404


# Its files


@pytest.fixture
def illustrated(site, office):
    files = private_files()
    body = [
        {"type": "image", "value": {"image": files.image.pk}},
        {"type": "download", "value": {"document": files.document.pk}},
        {
            "type": "paragraph",
            "value": f'<p><a linktype="document" id="{files.document.pk}">le dossier</a></p>',
        },
    ]
    page = embargoed(site, office, slug="illustre", illustration=files.image, body=body)
    page.files = files
    return page


def addresses(html: str) -> set[str]:
    return set(re.findall(r"/presse/sous-embargo/[\w\-]+/fichiers/[\w\-]+/[\w\-]+/", html))


def test_its_files_come_with_the_text_and_to_nobody_else(illustrated, nadia, client):
    _link, address = given(illustrated, nadia)
    html = Client().post(address).content.decode()
    assert "/media/" not in html
    urls = addresses(html)
    assert len(urls) >= 3  # the document, and sizes of the picture
    kinds = set()
    for each in urls:
        response = Client().get(each)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert b"".join(response.streaming_content)
        kinds.add(response["Content-Type"])
    assert {"application/pdf", "image/avif"} <= kinds
    for rendition in illustrated.files.image.renditions.all():
        assert client.get(rendition.url).status_code == 404
    assert client.get(illustrated.files.document.url).status_code == 404
    assert Opening.objects.count() == 1  # the text was opened once


def test_a_file_has_no_other_address(illustrated, nadia):
    link, address = given(illustrated, nadia)
    (one, *_others) = addresses(Client().post(address).content.decode())
    *_start, name, signature, _end = one.split("/")
    other = factories.ImageFactory(public=False)
    _link, elsewhere = given(illustrated, journalist("Omar Diallo"))
    for wrong in (
        f"{address}fichiers/{name}/{'0' * 64}/",
        f"{address}fichiers/{name[:-2]}/{signature}/",
        f"{address}fichiers/é/{signature}/",
        f"{address}fichiers/{other.file.name.encode().hex()}/{signature}/",
        f"{elsewhere}fichiers/{name}/{signature}/",
    ):
        assert Client().get(wrong).status_code == 404, wrong
    assert Client().post(one).status_code in (403, 405)
    EmbargoLink.objects.filter(pk=link.pk).revoke()
    assert Client().get(one).status_code == 404


def test_its_files_outlive_a_new_secret_key_until_the_former_one_goes(illustrated, nadia, settings):
    _link, address = given(illustrated, nadia)
    before = addresses(Client().post(address).content.decode())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "nouvelle"
    after = addresses(Client().post(address).content.decode())
    assert not before & after
    assert {Client().get(each).status_code for each in before | after} == {200}
    settings.SECRET_KEY_FALLBACKS = []
    assert {Client().get(each).status_code for each in before} == {404}
    assert {Client().get(each).status_code for each in after} == {200}


def test_an_address_in_the_text_itself_is_left_alone(site, office, nadia):
    body = [{"type": "paragraph", "value": "<p>Voir src=/media/a.png ou /media/b.png.</p>"}]
    page = embargoed(site, office, slug="adresses", body=body)
    _link, address = given(page, nadia)
    html = Client().post(address).content.decode()
    assert "Voir src=/media/a.png ou /media/b.png." in html
    assert Image.objects.count() == 0
