"""Links inside the portal: what they lead to exists, and visitors may open it."""

from wagtail.contrib.redirects.models import Redirect

import pytest

from portal.content_checks import find_errors
from tests.support import factories
from tests.support.content_checks import link_to, paragraph, with_body
from tests.support.people import draft


def test_links_to_pages_that_visitors_may_open_are_good(release, site):
    assert not find_errors(with_body(release, link_to(site.press)))


def test_a_link_to_a_draft_is_an_error_at_its_block(release, site, alice):
    other = draft(site, alice, title="Un secret")
    [error] = find_errors(with_body(release, {"id": "ab", **link_to(other)}))
    assert (error.field, error.block) == ("body", "ab")
    assert "«\xa0Un secret\xa0», que les visiteurs ne peuvent pas ouvrir" in str(error.message)


def test_links_to_what_was_deleted_are_errors(release, site, alice):
    other = draft(site, alice)
    link, button = link_to(other), {"label": "Voir", "page": other.pk, "style": "primary"}
    other.delete()
    document = paragraph('<p><a linktype="document" id="99999">Un dossier</a></p>')
    with_body(release, link, {"type": "buttons", "value": {"buttons": [button]}}, document)
    assert {str(error.message) for error in find_errors(release)} == {
        "Un lien mène à une page qui n’existe plus.",
        "Un lien mène à un document qui n’existe plus.",
    }


def test_the_number_of_queries_of_links_does_not_grow(release, site, django_assert_max_num_queries):
    articles = [factories.NewsArticlePageFactory(parent=site.news) for _number in range(8)]
    with_body(release, *map(link_to, articles))
    find_errors(release)
    with django_assert_max_num_queries(12):
        find_errors(release)


@pytest.mark.parametrize("root", ["", "http://localhost"])
def test_addresses_of_the_portal_that_lead_nowhere_are_errors(release, site, root):
    good = ["/", "/presse/", "/presse", "/presse/agenda/", "/recherche/?q=ia", "/presse/?theme=ia"]
    with_body(release, *(paragraph(f'<p><a href="{root}{path}">ceci</a></p>') for path in good))
    assert not find_errors(release)
    wrong = paragraph(f'<p><a href="{root}/presse/rien/#bas">ceci</a></p>') | {"id": "ab"}
    [error] = find_errors(with_body(release, wrong))
    assert str(error.message) == "Un lien mène à /presse/rien/, où les visiteurs ne trouvent rien."
    assert error.block == "ab"
    Redirect.objects.create(old_path="/presse/rien", redirect_link="/presse/")
    assert not find_errors(release)


def test_the_address_of_a_draft_leads_nowhere_unless_it_is_this_text(release, site, alice):
    for page, count in ((draft(site, alice, title="Un autre"), 1), (release, 0)):
        button = {"label": "Voir", "url": f"http://localhost{page.url}", "style": "primary"}
        with_body(release, {"type": "buttons", "value": {"buttons": [button]}})
        assert len(find_errors(release)) == count
