"""A text withdrawn for personal data, justice or security: not even its title or slug is public."""

from django.urls import reverse

from wagtail.contrib.redirects.models import Redirect

import pytest
from lxml import etree

from portal.models import Word
from portal.site_search.jobs import build_vocabulary
from portal.withdrawal.reasons import HIDING_REASONS, Reason
from portal.worker.jobs import job_results
from tests.support.people import logged_in
from tests.support.visibility import CANARY, surfaces
from tests.support.withdrawals import WHY, fresh, reopen, withdraw

TITLE = "Un texte public"
ATOM = "{http://www.w3.org/2005/Atom}"


def hide(page, kind=Reason.PERSONAL_DATA):
    return withdraw(page, page.validator, kind)


def assert_untold(response) -> None:
    text = f"{response.headers} {getattr(response, 'text', '')}".lower()
    assert CANARY not in text
    assert TITLE.lower() not in text


@pytest.mark.parametrize("kind", HIDING_REASONS)
def test_its_address_says_why_and_nothing_of_it(client, page, kind):
    number = getattr(page, "reference_number", "")
    hide(page, kind)
    response = client.get(page.url)
    assert response.status_code == 410
    assert_untold(response)
    for sentence in ("Texte retiré", "Retiré le", str(Reason(kind).label), WHY):
        assert sentence in response.text
    assert 'name="robots" content="noindex' in response.text
    assert not number or number not in response.text
    assert response["Cache-Control"] == "no-cache"


def test_what_is_below_its_address_says_no_more(client, page):
    hide(page)
    for below in ("historique/", "historique/1/", "texte/", "photos/", "x/"):
        response = client.get(page.url + below)
        assert response.status_code in (404, 410), below
        assert_untold(response)


def test_nothing_leads_to_it(client, page):
    client.get(page.url)
    hide(page)
    for url in surfaces(page.site):
        if CANARY not in url:
            assert_untold(client.get(url))
    for found in ("/recherche/suggestions.json?q=texte+public", "/recherche/?q=texte+public"):
        response = client.get(found)
        assert CANARY not in response.text
        assert f"{TITLE}</" not in response.text


def test_readers_of_feeds_forget_its_title(client, page):
    hide(page)
    for url in (f"{page.get_parent().url}flux/atom/", "/recherche/flux/atom/"):
        root = etree.fromstring(client.get(url).content)
        identifier = f"urn:uuid:{page.translation_key}"
        [entry] = [
            each for each in root.iter(f"{ATOM}entry") if each.findtext(f"{ATOM}id") == identifier
        ]
        assert entry.findtext(f"{ATOM}title") == "[Retiré] Texte retiré"
        assert WHY in entry.findtext(f"{ATOM}summary")
        assert CANARY not in etree.tostring(entry).decode()


def test_former_and_misspelt_addresses_do_not_lead_to_it(client, page, rename):
    former, renamed = page.url, rename(page, "nouveau-nom")
    present = renamed.url
    Redirect.add_redirect("/raccourci", renamed)
    assert client.get(former)["Location"] == present
    hide(page)
    for address in (former, "/raccourci/", present.upper()):
        response = client.get(address)
        assert response.status_code in (404, 410), address
        assert "nouveau-nom" not in f"{response.headers} {response.text}", address


def test_its_words_correct_no_spelling(client, page, django_capture_on_commit_callbacks):
    published_again = fresh(page)
    published_again.save_revision().publish()
    assert Word.objects.filter(word=CANARY).exists()
    with django_capture_on_commit_callbacks(execute=True):
        hide(page)
    assert job_results().filter(task_path=build_vocabulary.module_path).count() == 1
    build_vocabulary.func()
    assert not Word.objects.filter(word=CANARY).exists()


def test_for_other_reasons_its_page_stays(client, page):
    withdraw(page, page.validator, Reason.MISTAKEN)
    response = client.get(page.url)
    assert response.status_code == 200
    assert TITLE in response.text


def test_reopened_it_is_back(client, page):
    hide(page)
    reopen(page, page.validator)
    assert client.get(page.url).status_code == 200
    assert page.url in client.get("/sitemap.xml").text


def test_the_screen_says_what_is_hidden(page):
    text = logged_in(page.validator).get(reverse("withdraw", args=[page.pk])).text
    assert "cachent aussi le titre, l’adresse" in text
