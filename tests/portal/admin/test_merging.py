"""Deleting a shared row tells what would lose it, and proposes another in its place."""

import json

from wagtail.models import ReferenceIndex
from wagtail.snippets.models import get_snippet_models

import pytest
from bs4 import BeautifulSoup

from portal.admin.merge_views import MergeDeleteView
from portal.admin.merging import get_relations
from portal.core.snippets import MediaContact, Place
from portal.core.themes import Theme
from portal.models import StandardPage
from press.models import PressReleaseContact
from recruitment.models import JobOfferPage
from tests.support import factories
from tests.support.people import draft, edit, logged_in, messages_of
from tests.support.withdrawals import fresh


def address(row, view: str = "delete") -> str:
    return f"/gestion/snippets/{row._meta.app_label}/{row._meta.model_name}/{view}/{row.pk}/"


def merge(client, row, other):
    return client.post(address(row), {"merge": "1", "other": other.pk}, follow=True)


@pytest.fixture
def themes(site):
    return [factories.ThemeFactory(name=name, slug=name.lower()) for name in ("Calcul", "Calculs")]


def test_what_would_lose_a_theme_is_told(site, admin_client, themes):
    theme, other = themes
    for number in range(12):
        factories.NewsArticlePageFactory(parent=site.news, title=f"Texte {number}", themes=[theme])
    page = BeautifulSoup(admin_client.get(address(theme)).content, "html.parser")
    assert "sert dans 12 textes" in page.text
    assert "Texte 3" in page.text
    assert "et 2 autres" in " ".join(page.text.split())
    options = [option.text for option in page.select("select[name=other] option")]
    assert options == ["Choisissez…", "Calculs"]
    unused = BeautifulSoup(admin_client.get(address(other)).content, "html.parser")
    assert "Supprimer « Calculs » ?" in " ".join(unused.text.split())
    assert not unused.select("select[name=other]")


def test_a_merger_moves_links_drafts_and_addresses(site, client, admin_client, themes, alice):
    theme, other = themes
    one = factories.NewsArticlePageFactory(parent=site.news, title="Un", themes=[theme])
    both = factories.NewsArticlePageFactory(parent=site.news, title="Deux", themes=themes)
    text = draft(site, alice, "Un brouillon")
    edit(alice, text, themes=theme.pk)
    changed = factories.NewsArticlePageFactory(parent=site.news, title="Trois")
    changed.themes.add(theme)
    changed.save_revision()  # of which the live page knows nothing
    changed = fresh(changed)
    answer = merge(admin_client, theme, other)
    assert "est fusionné avec «\u00a0Calculs\u00a0»" in messages_of(answer)
    assert not Theme.objects.filter(pk=theme.pk).exists()
    for page in (one, both):
        assert [each.pk for each in fresh(page).themes.all()] == [other.pk]
    for page in (text, changed):
        revision = fresh(page).get_latest_revision_as_object()
        assert [each.pk for each in revision.themes.all()] == [other.pk]
    response = client.get("/actualites/?theme=calcul")
    assert (response.status_code, response.url) == (301, "/actualites/?theme=calculs")
    assert client.get(response.url).context["paginator"].count == 2


def test_a_merger_keeps_former_addresses_of_former_ones(site, client, admin_client, themes):
    theme, other = themes
    theme.slug = "calcul-intensif"
    theme.save()
    merge(admin_client, theme, other)
    for former in ("calcul", "calcul-intensif"):
        assert client.get(f"/actualites/?theme={former}").url == "/actualites/?theme=calculs"


def test_a_place_that_is_needed_is_merged_and_not_lost(site, admin_client):
    old, new = factories.PlaceFactory(name="Vieux"), factories.PlaceFactory(name="Neuf")
    offer = factories.JobOfferPageFactory(parent=site.jobs, places=[old, new])
    offer.save_revision()
    release = factories.PressReleasePageFactory(parent=site.press, place=old)
    page = admin_client.get(address(old)).content.decode()
    assert "C’est impossible" in page
    assert "Oui, supprimer" not in page
    merge(admin_client, old, new)
    assert not Place.objects.filter(pk=old.pk).exists()
    offer = JobOfferPage.objects.get(pk=offer.pk)
    assert offer.places == offer.get_latest_revision_as_object().places == [new]
    assert fresh(release).place == new


def test_a_contact_is_merged_in_blocks_too(site, admin_client):
    old, new = factories.MediaContactFactory(), factories.MediaContactFactory()
    body = [{"type": "contact", "id": "b1", "value": {"contact": old.pk}}]
    page = factories.StandardPageFactory(parent=site.home, body=json.dumps(body))
    page.save_revision()
    release = factories.PressReleasePageFactory(parent=site.press)
    release.contacts.add(PressReleaseContact(contact=old))
    release.save()
    ReferenceIndex.create_or_update_for_object(page)
    merge(admin_client, old, new)
    page = StandardPage.objects.get(pk=page.pk)
    for text in (page, page.get_latest_revision_as_object()):
        assert text.body[0].value["contact"] == new
    assert fresh(release).contact_list == [new]
    assert not MediaContact.objects.filter(pk=old.pk).exists()
    assert ReferenceIndex.get_references_to(new).exists()


def test_nothing_is_merged_with_itself_or_with_nothing(site, admin_client, themes):
    theme, _other = themes
    factories.NewsArticlePageFactory(parent=site.news, themes=[theme])
    for other in ("", theme.pk, 0):
        admin_client.post(address(theme), {"merge": "1", "other": other})
        assert Theme.objects.filter(pk=theme.pk).exists()


def test_a_theme_may_be_deleted_all_the_same(site, admin_client, themes):
    theme, _other = themes
    page = factories.NewsArticlePageFactory(parent=site.news, themes=[theme])
    admin_client.post(address(theme))
    assert not fresh(page).themes.exists()


def test_used_rows_are_not_deleted_by_the_dozen(site, admin_client, themes):
    theme, other = themes
    factories.NewsArticlePageFactory(parent=site.news, themes=[theme])
    bulk = f"/gestion/bulk/portal/theme/delete/?id={theme.pk}&id={other.pk}&next=/gestion/"
    assert "Calcul sert encore" in admin_client.post(bulk, follow=True).content.decode()
    assert Theme.objects.count() == 2


def test_only_those_who_write_themes_merge_them(site, alice, themes):
    theme, other = themes
    merge(logged_in(alice), theme, other)
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_every_snippet_to_which_others_refer_is_merged_rather_than_lost():
    for model in get_snippet_models():
        if any(True for _relation in get_relations(model())) and model._meta.app_label != "press":
            assert issubclass(model.snippet_viewset.delete_view_class, MergeDeleteView), model
