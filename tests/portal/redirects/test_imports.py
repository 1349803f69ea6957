"""Files of redirects, as French spreadsheets save them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail.contrib.redirects.models import Redirect

import openpyxl
import pytest

from tests.support.addresses import redirection
from tests.support.people import logged_in, messages_of

ADDRESS = "/gestion/redirects/import/"
ROWS = [
    "Ancienne adresse;Nouvelle adresse",
    "/ancien/communiqué.html;/presse/",
    "/Accès;/l-agence/",
]
TEXT = "".join(f"{row}\r\n" for row in ROWS)


def send(client, content: bytes, name: str = "redirections.csv"):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)}, follow=True)


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([*row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        ("sep=;\r\n" + TEXT + ";;\r\n\r\n").encode(),
        TEXT.partition("\n")[2].encode(),  # without headings
        workbook(*(reversed(row.split(";")) for row in ROWS)),
    ],
)
def test_a_file_of_a_spreadsheet_is_read(site, admin_client, client, content):
    assert "2 redirections créées" in messages_of(send(admin_client, content))
    assert redirection(client, "/ancien/communiqué.html") == (301, "/presse/")
    assert redirection(client, "/accès/") == (301, "/l-agence/")


def test_problems_are_told_by_line_and_nothing_is_written(site, admin_client):
    Redirect.add_redirect("/Prise", site.press)
    rows = [
        "Depuis;Vers",
        "/a;/presse/",
        "/b;/nulle-part/",
        ";/presse/",
        "/A;/presse/",
        "/prise;/presse/",
    ]
    rows += ["/c;", "/d;ailleurs sans https", "/e;/e/"]
    response = send(admin_client, "\n".join(rows).encode())
    words = response.content.decode()
    problems = {(each.line, each.message) for each in response.context["problems"]}
    assert {line for line, _message in problems} == {3, 4, 5, 6, 7, 8, 9}
    assert "Cette adresse est déjà à la ligne 2." in words
    assert "Rien n’a été créé" in words
    assert Redirect.objects.count() == 1


def test_a_type_says_whether_a_redirect_is_permanent(site, admin_client):
    send(admin_client, b"Depuis;Vers;Type\n/a;/presse/;temporaire\n/b;/presse/;permanent\n")
    assert dict(Redirect.objects.values_list("old_path", "is_permanent")) == {
        "/a": False,
        "/b": True,
    }


def test_what_was_exported_is_imported(site, admin_client):
    Redirect.add_redirect("/a", site.press)
    exported = b"".join(admin_client.get("/gestion/redirects/?export=csv").streaming_content)
    Redirect.objects.all().delete()
    send(admin_client, exported)
    assert Redirect.objects.get().redirect_page.pk == site.press.pk


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"\n;\n", "Ce fichier est vide"),
        (b"un seul\n/a\n", "Il faut deux colonnes"),
        (b"Depuis;Vers\n", "aucune redirection"),
        (b"PK\x03\x04", "ne s’ouvre pas"),
        (b'Depuis;Vers\n"/a;/b', "guillemets mal fermés"),
        (b"x" * 1_000_001, "dépasse un mégaoctet"),
    ],
)
def test_a_file_that_is_refused_says_why(site, admin_client, content, words):
    assert words in send(admin_client, content).content.decode()
    assert not Redirect.objects.exists()


def test_only_those_who_may_add_redirects_import(site, alice):
    assert logged_in(alice).get(ADDRESS).status_code == 302
