"""What keeps an offer from being submitted, and what its author had better change."""

import datetime
from html import unescape
from types import SimpleNamespace

from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from recruitment.editing import checks
from recruitment.editing.advice import get_advice
from recruitment.editing.checks import CheckContext, find_faults
from recruitment.models import RECRUITMENT, JobOfferPage, RecruitmentRules
from tests.support import factories
from tests.support.clocks import typed
from tests.support.people import (
    autosave,
    decide,
    edit,
    errors,
    fields_of,
    logged_in,
    open_editor,
    seen,
    submit,
    validator,
    writer,
)
from tests.support.scenes import parts

RIGHT = "Analyste de données"
PLACES = {"Bruz", "Ille-et-Vilaine", "Palaiseau"}


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """An offer that nobody submitted, and its editor, opened once."""
    rachel = writer("rachel", RECRUITMENT)
    bruz = factories.PlaceFactory(name="Bruz", department="Ille-et-Vilaine")
    page = factories.JobOfferPageFactory(
        parent=common_site.jobs, live=False, owner=rachel, places=[bruz], title=RIGHT
    )
    page.save_revision(user=rachel)
    return SimpleNamespace(
        site=common_site, rachel=rachel, offer=page, write=open_editor(rachel, page)
    )


site, rachel, offer, write = parts("site", "rachel", "offer", "write")


def faulty_fields(offer) -> list[str]:
    return [fault.field for fault in find_faults(offer, CheckContext(offer.places, PLACES))]


# Rules


def test_a_complete_offer_has_no_fault(offer):
    assert not faulty_fields(offer)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"corps": ""}, "corps"),
        ({"missions": "<p> </p>"}, "missions"),
        ({"vacant_from": None}, "vacant_from"),
        ({"occupation_label": " "}, "occupation_label"),
        ({"contract": "cdd"}, "contract_duration"),
        ({"contract": "stage"}, "contract_duration"),
        ({"posts": 0}, "posts"),
        ({"salary_min": 40000, "salary_max": 30000}, "salary_max"),
        ({"apply_email": ""}, "apply_url"),
        ({"apply_url": "http://exemple.fr/"}, "apply_url"),
        ({"csp_url": "http://exemple.fr/"}, "csp_url"),
        ({"is_template": True}, "is_template"),
        ({"title": "Ingénieur"}, "title"),
    ],
)
def test_a_rule_names_the_field(offer, changes, field):
    for name, value in changes.items():
        setattr(offer, name, value)
    assert faulty_fields(offer) == [field]


def test_an_offer_is_somewhere(offer):
    (fault,) = find_faults(offer, CheckContext([], PLACES))
    assert fault.field == "places"


def test_candidates_have_thirty_days(offer):
    today = timezone.localdate()
    offer.closing_date = today + datetime.timedelta(days=30)
    assert not faulty_fields(offer)
    offer.closing_date -= datetime.timedelta(days=1)
    assert faulty_fields(offer) == ["closing_date"]
    offer.short_notice = "Un départ soudain."
    assert not faulty_fields(offer)
    offer.closing_date = today - datetime.timedelta(days=1)  # which no reason excuses
    assert faulty_fields(offer) == ["closing_date"]


def test_the_thirty_days_are_counted_from_the_publication(offer):
    now, day = timezone.now(), datetime.timedelta(days=1)
    offer.closing_date = timezone.localdate() + 33 * day
    offer.go_live_at = now + 5 * day
    assert faulty_fields(offer) == ["closing_date"]
    offer.go_live_at = now + 2 * day
    assert not faulty_fields(offer)
    offer.closing_date -= 5 * day
    offer.live, offer.first_published_at = (
        True,
        now - 20 * day,
    )  # a correction: the closing is fixed
    assert not faulty_fields(offer)


# The editor


def test_a_draft_may_be_wrong_and_loses_nothing(offer, rachel, write):
    wrong = {
        "title": "Ingénieur à Bruz",
        "apply_url": "http://exemple.fr/",
        "contract": "cdd",
        "closing_date": typed(days=10)[:10],
    }
    assert not errors(write(**wrong))
    refused = submit(rachel, offer)
    faults_shown = errors(refused)
    assert set(faults_shown) == {"title", "apply_url", "contract_duration", "closing_date"}
    assert len(faults_shown["title"]) == 2
    html = refused.content.decode()
    assert "est un lieu" in html
    assert "Ingénieur à Bruz" in fields_of(html)["title"]
    assert not JobOfferPage.objects.get(pk=offer.pk).workflow_in_progress


