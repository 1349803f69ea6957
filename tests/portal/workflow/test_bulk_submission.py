"""Several texts submitted at once, and the bar that offers only what its reader may do."""

import datetime

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from portal.core.users import User
from tests.support import factories
from tests.support.people import (
    decide,
    draft,
    edit,
    logged_in,
    messages_of,
    put_under_review,
    submit,
    validator,
    writer,
)
from tests.support.queries import count_queries

LIST = "/gestion/pages/{}/"
OF_WAGTAIL = 3  # queries of its own list for each page


@pytest.fixture
def texts(site, alice) -> list[Page]:
    return [draft(site, alice, title=f"Un texte {number}") for number in (1, 2)]


def send_bulk(user: User, action: str, *pages: Page):
    keys = "&".join(f"id={page.pk}" for page in pages)
    address = f"/gestion/bulk/wagtailcore/page/{action}/?{keys}&next=/gestion/"
    return logged_in(user).post(address, {"id": [page.pk for page in pages]})


def is_under_review(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).workflow_in_progress)


def test_several_texts_are_submitted_at_once(texts, alice, benoit, chloe):
    assert "2 textes soumis" in messages_of(send_bulk(alice, "submit", *texts))
    assert all(is_under_review(text) for text in texts)
    decide(benoit, texts[0])
    decide(chloe, texts[0])
    assert Page.objects.get(pk=texts[0].pk).live


def test_a_text_that_was_sent_back_goes_on(texts, alice, benoit):
    submit(alice, texts[0])
    decide(benoit, texts[0], "reject", "Trop long.")
    state = texts[0].specific.current_workflow_state
    send_bulk(alice, "submit", texts[0])
    assert is_under_review(texts[0])
    assert Page.objects.get(pk=texts[0].pk).current_workflow_state == state


@pytest.mark.parametrize("fault", ["no day", "date", "headings"])
def test_none_is_submitted_when_one_has_a_fault(texts, alice, fault):
    text = texts[1].specific
    if fault == "date":
        text.go_live_at = timezone.now() - datetime.timedelta(days=1)
    elif fault == "headings":
        text.body = [("heading", {"text": "Trop bas", "level": "h3"})]
    revision = text.save_revision()
    if fault == "no day":
        revision.content["date"] = None
        revision.save()
    assert "«\u00a0Un texte 2\u00a0» n’est pas soumise" in messages_of(
        send_bulk(alice, "submit", *texts)
    )
    assert not any(is_under_review(text) for text in texts)


def test_what_was_published_says_what_changes_in_its_editor(site, texts, alice, benoit, chloe):
    send_bulk(alice, "submit", texts[0])
    decide(benoit, texts[0])
    decide(chloe, texts[0])
    edit(alice, texts[0], title="Corrigé")
    assert "modification mineure" in messages_of(send_bulk(alice, "submit", texts[0]))
    assert not is_under_review(texts[0])


def test_what_is_under_review_or_of_others_is_left_out(site, alice):
    text = put_under_review(site, alice)
    assert "n’est pas à submit" not in messages_of(send_bulk(alice, "submit", text))
    stranger = writer("anne", site.news.section)
    other = draft(site, stranger, "Un article", site.news, factories.NewsArticlePageFactory)
    send_bulk(alice, "submit", other)
    assert not is_under_review(other)


def test_a_page_of_no_section_is_not_submitted(site, chief):
    site.agency.has_unpublished_changes = True
    site.agency.save()
    assert send_bulk(chief, "submit", site.agency).status_code == 302
    assert not is_under_review(site.agency)


def offered(user: User, parent: Page) -> set[str]:
    page = BeautifulSoup(logged_in(user).get(LIST.format(parent.pk)).content, "html.parser")
    return {link["href"].strip("/").split("/")[-1] for link in page.select("a.bulk-action-btn")}


def test_the_bar_offers_what_one_may_do(site, texts, alice, chief):
    validators = validator("valerie")
    assert offered(alice, site.press) == {"submit", "move", "delete"}
    assert "publish" not in offered(validators, site.press)
    submit(alice, texts[0])
    submit(alice, texts[1])
    assert "submit" not in offered(alice, site.press)


def test_the_bar_costs_the_same_for_many_texts(site, texts, alice):
    address = reverse("wagtailadmin_explore", args=[site.press.pk])
    few = count_queries(logged_in(alice), address)
    for number in range(5):
        draft(site, alice, title=f"Un autre {number}")
    assert count_queries(logged_in(alice), address) - few <= 5 * OF_WAGTAIL
