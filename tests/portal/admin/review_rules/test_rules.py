"""Who weakens the rules of a review waits for a second administrator, and the section is told."""

from contextlib import contextmanager
from html import unescape

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from wagtail.models import ModelLogEntry

import pytest

from news.models import NEWS, NewsRules
from portal.admin_access import current_user
from portal.models import RulesRequest, User
from portal.workflow.sections import SectionRules
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS, PressRules
from recruitment.models import RecruitmentRules
from tests.support import factories
from tests.support.people import (
    draft,
    edit,
    is_live,
    landing,
    logged_in,
    messages_of,
    person,
    validator,
    writer,
)

SCREENS = {
    NewsRules: "/gestion/settings/news/newsrules/",
    PressRules: "/gestion/settings/press/pressrules/",
    RecruitmentRules: "/gestion/settings/recruitment/recruitmentrules/",
}
SWITCHES = [
    (model, field.name)
    for model in SCREENS
    for field in model._meta.fields
    if isinstance(field, models.BooleanField)
]


@pytest.fixture
def adele(site) -> User:
    return person("adele", ADMINISTRATORS)


@pytest.fixture
def bruno(site) -> User:
    return person("bruno", ADMINISTRATORS)


def set_rules(actor: User, model: type[SectionRules], **switches: bool):
    """Send the form of the rules, all on but these."""
    client = logged_in(actor)
    address = client.get(SCREENS[model]).url
    names = {name for each, name in SWITCHES if each is model}
    ticked = {name: "on" for name in names if switches.get(name, True)}
    return client.post(address, ticked)


def switch_on(model: type[SectionRules]) -> None:
    rules = model.load()
    for each, name in SWITCHES:
        if each is model:
            setattr(rules, name, True)
    rules.save()


def answer(actor: User, word: str = "confirm"):
    return logged_in(actor).post(screen(RulesRequest.objects.get()), {word: "1"})


def screen(request: RulesRequest) -> str:
    return f"/gestion/relecture/regles/demandes/{request.pk}/"


def entries(model: type[SectionRules], action: str) -> list[ModelLogEntry]:
    rows = ModelLogEntry.objects.filter(action=action, content_type__model=model._meta.model_name)
    return [*rows.order_by("timestamp", "pk")]


@contextmanager
def acting(user: User):
    token = current_user.set(user)
    try:
        yield
    finally:
        current_user.reset(token)


def test_rules_are_switches_alone():
    """A rule of another kind would weaken reviews past what is asked."""
    for model in SectionRules.__subclasses__():
        for each in [model, *model.__subclasses__()]:
            fields = [field for field in each._meta.fields if not field.primary_key]
            assert all(isinstance(field, models.BooleanField) for field in fields)
    assert len(SWITCHES) == 4


@pytest.mark.parametrize(("model", "name"), SWITCHES)
def test_an_administrator_weakens_no_rule_alone(adele, bruno, model, name):
    switch_on(model)
    response = set_rules(adele, model, **{name: False})
    assert "attend la confirmation" in messages_of(response)
    assert getattr(model.load(), name)
    for nobody in (adele, writer("alice"), validator("benoit")):
        answer(nobody)
        assert getattr(model.load(), name)
    assert "votre confirmation" in landing(bruno)
    assert "votre confirmation" not in landing(adele)
    shown = logged_in(bruno).get(screen(RulesRequest.objects.get())).content.decode()
    assert str(model._meta.get_field(name).help_text) in unescape(shown)
    answer(bruno)
    assert not getattr(model.load(), name)
    assert not RulesRequest.objects.exists()


def test_nobody_publishes_alone_by_switching_the_rule_off_and_on(site):
    both = person("both", ADMINISTRATORS, NEWS.validators)
    page = draft(site, both, parent=site.news, factory=factories.NewsArticlePageFactory)
    set_rules(both, NewsRules, four_eyes=False)
    edit(both, page, "action-publish")
    set_rules(both, NewsRules)
    assert not is_live(page)


@pytest.mark.parametrize("model", SCREENS)
def test_rules_are_refused_where_they_are_saved(adele, chief, model):
    switch_on(model)
    name = next(name for each, name in SWITCHES if each is model)
    rules = model.load()
    setattr(rules, name, False)
    for attempt in (rules.save, model.load().delete):
        with acting(adele), pytest.raises(PermissionDenied), transaction.atomic():
            attempt()
    with acting(chief):
        rules.save()
    assert not getattr(model.load(), name)


def test_a_stricter_rule_holds_at_once(adele, chief):
    set_rules(chief, NewsRules, four_eyes=False, keeps_versions=False)
    assert not NewsRules.load().four_eyes
    set_rules(adele, NewsRules, keeps_versions=False)
    assert NewsRules.load().four_eyes
    assert not RulesRequest.objects.exists()


