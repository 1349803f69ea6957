"""Each event ends the pages of both workers within a second; what nobody sees ends none."""

import datetime
import time

from django.db import transaction
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

import pytest

from portal.models import PortalSettings, PublicationPage, Theme
from tests.support import embargoes, factories, published_versions
from tests.support.database_roles import execute
from tests.support.page_caches import wait_until
from tests.support.people import autosave, draft, logged_in, validator
from tests.support.withdrawals import fresh, published, reopen, withdraw
from tests.support.workers import clock_role

ONE_SECOND = 1.0


@pytest.fixture
def article(workers, laid):
    return fresh(published(factories.NewsArticlePageFactory, parent=laid.news, title="Un titre"))


def ends(workers, url: str, text: str, is_there: bool = True) -> None:
    """Both workers forget the page within a second, then answer it with the text or without it."""
    for worker in workers:
        wait_until(lambda worker=worker: not worker.keeps(url), ONE_SECOND)
    for worker in workers:
        assert (text in worker.get(url).text) == is_there


def warm(workers, *urls: str) -> None:
    for worker in workers:
        for url in urls:
            assert worker.warm(url).status == 200


def test_a_text_is_published_changed_unpublished_and_deleted(workers, laid):
    warm(workers, "/actualites/", "/")
    page = fresh(published(factories.NewsArticlePageFactory, parent=laid.news, title="Nouvelle"))
    ends(workers, "/actualites/", "Nouvelle")
    ends(workers, "/", "Nouvelle")
    warm(workers, page.url)
    page.title = "Autrement dit"
    page.save_revision().publish()
    ends(workers, page.url, "Autrement dit")
    page.unpublish()
    ends(workers, "/actualites/", "Autrement dit", False)
    ends(workers, page.url, "Autrement dit", False)


def test_a_withdrawal_and_its_end(workers, article):
    warm(workers, article.url, "/actualites/", "/actualites/flux/atom/")
    user = validator("valideuse", article.section)
    withdraw(article, user)
    ends(workers, article.url, "a été retiré")
    warm(workers, article.url)
    reopen(fresh(article), user)
    ends(workers, article.url, article.summary)


def test_a_correction(workers, laid):
    release = published_versions.release(laid)
    warm(workers, release.url, "/presse/")
    published_versions.change(release, "chiffre", "Il y a 42 sujets, et non 24.")
    for url in (release.url, "/presse/"):
        ends(workers, url, "Corrigé")


def test_an_embargo_lifted(workers, laid):
    release = embargoes.embargoed(laid, embargoes.press_office())
    warm(workers, "/presse/", "/")
    assert release.title not in workers[0].get("/presse/").text
    with embargoes.clock(embargoes.end_of(release)):
        clock_role().work()
        for url in ("/presse/", "/", release.url):
            ends(workers, url, release.title)


def test_a_restriction_added_above(workers, article, laid):
    warm(workers, article.url, "/")
    PageViewRestriction.objects.create(page=laid.news, restriction_type="login")
    ends(workers, article.url, "Un titre", False)
    ends(workers, "/", "Un titre", False)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda: PortalSettings.objects.update(agency_name="Autre nom"), "Autre nom"),
        (lambda: Theme.objects.update(name="Autre thème"), "Autre thème"),
        (
            lambda: Page.objects.filter(slug="presse").update(title="Salle de presse"),
            "Salle de presse",
        ),
        (lambda: execute("UPDATE portal_image SET alt = 'Une autre image'"), "Une autre image"),
    ],
)
def test_settings_snippets_menus_and_pictures(workers, laid, change, text):
    page = published(
        factories.NewsArticlePageFactory,
        parent=laid.news,
        themes=[factories.ThemeFactory()],
        illustration=factories.ImageFactory(),
    )
    Page.objects.filter(slug="presse").update(show_in_menus=True)
    warm(workers, fresh(page).url)
    change()
    ends(workers, fresh(page).url, text)


def test_a_redirect_that_is_made_and_moved(workers, article, laid):
    redirect = Redirect.objects.create(old_path="/ancien", redirect_page=article)
    for worker in workers:
        assert worker.warm("/ancien").headers["Location"].endswith(article.url)
    redirect.redirect_page = laid.agency
    redirect.save()
    for worker in workers:
        wait_until(lambda worker=worker: not worker.keeps("/ancien"), ONE_SECOND)
        assert "agence" in worker.get("/ancien").headers["Location"]


def test_what_is_undone_ends_nothing(workers, article):
    warm(workers, article.url)
    with transaction.atomic():
        PublicationPage.objects.filter(pk=article.pk).update(summary="Jamais")
        transaction.set_rollback(True)
    time.sleep(0.6)
    assert all(worker.get(article.url).is_kept for worker in workers)


def test_drafts_autosaves_visits_and_searches_end_nothing(workers, article, laid, alice):
    autosave(alice, draft(laid, alice), title="Un premier")  # the settings get their rows
    offer = fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))
    warm(workers, "/actualites/", offer.url, article.url)
    article.title = "Brouillon"
    article.save_revision()
    autosave(alice, draft(laid, alice), title="Un autre titre")
    logged_in(alice).get("/gestion/")
    workers[0].get("/recherche/?q=drone")
    for worker in workers:
        worker.get(offer.url, user_agent="Mozilla/5.0")
        worker.cache.tallies.write()
    time.sleep(0.6)
    for url in ("/actualites/", offer.url, article.url):
        assert all(worker.get(url).is_kept for worker in workers)


def test_a_text_ends_by_the_clock_of_the_database(workers, article):
    warm(workers, "/actualites/", "/actualites/flux/atom/")
    end = timezone.now() + datetime.timedelta(seconds=2)
    PublicationPage.objects.filter(pk=article.pk).update(listed_until=end)
    warm(workers, "/actualites/")
    while (left := (end - timezone.now()).total_seconds()) > 0.05:
        assert "Un titre" in workers[0].get("/actualites/").text
        time.sleep(min(left, 0.1))
    time.sleep(0.06)
    for worker in workers:
        assert "Un titre" not in worker.get("/actualites/").text
    warm(workers, "/actualites/")  # and a new life begins


def test_a_render_that_a_change_overtakes_is_not_kept(workers, article):
    """Django read the old text, and answers once the announcement has passed."""
    worker = workers[0]
    warm(workers, article.url)
    worker.cache.store.clear()
    application = worker.cache.application

    def overtaken(environ, start_response):
        response = application(environ, start_response)
        response.content  # noqa: B018 (the old text is read)
        PublicationPage.objects.filter(pk=article.pk).update(summary="Le texte qui a changé")
        era = worker.cache.listener.era
        wait_until(lambda: worker.cache.listener.era is not era)
        return response

    worker.cache.application = overtaken
    assert "Le texte qui a changé" not in worker.get(article.url).text
    worker.cache.application = application
    assert "Le texte qui a changé" in worker.get(article.url).text


def test_a_lost_announcement_is_made_up_for(workers, article):
    """A pooler may know no LISTEN: marks are read at each beat."""
    for worker in workers:
        worker.cache.listener.hears_change = lambda: time.sleep(0.4)
    time.sleep(0.5)
    warm(workers, article.url)
    PublicationPage.objects.filter(pk=article.pk).update(summary="Sans annonce")
    ends(workers, article.url, "Sans annonce")
