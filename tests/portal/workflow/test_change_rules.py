"""Who may change alone what visitors read: each model has a rule, and the rule holds."""

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from modelcluster.fields import ParentalKey
from wagtail.models import Page

import pytest

from news.models import NEWS, PressReviewItem
from portal.models import AgencyPage, HomePage, PublicationPage, StandardPage, User
from portal.workflow.change_rules import ChangeRule, change_rules
from portal.workflow.sections import section_of
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.page_acts import ACTS, FOR_NOBODY, Act, changes
from tests.support.people import (
    decide,
    draft,
    edit,
    landing,
    logged_in,
    submit,
    validator,
    writer,
)
from tests.support.sections import PEOPLE, SECTIONS, somebody
from tests.support.withdrawals import fresh

OWN_APPS = ["portal", "news", "press", "recruitment"]
OTHERS = {"wagtailredirects.redirect", "wagtailsearchpromotions.searchpromotion"}
RULES = change_rules()
WRITERS = [who for who in PEOPLE if "writers" in who]
VALIDATORS = [who for who in PEOPLE if "validators" in who]


def is_row_of_page(model: type[Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.fields)


def of_rule(*rules: ChangeRule) -> list[str]:
    return [label for label, rule in RULES.items() if rule in rules]


def may_change(who: str, label: str) -> bool:
    """Whether they may add, change or delete a row of this model by a permission of their group."""
    app, model = label.split(".")
    user = somebody(who)
    return any(user.has_perm(f"{app}.{verb}_{model}") for verb in ("add", "change", "delete"))


def test_each_model_has_a_rule():
    models = [model for app in OWN_APPS for model in apps.get_app_config(app).get_models()]
    labels = {model._meta.label_lower for model in models if not is_row_of_page(model)}
    assert labels | OTHERS == set(RULES)


def test_each_page_is_reviewed_or_of_the_portal():
    pages = {model._meta.label_lower for model in apps.get_models() if issubclass(model, Page)}
    pages.discard("wagtailcore.page")
    alone = {HomePage._meta.label_lower, AgencyPage._meta.label_lower}
    assert pages == {*of_rule(ChangeRule.REVIEW, ChangeRule.STANDING), *alone}


@pytest.mark.parametrize("label", of_rule(ChangeRule.VALIDATOR))
def test_a_validator_changes_it_and_no_writer_does(site, label):
    assert not any(may_change(who, label) for who in WRITERS)
    assert any(may_change(who, label) for who in VALIDATORS)


def is_page(label: str) -> bool:
    return issubclass(apps.get_model(label), Page)


@pytest.mark.parametrize(
    "label",
    [
        label
        for label in of_rule(ChangeRule.ADMINISTRATOR, ChangeRule.PROTECTED)
        if not is_page(label)
    ],
)
def test_administrators_alone_change_it(site, label):
    assert [who for who in PEOPLE if may_change(who, label)] == ["administrators"]


@pytest.mark.parametrize("label", of_rule(ChangeRule.SYSTEM, ChangeRule.POWER))
def test_nobody_edits_it(site, label):
    assert not any(may_change(who, label) for who in PEOPLE)


# Pages: whom Wagtail lets publish a change at once


def may_publish(page: Page, people: dict[str, User]) -> list[str]:
    page = Page.objects.get(pk=page.pk).specific
    return [who for who, user in people.items() if page.permissions_for_user(user).can_publish()]


def live_pages(site) -> dict[str, Page]:
    jobs = site.jobs
    occupations = factories.OccupationsPageFactory(parent=jobs)
    pages = [
        *(site.home, site.press, site.news, jobs, occupations),
        factories.PressReleasePageFactory(parent=site.press),
        factories.NewsArticlePageFactory(parent=site.news),
        factories.JobOfferPageFactory(parent=jobs),
        factories.FamilyPageFactory(parent=occupations, domain="ia"),
        factories.StandardPageFactory(parent=jobs),
        AgencyPage.objects.first() or factories.AgencyPageFactory(parent=site.home),
    ]
    return {page._meta.label_lower: page for page in pages}


def test_each_kind_of_page_is_published_by_those_of_its_rule(site):
    pages = live_pages(site)
    expected = {
        ChangeRule.REVIEW: [],
        ChangeRule.STANDING: ["administrators"],
        ChangeRule.ADMINISTRATOR: ["administrators"],
    }
    labels = {label for label in RULES if is_page(label)} - {PublicationPage._meta.label_lower}
    assert pages.keys() == labels
    people = {who: somebody(who) for who in PEOPLE}
    for label, page in pages.items():
        assert may_publish(page, people) == expected[RULES[label]], label


# Attempts


def fields_of_item(**more) -> dict:
    address = "https://quotidien.exemple.fr/"
    return {
        "title": "T",
        "outlet": "Q",
        "date": "2026-02-03",
        "url": address,
        "quotation": "",
    } | more


def test_no_writer_publishes_in_the_press_review(site):
    item = factories.PressReviewItemFactory(title="Un article")
    base = "/gestion/snippets/news/pressreviewitem"
    client = logged_in(writer("alice", NEWS))
    for address, status in (("add/", 302), (f"edit/{item.pk}/", 302), (f"copy/{item.pk}/", 405)):
        assert client.post(f"{base}/{address}", fields_of_item()).status_code == status
    client.post(f"{base}/delete/{item.pk}/")
    client.post(f"/gestion/bulk/news/pressreviewitem/delete/?id={item.pk}")
    assert [row.title for row in PressReviewItem.objects.all()] == ["Un article"]
    client = logged_in(validator("benoit", NEWS))
    client.post(f"{base}/edit/{item.pk}/", fields_of_item(title="Un autre"))
    assert PressReviewItem.objects.get().title == "Un autre"


def test_a_guide_of_a_section_is_published_by_a_review_alone(site):
    author, reviewer = validator("rv", RECRUITMENT), validator("rv2", RECRUITMENT)
    page = draft(site, author, parent=site.jobs, factory=factories.StandardPageFactory)
    edit(author, page, "action-publish", title="Le guide")
    assert not fresh(page).live
    submit(author, page, title="Le guide")
    decide(author, page)
    assert not fresh(page).live
    assert "Le guide" in landing(reviewer)
    decide(reviewer, page)
    assert fresh(page).live and fresh(page).title == "Le guide"
    edit(author, page, "action-publish", title="Autre chose")
    assert fresh(page).title == "Le guide"
    below = draft(site, author, parent=page, factory=factories.StandardPageFactory)
    edit(author, below, "action-publish")
    assert not fresh(below).live


def test_a_guide_is_not_created_and_published_at_once(site):
    client = logged_in(validator("rv", RECRUITMENT))
    address = f"/gestion/pages/add/portal/standardpage/{site.jobs.pk}/"
    fields = {"title": "Le guide", "slug": "le-guide", "body-count": "0", "summary": ""}
    client.post(address, fields | {"comments-TOTAL_FORMS": "0", "action-publish": "1"})
    assert not StandardPage.objects.filter(slug="le-guide", live=True).exists()


def test_an_administrator_publishes_a_guide(site):
    page = draft(
        site, writer("rw", RECRUITMENT), parent=site.jobs, factory=factories.StandardPageFactory
    )
    edit(somebody("administrators"), page, "action-publish", title="Le guide")
    assert fresh(page).live


def people_near(page: Page) -> dict[str, User]:
    """Those of the section of the page, or of the press, and those above the sections."""
    near = next((key for key, section in SECTIONS.items() if section is section_of(page)), "press")
    people = [f"{near} writers", f"{near} validators", "administrators"]
    chief = User.objects.create_superuser("chief", "chief@exemple.fr")
    return {who: somebody(who) for who in people} | {"superuser": chief}


def who_succeeds(ways: list[Act], page: Page, place: Page, people: dict[str, User]) -> list[str]:
    """Those whose act visitors notice, whichever way they take: all ways have the same people."""
    first, *others = (
        [who for who, user in people.items() if changes(way, user, page, place)] for way in ways
    )
    assert all(same == first for same in others), (first, others)
    return first


NOBODY, SUPERUSER, ABOVE = [], ["superuser"], ["administrators", "superuser"]
TABLE = {  # by rule: who does each act alone
    ChangeRule.REVIEW: dict.fromkeys(ACTS, NOBODY) | {"unpublish": ABOVE, "delete": SUPERUSER},
    ChangeRule.STANDING: dict.fromkeys(ACTS, ABOVE) | {"delete": SUPERUSER},
    ChangeRule.ADMINISTRATOR: dict.fromkeys(ACTS, ABOVE) | {"delete": SUPERUSER},
}
PAGE_LABELS = [
    label for label in RULES if is_page(label) and label != PublicationPage._meta.label_lower
]


@pytest.mark.parametrize("label", PAGE_LABELS)
def test_who_does_alone_what_visitors_notice(site, label):
    page = live_pages(site)[label]
    people = people_near(page)
    place = factories.StandardPageFactory(parent=site.jobs)
    expected = dict(TABLE[RULES[label]])
    if label != StandardPage._meta.label_lower:
        expected["move"] = NOBODY  # there is no other place for its type
    table = {act: who_succeeds(ways, page, place, people) for act, ways in ACTS.items()}
    assert table == expected
    chief = {"superuser": people["superuser"]}
    assert who_succeeds(FOR_NOBODY, page, place, chief) == NOBODY


def test_a_draft_above_what_visitors_read_stays_where_it_is(site):
    above = factories.StandardPageFactory(parent=site.jobs, live=False)
    factories.StandardPageFactory(parent=above)
    place = factories.StandardPageFactory(parent=site.jobs)
    people = people_near(above)
    assert who_succeeds(ACTS["delete"], above, place, people) == SUPERUSER
    assert who_succeeds(ACTS["move"], above, place, people) == ABOVE


def end_publication(page: Page) -> None:
    """Unpublish a page that visitors have read."""
    page = fresh(page)
    page.first_published_at = timezone.now()
    page.save()
    page.unpublish()


def test_a_guide_is_deleted_once_it_is_unpublished(site):
    guide = factories.StandardPageFactory(parent=site.jobs)
    people = people_near(guide)
    end_publication(guide)
    assert who_succeeds(ACTS["delete"], fresh(guide), site.jobs, people) == ABOVE


def test_the_list_of_a_section_stays_when_it_is_unpublished(site):
    people = people_near(site.press)
    end_publication(site.press)
    assert who_succeeds(ACTS["delete"], fresh(site.press), site.jobs, people) == SUPERUSER


def test_the_list_of_a_section_changes_through_review(site, alice, benoit, chloe):
    submit(alice, site.press, title="La presse")
    assert "La presse" in landing(benoit)
    decide(benoit, site.press)
    assert fresh(site.press).title != "La presse"
    decide(chloe, site.press)
    assert fresh(site.press).title == "La presse"


def test_an_administrator_changes_the_list_alone(site):
    administrator = somebody("administrators")
    edit(administrator, site.press, "action-publish", title="La presse")
    assert fresh(site.press).title == "La presse"
    logged_in(administrator).post(f"/gestion/pages/{site.press.pk}/unpublish/")
    assert not fresh(site.press).live


def test_a_plain_page_of_no_section_is_published_by_administrators(site):
    page = factories.StandardPageFactory(parent=site.home)
    assert may_publish(page, {who: somebody(who) for who in PEOPLE}) == ["administrators"]
