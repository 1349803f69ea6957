"""What is too much at once is refused in words, and the browser gives back what was typed."""

import pytest

from tests.support.people import draft, fields_of, logged_in, messages_of

JSON = {"accept": "application/json"}


@pytest.fixture
def editor(site, alice):
    """The author's browser, the address of the editor, and what its form sends."""
    address = f"/gestion/pages/{draft(site, alice).pk}/edit/"
    client = logged_in(alice)
    return client, address, fields_of(client.get(address).content.decode())


def many(number: int) -> dict[str, str]:
    return {f"autre-{rank}": "" for rank in range(number)}


def test_an_article_of_many_blocks_is_saved(editor):
    client, address, form = editor
    response = client.post(address, form | many(9_000) | {"title": "Un long article"})
    assert response.status_code == 302
    assert "Un long article" in messages_of(response)


def test_a_long_text_is_saved(editor):
    client, address, form = editor
    response = client.post(address, form | {"autre": "é" * 4_000_000})
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("excess", "status"), [(many(10_001), 400), ({"summary": "x" * 11_000_000}, 413)]
)
def test_beyond_a_page_says_what_to_do(editor, excess, status):
    client, address, form = editor
    response = client.post(address, form | excess)
    assert response.status_code == status
    page = response.content.decode()
    assert "n’a pas été enregistré" in page
    assert "Revenez à la page précédente" in page
    assert "Retirez des blocs" in page
    saving = client.post(address, form | excess, headers=JSON)
    assert saving.status_code == status
    assert "trop de contenu" in saving.json()["error_message"]


def test_a_visitor_is_told_too(client, site):
    response = client.post("/gestion/login/", many(10_001))
    assert response.status_code == 400
    assert "trop de contenu" in response.content.decode()


def test_a_name_that_is_not_the_sites_is_refused_shortly(client, site):
    response = client.get("/", headers={"host": "ailleurs.example"})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")


def test_what_is_malformed_is_refused_in_words(site, alice):
    response = logged_in(alice).get("/gestion/images/?collection_id=x")
    assert response.status_code == 400
    assert "ne comprend pas cette demande" in response.content.decode()
