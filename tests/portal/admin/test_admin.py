"""The administration, in French: every form opens, every block has its preview."""

import json

from wagtail.models import Page

import pytest

from news.models import NewsIndexPage
from portal.blocks import BodyBlock
from portal.models import PublicationPage
from tests.support import factories

TYPES = {
    "press": "press/pressreleasepage",
    "news": "news/newsarticlepage",
    "jobs": "recruitment/jobofferpage",
    "home": "portal/standardpage",
}


@pytest.mark.parametrize("parent", sorted(TYPES))
def test_every_page_type_can_be_written(admin_client, site, parent):
    pk = getattr(site, parent).pk
    response = admin_client.get(f"/gestion/pages/add/{TYPES[parent]}/{pk}/")
    assert response.status_code == 200
    assert "chapô" in response.content.decode().lower()


@pytest.mark.parametrize(
    "path",
    [
        "/gestion/",
        "/gestion/images/",
        "/gestion/documents/",
        "/gestion/media/",
        "/gestion/reports/site-history/",
        "/gestion/snippets/portal/theme/",
        "/gestion/snippets/portal/mediacontact/add/",
        "/gestion/snippets/portal/place/add/",
        "/gestion/snippets/portal/glossaryentry/add/",
        "/gestion/snippets/news/pressreviewitem/add/",
        "/gestion/settings/portal/portalsettings/",
    ],
)
def test_the_administration_answers(admin_client, site, path):
    assert admin_client.get(path, follow=True).status_code == 200


def test_the_tree_cannot_be_built_wrong(admin_client, site):
    for parent, kind in (("news", "press/pressreleasepage"), ("home", "news/newsarticlepage")):
        pk = getattr(site, parent).pk
        assert admin_client.get(f"/gestion/pages/add/{kind}/{pk}/").status_code in (302, 403)
    assert not NewsIndexPage.can_create_at(site.home)  # there is one already
    assert PublicationPage not in Page.get_first_root_node().creatable_subpage_models()


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_every_block_is_shown_before_it_is_chosen(admin_client, site, name):
    factories.ImageFactory()
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    assert str(block.meta.group)
    form = admin_client.get(f"/gestion/pages/add/news/newsarticlepage/{site.news.pk}/")
    assert json.dumps(str(block.label)).strip('"') in form.content.decode()
    response = admin_client.get("/gestion/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "css/site.css" in response.content.decode()


def test_a_colleague_finds_a_page_by_its_words(admin_client, site):
    factories.PressReleasePageFactory(parent=site.press, title="Le supercalculateur")
    response = admin_client.get("/gestion/pages/search/", {"q": "supercalculateur"})
    assert "Le supercalculateur" in response.content.decode()