def test_what_is_stricter_holds_while_the_rest_waits(adele, chief):
    set_rules(chief, NewsRules, keeps_versions=False)
    set_rules(adele, NewsRules, four_eyes=False)
    rules = NewsRules.load()
    assert (rules.four_eyes, rules.keeps_versions) == (True, True)
    assert RulesRequest.objects.get().names == ["four_eyes"]


def test_the_log_says_before_after_who_asked_and_who_confirmed(adele, bruno):
    set_rules(adele, NewsRules, four_eyes=False, keeps_versions=False)
    [asked] = entries(NewsRules, "portal.rules.ask")
    assert (asked.user, asked.data["after"]) == (adele, {"four_eyes": False})
    answer(bruno)
    [done] = entries(NewsRules, "portal.values")
    assert done.user == bruno
    assert done.data == {
        "before": {"four_eyes": True},
        "after": {"four_eyes": False},
        "personal": [],
        "asked_by": "adele",
    }
    assert "à la demande de adele" in done.message
    assert "oui → non" in done.message
    set_rules(adele, NewsRules, keeps_versions=False)
    [_off, on] = entries(NewsRules, "portal.values")
    assert (on.user, on.data["after"]) == (adele, {"four_eyes": True})


def test_the_validators_of_the_section_are_told(adele, bruno, mailoutbox):
    validator("nadir", NEWS)
    validator("benoit", PRESS)
    set_rules(adele, NewsRules, four_eyes=False, keeps_versions=False)
    assert [mail.to for mail in mailoutbox] == [["bruno@exemple.fr"]]
    assert screen(RulesRequest.objects.get()) in mailoutbox[0].body
    mailoutbox.clear()
    answer(bruno)
    [mail] = mailoutbox
    assert mail.to == ["nadir@exemple.fr"]
    assert "À la demande de adele, bruno" in mail.body
    assert "oui → non" in mail.body
    mailoutbox.clear()
    set_rules(adele, NewsRules, keeps_versions=False)
    assert [(mail.to, "non → oui" in mail.body) for mail in mailoutbox] == [
        (["nadir@exemple.fr"], True)
    ]


def test_without_another_administrator_superusers_are_asked(adele, chief, mailoutbox):
    set_rules(adele, PressRules, distinct_reviewers=False)
    assert [mail.to for mail in mailoutbox] == [["chef@exemple.fr"]]
    answer(chief)
    assert not PressRules.load().distinct_reviewers


def test_a_request_of_somebody_who_left_is_void(adele, bruno):
    set_rules(adele, PressRules, distinct_reviewers=False)
    adele.groups.clear()
    screen_html = logged_in(bruno).get(screen(RulesRequest.objects.get())).content.decode()
    assert "ne règle plus la relecture" in screen_html
    answer(bruno)
    assert PressRules.load().distinct_reviewers


def test_whoever_asked_takes_it_back_and_others_refuse(adele, bruno):
    for actor in (adele, bruno):
        set_rules(adele, PressRules, distinct_reviewers=False)
        answer(actor, "refuse")
        assert not RulesRequest.objects.exists()
        assert PressRules.load().distinct_reviewers
    assert [row.user for row in entries(PressRules, "portal.rules.refuse")] == [adele, bruno]


def test_nobody_confirms_another_request_than_the_one_that_they_read(adele, bruno, chief):
    switch_on(NewsRules)
    set_rules(adele, NewsRules, keeps_versions=False)
    read = RulesRequest.objects.get()
    set_rules(adele, NewsRules, four_eyes=False)
    response = logged_in(bruno).post(screen(read), {"confirm": "1"})
    assert "une autre la remplace" in messages_of(response)
    assert NewsRules.load().four_eyes


def test_the_form_says_what_waits(adele, bruno):
    set_rules(adele, NewsRules, four_eyes=False, keeps_versions=False)
    html = logged_in(bruno).get(SCREENS[NewsRules], follow=True).content.decode()
    assert "attend une seconde personne" in html
    assert screen(RulesRequest.objects.get()) in html
    screen_html = logged_in(bruno).get(screen(RulesRequest.objects.get())).content.decode()
    assert "adele demande" in screen_html
    assert "oui → non" in screen_html


def test_those_who_set_no_rules_read_no_request(adele):
    set_rules(adele, NewsRules, four_eyes=False, keeps_versions=False)
    response = logged_in(validator("nadir", NEWS)).get(screen(RulesRequest.objects.get()))
    assert response.status_code == 302
    assert response.url == "/gestion/"