def test_a_right_offer_is_submitted_as_it_was_typed(offer, write):
    write("action-submit")
    page = JobOfferPage.objects.get(pk=offer.pk)
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().title == RIGHT


def test_an_offer_without_a_place_is_told_so(write):
    refused = write("action-submit", corps="", **{"place_links-0-DELETE": "on"})
    screen = BeautifulSoup(refused.content, "html.parser")
    assert screen.select_one("#id_corps").find_parent(class_="w-field").select(".error-message")
    message = screen.select_one(".messages").get_text(" ")
    assert "Dites au moins un lieu de travail." in message
    assert "Champ requis" not in message  # said at the field


@pytest.mark.parametrize("rows", ["place_links", "contacts"])
def test_an_empty_row_stops_no_save_and_is_none(offer, rachel, rows):
    count = int(fields_of(editor_of(rachel, offer))[f"{rows}-TOTAL_FORMS"])
    empty = {
        f"{rows}-TOTAL_FORMS": str(count + 1),
        f"{rows}-{count}-id": "",
        f"{rows}-{count}-ORDER": str(count + 1),
        f"{rows}-{count}-DELETE": "",
        f"{rows}-{count}-place": "",
        f"{rows}-{count}-contact": "",
        f"{rows}-{count}-role": "rh",
    }
    response = autosave(rachel, offer, title="Analyste (F/H)", **empty)
    assert response.json()["success"], response.json()
    latest = JobOfferPage.objects.get(pk=offer.pk).get_latest_revision_as_object()
    assert latest.title == "Analyste (F/H)"
    assert getattr(latest, rows).count() == count
    submit(rachel, offer, **empty)
    assert JobOfferPage.objects.get(pk=offer.pk).workflow_in_progress


def test_a_row_that_was_emptied_is_deleted(offer, rachel):
    response = autosave(rachel, offer, **{"place_links-0-place": ""})
    assert response.json()["success"]
    latest = JobOfferPage.objects.get(pk=offer.pk).get_latest_revision_as_object()
    assert latest.place_links.count() == 0


def test_what_a_submission_needs_bears_its_mark(offer, rachel):
    editor = BeautifulSoup(editor_of(rachel, offer), "html.parser")
    marked = {
        mark.parent.get_text(strip=True).rstrip("*") for mark in editor.select(".w-required-mark")
    }
    assert "Lieux de travail" in marked
    fields = [JobOfferPage._meta.get_field(name) for name in checks.REQUIRED_FIELDS]
    names = [field.verbose_name for field in fields if field.get_internal_type() != "BooleanField"]
    assert {name[:1].upper() + name[1:] for name in names} <= marked
    assert "L’une des deux adresses est obligatoire." in editor.text
    assert "L’un des deux champs est obligatoire." in editor.text


def editor_of(user, page) -> str:
    return logged_in(user).get(f"/gestion/pages/{page.pk}/edit/").content.decode()


def test_what_is_under_review_stays_right(offer, rachel, write):
    write("action-submit")
    write = open_editor(rachel, offer)
    assert "title" in errors(write(title="Ingénieur"))
    assert not errors(write(title="Ingénieur (F/H)"))


def test_time_that_passes_stops_no_reviewer(offer, rachel, write, monkeypatch):
    write("action-submit")
    monkeypatch.setattr(checks, "SHORTEST_OPENING", datetime.timedelta(days=60))
    rh = validator("rh", RECRUITMENT)
    pressed = {"workflow-action-name": "approve"}
    assert "closing_date" in errors(edit(rachel, offer, closing_date=typed(days=40)[:10]))
    assert not errors(edit(rh, offer, "action-workflow-action", **pressed))
    assert JobOfferPage.objects.get(pk=offer.pk).live


def test_a_template_is_never_submitted(write):
    faults_shown = errors(write("action-submit", is_template="on"))
    assert list(faults_shown) == ["is_template"]


# Where validators publish alone


@pytest.fixture
def alone(site):
    rules = RecruitmentRules.load()
    rules.four_eyes = False
    rules.save()
    return validator("rh", RECRUITMENT)


def test_who_publishes_alone_is_checked_too(offer, alone):
    press = open_editor(alone, offer)
    assert "title" in errors(press("action-publish", title="Ingénieur"))
    assert not JobOfferPage.objects.get(pk=offer.pk).live
    assert not errors(press("action-publish"))
    assert JobOfferPage.objects.get(pk=offer.pk).live


