"""What is published without a review was shown too: in an emergency, and several at once."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from news.models import NEWS, NewsRules
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import (
    draft,
    edit,
    fields_of,
    is_live,
    logged_in,
    messages_of,
    open_editor,
    person,
    validator,
)
from tests.support.withdrawals import fresh

REASON = "Une rectification doit paraître avant le journal de ce soir."


def screen(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def chief(site):
    return person("chef", is_staff=True, is_superuser=True)


@pytest.fixture
def newsroom(site) -> SimpleNamespace:
    """A section where validators publish alone: two of them, and two drafts."""
    rules = NewsRules.load()
    rules.four_eyes = False
    rules.save()
    emma = validator("emma", NEWS)
    drafts = [
        draft(site, emma, title, parent=site.news, factory=factories.NewsArticlePageFactory)
        for title in ("Le premier", "Le second")
    ]
    return SimpleNamespace(emma=emma, farid=validator("farid", NEWS), drafts=drafts, site=site)


def test_an_emergency_publishes_what_was_read(site, alice, chief):
    page = draft(site, alice)
    address, office = f"/gestion/urgence/{page.pk}/", logged_in(chief)
    opened = screen(office.get(address))
    token = opened.select_one("[name=seen]")["value"]
    assert f"/revisions/{page.latest_revision_id}/view/" in opened.select_one("iframe")["src"]
    edit(alice, page, title="Jamais lu")
    answer = screen(office.post(address, {"reason": REASON, "seen": token}))
    assert "a changé depuis que vous l’avez ouvert" in text_of(answer.select_one("[role=alert]"))
    assert "Jamais lu" in text_of(answer.select_one(".app-reading__changes"))
    assert answer.select_one("[name=reason]").text.strip() == REASON
    assert not is_live(page)
    token = answer.select_one("[name=seen]")["value"]
    office.post(address, {"reason": REASON, "seen": token})
    assert is_live(page)


def test_an_emergency_without_a_fingerprint_publishes_nothing(site, alice, chief):
    page = draft(site, alice)
    logged_in(chief).post(f"/gestion/urgence/{page.pk}/", {"reason": REASON})
    assert not is_live(page)


def publishing(newsroom, *pages) -> tuple:
    """The address of the confirmation, and what it would send."""
    keys = "&".join(f"id={page.pk}" for page in pages)
    address = f"/gestion/bulk/wagtailcore/page/publish/?{keys}&next=/gestion/"
    form = screen(logged_in(newsroom.emma).get(address)).select_one("form[action*=publish]")
    return address, {field["name"]: field.get("value", "") for field in form.select("input")}


def test_several_at_once_are_those_that_were_shown(newsroom):
    address, sent = publishing(newsroom, *newsroom.drafts)
    edit(newsroom.farid, newsroom.drafts[1], title="Jamais lu")
    answer = logged_in(newsroom.emma).post(address, sent)
    assert "Jamais lu" in messages_of(answer)
    assert not any(map(is_live, newsroom.drafts))
    logged_in(newsroom.emma).post(address, {})  # without a fingerprint
    assert not any(map(is_live, newsroom.drafts))
    address, sent = publishing(newsroom, *newsroom.drafts)
    logged_in(newsroom.emma).post(address, sent)
    assert all(map(is_live, newsroom.drafts))


def test_those_below_a_list_were_not_shown(newsroom, chief):
    newsroom.emma = chief
    address, sent = publishing(newsroom, newsroom.site.news)
    answer = logged_in(chief).post(address, sent | {"include_descendants": "on"})
    assert "Le premier" in messages_of(answer)
    assert not any(map(is_live, newsroom.drafts))


def test_an_editor_that_was_open_publishes_over_nothing(newsroom):
    page = newsroom.drafts[0]
    press = open_editor(newsroom.emma, page)
    edit(newsroom.farid, page, title="Jamais lu")
    answer = press("action-publish", summary="Ce que tape Emma.")
    assert not is_live(page)
    html = answer.content.decode()
    assert "rien n’est publié" in html
    assert "Ce que tape Emma." in html
    assert f"/gestion/relecture/{page.pk}/?depuis=" in html
    again = fields_of(html) | {"action-publish": "1"}
    logged_in(newsroom.emma).post(f"/gestion/pages/{page.pk}/edit/", again)
    assert is_live(page)
    press("action-publish", seen="", title="Sans empreinte")
    assert fresh(page).title != "Sans empreinte"
