"""Every upload is searched for viruses before anything reads it; without clamd none is stored."""

from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail.models import Collection

import pytest

from portal.models import Document, Image, Media
from portal.uploads.viruses import scan
from tests.support.clamd import STREAM_MAX, VIRUS, running_clamd
from tests.support.health import health_details
from tests.support.people import person

VIRUS_MESSAGE = "L’antivirus a reconnu un logiciel malveillant dans ce fichier"
AWAY_MESSAGE = "L’antivirus ne répond pas"


@pytest.fixture
def clamd(tmp_path, settings):
    with running_clamd(tmp_path / "clamd") as server:
        settings.CLAMD = f"unix:{tmp_path}/clamd"
        yield server


@pytest.fixture
def away(tmp_path, settings) -> None:
    settings.CLAMD = f"unix:{tmp_path}/absent"


def upload(client, content: bytes, name: str = "texte.csv"):
    file = SimpleUploadedFile(name, content)
    data = {"title": "Un texte", "file": file, "collection": Collection.get_first_root_node().pk}
    return client.post("/gestion/documents/add/", data)


def test_a_virus_is_refused_in_words_and_nothing_is_stored(client, chief, clamd, caplog):
    client.force_login(chief)
    page = upload(client, b"a,b\n" + VIRUS).content.decode()
    assert VIRUS_MESSAGE in page
    assert "Un texte" in page  # what was typed is not lost
    assert not Document.objects.exists()
    assert "stream: Test.Virus FOUND" in caplog.text
    assert upload(client, b"a,b\n1,2").status_code == 302
    assert Document.objects.get().file.read() == b"a,b\n1,2"


def test_a_file_is_searched_once(client, chief, clamd):
    client.force_login(chief)
    upload(client, b"a,b\n1,2")
    assert clamd.scanned == [b"a,b\n1,2"]


@pytest.mark.parametrize(
    ("model", "field", "name"),
    [
        (Document, "file", "texte.pdf"),
        (Image, "file", "image.png"),
        (Media, "file", "video.mp4"),
        (Media, "thumbnail", "image.png"),
        (Media, "subtitles", "titres.vtt"),
    ],
)
def test_each_kind_of_file_is_searched_before_it_is_read(db, clamd, model, field, name):
    row = model(title="Un fichier")
    with pytest.raises(ValidationError, match=VIRUS_MESSAGE):  # and not: unreadable
        getattr(row, field).save(name, ContentFile(VIRUS), save=False)


@pytest.mark.parametrize("path", ["/gestion/redirects/import/", "/gestion/offres/importer/"])
def test_files_that_are_only_read_are_searched_too(client, chief, site, clamd, path):
    client.force_login(chief)
    file = SimpleUploadedFile("fichier.csv", VIRUS)
    assert VIRUS_MESSAGE in client.post(path, {"file": file}, follow=True).content.decode()


def test_without_clamd_uploads_are_refused_and_operators_hear_of_it(client, chief, away, caplog):
    chief.email = "chef@exemple.fr"
    chief.save()
    person("sans")  # hears of nothing
    client.force_login(chief)
    for _time in range(2):
        assert AWAY_MESSAGE in upload(client, b"a,b\n1,2").content.decode()
    assert not Document.objects.exists()
    [message] = mail.outbox  # once an hour
    assert message.to == ["chef@exemple.fr"]
    assert "clamd" in message.body
    assert "clamd cannot be asked" in caplog.text


@pytest.mark.parametrize("answer", [b"stream: broken ERROR\0", b"UNKNOWN COMMAND\0", b"\0"])
def test_an_answer_that_is_none_refuses_the_file(client, chief, clamd, answer):
    clamd.answer = answer
    client.force_login(chief)
    assert AWAY_MESSAGE in upload(client, b"a,b\n1,2").content.decode()


def test_a_file_beyond_the_limit_of_clamd_is_refused(client, chief, clamd):
    client.force_login(chief)
    page = upload(client, b"a" * (STREAM_MAX * 20)).content.decode()
    assert "trop lourd pour l’antivirus" in page
    assert mail.outbox == []


def test_the_file_is_left_at_its_start(clamd):
    file = ContentFile(b"abc")
    file.seek(2)
    assert scan(file) == "stream: OK"
    assert file.read() == b"abc"


def test_health_names_the_antivirus(client, site, clamd, settings):
    assert health_details(client).json()["antivirus"] == "ok"
    settings.CLAMD = "tcp://127.0.0.1:1"
    answer = health_details(client)
    assert answer.json()["antivirus"] == "degraded: unreachable: no upload is accepted"
    settings.CLAMD = ""
    assert health_details(client).json()["antivirus"] == "ok"
