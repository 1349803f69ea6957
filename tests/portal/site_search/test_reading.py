"""What the search reads of a page: what it says, not its tools."""

import pytest

from portal.site_search.reading import read_page
from tests.support import factories


def test_tools_and_ways_to_elsewhere_are_not_read():
    page = read_page(
        b"""<main><h1>Un titre</h1><p>Un texte.</p><a class="fr-btn" href="/a/">Aller</a>
        <div data-nosnippet><h2>Reprendre</h2><p>Copier</p></div><p class="app-paper">Adresse</p>
        <nav>Sommaire</nav><form>Filtrer</form></main>"""
    )
    assert page.title == "Un titre"
    assert [passage.text for passage in page.passages] == ["Un texte."]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["offer", "release"])
def test_a_publication_is_read_without_the_tools_around_it(client, site, kind):
    if kind == "offer":
        page = factories.JobOfferPageFactory(parent=site.jobs)
    else:
        page = factories.PressReleasePageFactory(parent=site.press)
    passages = read_page(client.get(page.url).content).passages
    content = " ".join(f"{passage.heading} {passage.text}" for passage in passages)
    assert content
    for tool in (
        "Imprimer",
        "Encore",
        "Postuler",
        "Copier",
        "Comparer",
        "http://",
        "agenda",
        "votre téléphone",
    ):
        assert tool not in content
