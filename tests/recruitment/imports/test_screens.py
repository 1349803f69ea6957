"""The screens by which offers are brought in: a check, then one button for all of them."""

import time

from django.core.files.uploadedfile import SimpleUploadedFile

import pytest

from recruitment.imports import offers
from recruitment.models import JobOfferPage
from tests.support.offer_files import as_csv, row
from tests.support.people import logged_in, submit, writer

FILE, CREATE = "/gestion/offres/importer/", "/gestion/offres/importer/creer/"


def send(client, source: str | bytes, name: str = "offres.csv"):
    content = source.encode() if isinstance(source, str) else source
    return client.post(FILE, {"file": SimpleUploadedFile(name, content)})


def test_a_check_creates_nothing(rachel):
    response = send(logged_in(rachel), as_csv(row(), row(title="Architecte de données")))
    html = response.content.decode()
    assert "2 offres sont prêtes" in html
    assert "Architecte de données" in html
    assert "Créer ces 2 brouillons" in html
    assert not JobOfferPage.objects.exists()


def test_one_button_creates_all_as_drafts_of_who_presses_it(site, rachel, places):
    client = logged_in(rachel)
    response = send(client, as_csv(row(), row(title="Architecte de données")))
    checked = response.context["confirmation"].initial["checked"]
    done = client.post(CREATE, {"checked": checked})
    assert done.url == "/gestion/recrutement/offres/?state=brouillon"
    made = list(JobOfferPage.objects.order_by("pk"))
    assert [offer.title for offer in made][1] == "Architecte de données"
    for offer in made:
        assert not offer.live
        assert offer.owner == rachel
        assert offer.get_latest_revision().user == rachel
        assert offer.get_latest_revision_as_object().places == places
    again = client.post(CREATE, {"checked": checked})  # pressed twice
    assert "existe déjà" in again.content.decode()
    assert JobOfferPage.objects.count() == 2


def test_what_was_created_is_submitted_as_it_is(rachel):
    client = logged_in(rachel)
    response = send(client, as_csv(row()))
    client.post(CREATE, {"checked": response.context["confirmation"].initial["checked"]})
    submit(rachel, JobOfferPage.objects.get())
    assert JobOfferPage.objects.get().workflow_in_progress


def test_problems_are_shown_and_nothing_can_be_created(rachel):
    html = send(logged_in(rachel), as_csv(row(title="Ingénieur"), row())).content.decode()
    assert "Un problème" in html
    assert "tout le monde" in html
    assert CREATE not in html
    assert not JobOfferPage.objects.exists()


def test_nothing_is_created_when_one_fails(site, rachel, monkeypatch):
    real, done = offers.create_draft, []

    def add(line, *args):
        done.append(line)
        if len(done) == 2:
            raise RuntimeError
        real(line, *args)

    monkeypatch.setattr(offers, "create_draft", add)
    with pytest.raises(RuntimeError):
        offers.create(as_csv(row(), row(title="Architecte")), site.jobs, rachel)
    assert not JobOfferPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "Ceci est un classeur"),
        (b"Intitul\x81", "n’est pas en UTF-8"),
        (b"a" * 1_000_001, "dépasse un mégaoctet"),
        (b"a;b\x00", "tableau CSV"),
    ],
)
def test_a_file_that_is_refused_says_why(rachel, content, words):
    assert words in send(logged_in(rachel), content).content.decode()


def test_what_was_not_checked_here_is_not_created(rachel):
    refused = logged_in(rachel).post(CREATE, {"checked": as_csv(row())})
    assert refused.url == FILE
    assert not JobOfferPage.objects.exists()


def test_only_recruiters_import(site, rachel):
    stranger = logged_in(writer("alice"))
    for address in (FILE, f"{FILE}modele/"):
        assert logged_in(rachel).get(address).status_code == 200
        assert stranger.get(address).status_code == 302
    assert stranger.post(CREATE, {"checked": "x"}).status_code == 302
    assert FILE in logged_in(rachel).get(f"/gestion/pages/{site.jobs.pk}/").content.decode()


def test_many_lines_do_not_take_minutes(site, rachel):
    source = as_csv(*(row(title=f"Architecte n {number}") for number in range(20)))
    start = time.process_time()
    offers.create(source, site.jobs, rachel)
    assert JobOfferPage.objects.count() == 20
    assert time.process_time() - start < 20  # a tenth of that, as a rule
