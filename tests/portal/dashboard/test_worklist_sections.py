"""The panel of the landing page shows each person the texts of their sections."""

import copy
from types import SimpleNamespace

from django.contrib.auth.models import Permission

import pytest

from news.models import NEWS
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import (
    decide,
    draft,
    logged_in,
    person,
    put_under_review,
    validator,
    writer,
)
from tests.support.worklist import SOON, landing_page, section_of, titles


@pytest.fixture(scope="module")
def all_texts(common_site) -> SimpleNamespace:
    """A text in each list of two sections, by the same people of none or both."""
    site = common_site
    article = {"parent": site.news, "factory": factories.NewsArticlePageFactory}
    press = [writer("alice"), validator("benoit"), validator("chloe")]
    news = [writer("nora", NEWS), validator("noe", NEWS)]
    for word, (author, *reviewers), make in (("communiqué", press, {}), ("article", news, article)):
        draft(site, author, title=f"Brouillon {word}", **make)
        put_under_review(site, author, title=f"Relu {word}", **make)
        returned = put_under_review(site, author, title=f"Refusé {word}", **make)
        decide(reviewers[0], returned, "reject", comment=f"Motif {word}")
        put_under_review(site, author, *reviewers, title=f"Publié {word}", **make)
        later = {"title": f"Programmé {word}", "go_live_at": SOON}
        put_under_review(site, author, *reviewers, **later, **make)
    return SimpleNamespace(press=press, news=news)


@pytest.fixture
def everywhere(all_texts, db) -> SimpleNamespace:
    return copy.deepcopy(all_texts)


def test_no_title_of_another_section_is_shown(everywhere):
    for person_of_press in everywhere.press[:2]:
        html = landing_page(person_of_press).get_text()
        assert "communiqué" in html
        assert "article" not in html
    for person_of_news in everywhere.news:
        html = landing_page(person_of_news).get_text()
        assert "article" in html
        assert "communiqué" not in html


def test_who_belongs_to_two_sections_finds_both(everywhere):
    both = person("both", PRESS.validators, NEWS.validators)
    assert sorted(titles(both, "a-relire")) == ["Relu article", "Relu communiqué"]
    halves = person("halves", PRESS.writers, NEWS.validators)
    assert titles(halves, "a-relire") == ["Relu article"]


@pytest.mark.parametrize("groups", [(), (ADMINISTRATORS,)])
def test_who_oversees_all_sections_sees_them_all_and_decides_nothing(everywhere, groups):
    chief = person("chef", *groups, is_superuser=not groups)
    page = landing_page(chief)
    for name, word in {
        "a-relire": "Relu",
        "brouillons": "Brouillon",
        "refuses": "Refusé",
        "programmes": "Programmé",
        "publies": "Publié",
    }.items():
        assert sorted(titles(page, name)) == [f"{word} article", f"{word} communiqué"]
    assert "Mes" not in text_of(section_of(page, "brouillons"))
    for link in section_of(page, "a-relire").select("a.button"):
        assert b"/workflow/action/" not in logged_in(chief).get(link["href"]).content
    assert section_of(page, "en-relecture") is None


def test_a_superuser_of_a_section_sees_that_one(everywhere):
    page = landing_page(person("chef", NEWS.validators, is_superuser=True))
    assert titles(page, "a-relire") == ["Relu article"]
    assert titles(page, "publies") == ["Publié article"]


def test_a_group_without_its_pages_shows_nothing(everywhere):
    lost = person("lost", PRESS.validators)
    lost.groups.get().page_permissions.all().delete()
    assert "communiqué" not in landing_page(lost).get_text()


def test_people_of_no_section_keep_the_panels_of_wagtail(everywhere):
    other = person("other")
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert not landing_page(other).select(".app-worklist")
