"""A text that is withdrawn: its page says so, and nothing else tells of it."""

import re

from django.db import transaction

from wagtail.models import Page

import pytest

from portal.models import PublicationPage, Withdrawal
from tests.support.people import logged_in
from tests.support.queries import count_queries
from tests.support.visibility import CANARY, surfaces
from tests.support.withdrawals import WHY, fresh, reopen, withdraw

# The way to the history, where the reopening leaves a trace.
TRACE = re.compile(r'<p class="app-mention">\s*<a href="[^"]*historique/">.*?</p>\s*', re.DOTALL)


def test_its_page_says_so_and_nothing_more(client, page):
    number = getattr(page, "reference_number", "")
    client.get(page.url)  # its pictures are made
    withdrawn = withdraw(page, page.validator)
    response = client.get(page.url)
    assert response.status_code == 200
    text = response.content.decode()
    for sentence in ("Un texte public", number, "Retiré le", "Contenu erroné", WHY):
        assert sentence in text
    assert f'datetime="{withdrawn.withdrawal.date:%Y-%m-%d}"' in text
    assert 'name="robots" content="noindex' in text
    assert "og:image" not in text
    assert CANARY not in text.replace(page.url, "")


def test_nothing_else_tells_of_it(client, page):
    pages = {url: client.get(url).content.decode().lower() for url in surfaces(page.site)}
    assert CANARY in pages["/sitemap.xml"] + pages["/"]
    withdraw(page, page.validator)
    for url in surfaces(page.site):
        response = client.get(url)
        text = response.content.decode().lower()
        if "flux" in url:  # feeds lead to the page, which says that it is withdrawn
            text = text.replace(f"/{CANARY}/", "")
        assert f"/{CANARY}/" not in text, url
        assert CANARY in url or CANARY not in text, url
    for url in (page.get_parent().url, "/recherche/"):
        assert client.get(url).context["paginator"].count == 1
        assert client.get(url, {"q": CANARY}).context["paginator"].count == 0
    suggested = client.get("/recherche/suggestions.json?q=texte+public").content.decode()
    assert "Un texte public" not in suggested
    beside = client.get(page.site.public[0].url).context
    assert (list(beside["related"]), beside["previous"], beside["next"]) == ([], None, None)
    assert client.get(f"{page.url}texte/").status_code == 404


def test_reopened_it_is_as_before(client, page):
    def read(url: str) -> str:
        return " ".join(TRACE.sub("", client.get(url).content.decode()).split())

    before = {url: read(url) for url in ["/sitemap.xml", page.url]}
    withdraw(page, page.validator)
    reopened = reopen(page, page.validator)
    assert reopened.is_listed
    assert reopened.withdrawal is None
    assert {url: read(url) for url in before} == before
    row = Withdrawal.objects.get()
    assert (row.reopened_by, row.reopened_because) == (page.validator, "Le texte a été vérifié.")
    assert withdraw(page, page.validator).withdrawal.pk != row.pk


def test_its_files_are_private_as_long(client, page):
    files = [page.image.get_rendition("width-32").url, page.document.url]
    assert [client.get(url).status_code for url in files] == [200, 200]
    withdraw(page, page.validator)
    assert [client.get(url).status_code for url in files] == [404, 404]
    reopen(page, page.validator)
    assert [client.get(url).status_code for url in files] == [200, 200]


def test_a_file_that_another_page_shows_stays_public(client, page):
    beside = page.site.public[0]
    beside.illustration = page.image
    beside.save_revision().publish()
    withdraw(page, page.validator)
    assert client.get(page.image.file.url).status_code == 200
    assert client.get(page.document.url).status_code == 404
    withdraw(beside, page.validator)
    assert client.get(page.image.file.url).status_code == 404


def test_what_is_rolled_back_leaves_files_and_lists_as_they_were(page):
    with transaction.atomic():
        withdraw(page, page.validator)
        transaction.set_rollback(True)
    page.image.refresh_from_db()
    assert page.image.public
    assert fresh(page).is_listed


# No revision brings it back


def test_publishing_does_not_reopen(client, page):
    earlier = fresh(page).save_revision()
    withdraw(page, page.validator)
    later = fresh(page)
    later.title = "Un texte corrigé"
    for revision in (earlier, later.save_revision()):
        revision.publish()
        assert not PublicationPage.objects.listed().filter(pk=page.pk).exists()
        assert CANARY not in client.get(page.url).content.decode().replace(page.url, "")
    page.image.refresh_from_db()
    assert not page.image.public
    scheduled = fresh(page).save_revision()
    reopen(page, page.validator)
    scheduled.publish()  # it holds the end that was
    assert fresh(page).is_listed


def test_unpublished_it_is_not_found_and_back_it_is_withdrawn(client, page):
    withdraw(page, page.validator)
    fresh(page).unpublish()
    assert client.get(page.url).status_code == 404
    fresh(page).save_revision().publish()
    assert "Retiré le" in client.get(page.url).content.decode()


def test_a_copy_is_not_withdrawn_and_an_alias_is(client, page):
    before = page.create_alias(update_slug="avant")
    withdraw(page, page.validator)
    after = fresh(page).create_alias(update_slug="apres")
    fresh(page).save_revision().publish()  # which writes the aliases anew
    for alias in (before, after):
        assert not PublicationPage.objects.listed().filter(pk=alias.pk).exists()
        assert "Retiré le" in client.get(alias.url).content.decode()
    page.image.refresh_from_db()
    assert not page.image.public
    copied = fresh(page).copy(update_attrs={"slug": "copie"}, keep_live=False)
    assert (copied.specific.listed_until, copied.specific.withdrawal) == (None, None)


def test_the_preview_shows_what_is_prepared(page):
    withdraw(page, page.validator)
    html = logged_in(page.validator).get(f"/gestion/pages/{page.pk}/view_draft/").content.decode()
    assert "Retiré le" not in html
    assert CANARY in html


# What it costs


def test_a_public_page_costs_no_more(client, page):
    before = count_queries(client, page.url)
    withdraw(page, page.validator)
    assert count_queries(client, page.url) < before
    reopen(page, page.validator)
    assert count_queries(client, page.url) == before


def test_saving_costs_two_queries(page, django_assert_num_queries):
    with django_assert_num_queries(2):
        page.withdrawn_at()
    assert Page.objects.filter(pk=page.pk, live=True).exists()


@pytest.mark.parametrize("tied_page", ["press"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "status"), [("erreur", 200), ("donnees-personnelles", 404), ("justice", 404)]
)
def test_its_versions_stay_known_unless_the_reason_hides_them(client, page, kind, status):
    fresh(page).save_revision().publish()
    history = f"{page.url}historique/"
    history_urls = [history, f"{history}2/", f"{history}2/depuis/1/"]
    addresses = [*history_urls, f"{history}1/", f"{history}1/texte/"]
    assert {client.get(address).status_code for address in addresses} == {200}
    withdraw(page, page.validator, kind=kind)
    assert {client.get(address).status_code for address in addresses} == {status}
    html = client.get(page.url).content.decode()
    assert (history in html) == (status == 200)
    if status == 200:
        for address in history_urls:
            html = client.get(address).content.decode()
            assert "Texte retiré le" in html
            assert WHY in html
            assert "en vigueur" not in html
    reopen(page, page.validator)
    assert client.get(history).status_code == 200