def test_several_at_once_are_checked_too(site, offer, alone):
    client = logged_in(alone)
    wrong = factories.JobOfferPageFactory(parent=site.jobs, live=False, title="Ingénieur")
    wrong.save_revision()

    def publish(*pages):
        keys = "&".join(f"id={page.pk}" for page in pages)
        address = f"/gestion/bulk/wagtailcore/page/publish/?{keys}&next=/gestion/"
        sent = {"id": [page.pk for page in pages], "seen": " ".join(map(seen, pages))}
        return client.post(address, sent, follow=True)

    html = publish(offer, wrong).content.decode()
    assert "tout le monde" in html
    assert not JobOfferPage.objects.filter(pk__in=[offer.pk, wrong.pk], live=True).exists()
    publish(offer)
    assert JobOfferPage.objects.get(pk=offer.pk).live


def test_those_below_a_list_are_checked_too(site, offer, alone):
    offer.title = "Ingénieur"
    offer.save_revision()
    address = f"/gestion/bulk/wagtailcore/page/publish/?id={site.jobs.pk}&next=/gestion/"
    asked = {"id": [site.jobs.pk], "include_descendants": "on"}
    assert "tout le monde" in logged_in(alone).post(address, asked, follow=True).content.decode()
    assert not JobOfferPage.objects.get(pk=offer.pk).live


def test_a_date_at_the_end_of_time(write):
    assert "closing_date" in errors(write(closing_date="9999-12-31"))


# Advice


def advice_on(offer) -> str:
    return " ".join(f"{each.finding} {each.suggestion}" for each in get_advice(offer))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "Analyste " * 9}, "coupent"),
        ({"title": "Analyste confirmé·e"}, "point médian"),
        ({"summary": "Court."}, "c’est peu"),
        ({"missions": f"<p>{'mot ' * 400}</p>"}, "c’est long"),
        ({"missions": "<p>Un feedback régulier.</p>"}, "retour, avis"),
        ({"profile": "<p>Une forte appétence.</p>"}, "goût"),
        ({"summary": "Depuis 2019."}, "2019"),
        ({"vacant_from": datetime.date(2025, 5, 1)}, "1er\xa0mai 2025"),
        ({"latest_revision_created_at": timezone.now() - datetime.timedelta(days=200)}, "Relisez"),
    ],
)
def test_advice_says_what_to_do(offer, changes, words):
    offer.vacant_from = timezone.localdate() + datetime.timedelta(days=60)
    offer.summary = "Mesurer, comparer, expliquer\u00a0: des modèles dont on sait ce qu’ils valent."
    offer.missions, offer.profile = f"<p>{'mot ' * 50}</p>", f"<p>{'mot ' * 50}</p>"
    assert words not in advice_on(offer)
    for name, value in changes.items():
        setattr(offer, name, value)
    assert words in advice_on(offer)


def test_advice_tells_of_an_old_figure(offer):
    figure = {"value": "300", "label": "postes", "source": "AMIAD", "as_of": "2020-01-01"}
    offer.body = [{"type": "key_figures", "value": {"title": "Chiffres", "figures": [figure]}}]
    offer.save()
    assert "1er\xa0janvier 2020" in advice_on(JobOfferPage.objects.get(pk=offer.pk))


def test_the_author_reads_it_above_the_fields(offer, rachel, write):
    write(missions='{"blocks": [], "entityMap": {}}')
    html = logged_in(rachel).get(f"/gestion/pages/{offer.pk}/edit/").content.decode()
    assert "points à revoir" in html
    assert html.index("points à revoir") < html.index('name="title"')


def test_what_stops_the_offer_is_told_before(offer, rachel, write):
    address = f"/gestion/pages/{offer.pk}/edit/"
    assert "Avant de soumettre" not in logged_in(rachel).get(address).content.decode()
    write(salary_min=50_000, salary_max=40_000, unit="")
    html = unescape(logged_in(rachel).get(address).content.decode())
    assert "Avant de soumettre l’offre" in html
    assert "Remplissez un champ\xa0: service." in html
    assert "Le maximum de la rémunération est inférieur au minimum." in html


def test_advice_stops_nobody(offer, write):
    write("action-submit", title="Analyste des données, des modèles, des réseaux et de la mesure")
    rh = validator("rh", RECRUITMENT)
    decide(rh, offer)
    assert JobOfferPage.objects.get(pk=offer.pk).live
