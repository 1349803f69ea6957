"""The catalogue of blocks and components: who sees it, and that nothing is missing from it."""

from django.apps import apps
from django.conf import settings

import pytest
from bs4 import BeautifulSoup

from portal.blocks import BodyBlock
from portal.catalogue import get_chapters
from portal.models import PublicationPage, User
from tests.support import factories
from tests.support.people import logged_in, writer

ADDRESS = "/gestion/catalogue/"
pytestmark = pytest.mark.django_db


def specimens() -> list:
    return [specimen for chapter in get_chapters() for specimen in chapter.specimens]


@pytest.fixture
def catalogue(site):
    """The catalogue of a site that has a public picture."""
    picture = factories.ImageFactory()
    site.agency.illustration = picture
    site.agency.save_revision().publish()
    return logged_in(writer("rachel"))


def read(client, address: str = ADDRESS) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_editors_alone_see_it(client, site):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(User.objects.create_user("nobody"))
    assert client.get(ADDRESS).status_code == 302
    assert ADDRESS in logged_in(writer("rachel")).get("/gestion/").content.decode()


def test_every_block_is_shown():
    assert {one.block for one in specimens()} - {""} == set(BodyBlock().child_blocks)


def test_every_component_is_shown():
    components = (settings.BASE_DIR / "templates/components").glob("*.html")
    missing = {f"components/{path.name}" for path in components}
    assert not missing - {one.template for one in specimens()}


def test_every_type_of_publication_has_its_card(catalogue, rf):
    kinds = {kind for kind in apps.get_models() if issubclass(kind, PublicationPage)}
    assert {(kind, kind.card_template) for kind in kinds} <= set(cards(rf))


def cards(rf):
    from portal.catalogue.samples import Samples

    samples = Samples(rf.get(ADDRESS))
    for one in specimens():
        for _words, context in one.build_states(samples):
            yield type(context.get("page")), one.template


def test_each_specimen_is_named_explained_and_reachable(catalogue):
    slugs = [one.slug for one in specimens()]
    assert len(slugs) == len(set(slugs))
    chapters = [(chapter, each) for chapter in get_chapters() for each in chapter.specimens]
    links = {link["href"] for link in read(catalogue).select(".app-catalogue__contents li a")}
    assert links == {f"?chapitre={chapter.slug}#{each.slug}" for chapter, each in chapters}
    pages = {each.slug: chapter_page(catalogue, each) for each in get_chapters()}
    for chapter, one in chapters:
        specimen = pages[chapter.slug].find(id=one.slug)
        assert str(one.title) in specimen.h3.text
        assert str(one.use) in specimen.text
        assert str(one.use).endswith(".")
        assert specimen.select(".app-catalogue__state"), one.slug
        assert specimen.find("a", href=f"?exemple={one.slug}")
        if one.block:
            assert str(one.group) in specimen.text


def chapter_page(client, chapter) -> BeautifulSoup:
    return read(client, f"{ADDRESS}?chapitre={chapter.slug}")


def test_a_chapter_shows_its_specimens_alone(catalogue):
    for chapter in get_chapters():
        shown = chapter_page(catalogue, chapter).select(".app-catalogue__specimen")
        assert [each["id"] for each in shown] == [each.slug for each in chapter.specimens]


def test_no_id_is_given_twice(catalogue):
    page = read(catalogue, f"{ADDRESS}?chapitre=tout")
    assert len(page.select("[data-specimen]")) == len(specimens())
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("slug", ["bloc-quotation", "composant-toc"])
def test_one_may_be_shown_alone(catalogue, slug):
    response = catalogue.get(ADDRESS, {"exemple": slug})
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    page = BeautifulSoup(response.content, "html.parser")
    assert [node["data-specimen"] for node in page.select("[data-specimen]")] == [slug]
    assert not page.find("header")


@pytest.mark.parametrize("value", ["introuvable", "\x00", "x" * 5000])
def test_an_unknown_one_is_ignored(catalogue, value):
    first = get_chapters()[0]
    for name in ("exemple", "chapitre"):
        response = catalogue.get(ADDRESS, {name: value})
        assert response.status_code == 200
        assert response.content.decode().count("data-specimen") == len(first.specimens)


def test_it_says_that_the_library_has_no_picture(site):
    assert "aucune image publique" in read(logged_in(writer("rachel"))).text


def test_looking_writes_nothing(catalogue, django_assert_num_queries):
    catalogue.get(ADDRESS)  # the renditions of the picture
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        catalogue.get(ADDRESS)
    written = [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
    assert not written, written
    assert len(asked) < 60, len(asked)
