"""What is decided upon is what was read: a decision is of one text, and says what it leads to."""

from django.urls import reverse

from wagtail.models import TaskState

import pytest
from bs4 import BeautifulSoup

from news.models import NEWS
from press.models import PressReleaseContact
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import (
    comment_fields,
    decide,
    decision_address,
    draft,
    edit,
    errors,
    is_live,
    logged_in,
    open_editor,
    press_decision,
    put_under_review,
    seen,
    submit,
    validator,
)
from tests.support.reviews import changes_of, is_undecided
from tests.support.sections import SECTIONS, somebody, under_review
from tests.support.withdrawals import fresh
from tests.support.worklist import section_of


def reading(user, page, query: str = "") -> BeautifulSoup:
    response = logged_in(user).get(reverse("reading", args=[page.pk]) + query)
    return BeautifulSoup(response.content, "html.parser")


def form_of(screen: BeautifulSoup) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of the screen where a text is read, and the addresses of its buttons."""
    form = screen.select_one(".app-reading__decisions")
    fields = {field["name"]: field["value"] for field in form.select("input[value]")}
    return fields, {text_of(button): button["formaction"] for button in form.select("button")}


@pytest.fixture
def page(site, alice, benoit, chloe):
    return put_under_review(site, alice)


# What another validator wrote meanwhile is nobody's approval


@pytest.mark.parametrize("key", SECTIONS)
def test_nobody_publishes_what_they_did_not_read(site, key):
    """A second validator writes over the text that the first one has before them."""
    author, reviewer = somebody(f"{key} writers"), somebody(f"{key} validators")
    other = validator("autre", SECTIONS[key])
    page = under_review(site, key, author)
    fields, addresses = form_of(reading(reviewer, page))
    assert not errors(edit(other, page, summary="Jamais lu par personne."))
    address = next(iter(addresses.values()))
    answer = logged_in(reviewer).post(address, fields | {"comment": "Bien relu."})
    assert "Jamais lu par personne." in changes_of(answer)
    assert "Bien relu." in answer.content.decode()
    assert is_undecided(page)
    assert not is_live(page)
    # It is approved from there, once it is read.
    fields, addresses = form_of(BeautifulSoup(answer.content, "html.parser"))
    logged_in(reviewer).post(next(iter(addresses.values())), fields)
    assert TaskState.objects.filter(finished_by=reviewer, status="approved").exists()


def test_the_second_review_is_of_what_was_read_too(page, benoit, chloe, denis):
    decide(benoit, page)
    opened = seen(page)
    edit(denis, page, title="Tout autre chose")
    changes_of(press_decision(chloe, fresh(page), "approve", "", opened))
    assert not is_live(page)


@pytest.mark.parametrize("action", ["approve", "reject"])
@pytest.mark.parametrize("token", ["", "x", ".", "0.", "9999999.x", "²", "9" * 5000])
def test_a_decision_that_says_no_text_is_refused(page, benoit, action, token):
    changes_of(press_decision(benoit, page, action, "Une remarque", token))
    assert is_undecided(page)


def test_a_request_without_a_fingerprint_is_refused(page, benoit):
    address = decision_address(page)
    for headers in ({}, {"x-requested-with": "XMLHttpRequest"}):
        changes_of(logged_in(benoit).post(address, headers=headers))
    assert logged_in(benoit).get(address).url == reverse("reading", args=[page.pk])
    assert is_undecided(page)


def test_a_refusal_is_of_what_was_read(page, benoit, chloe):
    opened = seen(page)
    edit(chloe, page, title="Tout autre chose")
    answer = press_decision(benoit, fresh(page), "reject", "Le lieu manque.", opened)
    assert "Tout autre chose" in changes_of(answer)
    assert "Le lieu manque." in answer.content.decode()  # what was typed is not lost
    assert is_undecided(page)


def test_a_refusal_without_a_word_hides_no_change(page, benoit, chloe):
    opened = seen(page)
    silent = press_decision(benoit, page, "reject", "", opened)
    assert "Dites ce qui doit changer." in silent.content.decode()
    edit(chloe, page, title="Tout autre chose")
    changes_of(press_decision(benoit, fresh(page), "reject", "", opened))


def test_a_text_that_was_overwritten_is_not_approved(page, benoit, chloe):
    press = open_editor(chloe, page, headers={"accept": "application/json"})
    first = press(title="Un essai").json()
    opened = seen(page := fresh(page))
    press(title="Un autre essai", overwrite_revision_id=str(first["revision_id"]))
    answer = press_decision(benoit, fresh(page), "approve", "", opened)
    changes = changes_of(answer)
    assert "n’est plus gardé" in changes
    assert "autre essai" in changes
    assert is_undecided(page)


def test_a_comment_does_not_ask_to_read_again(page, benoit, chloe):
    opened = seen(page)
    edit(chloe, page, **comment_fields())
    press_decision(benoit, fresh(page), "approve", "", opened)
    assert fresh(page).current_workflow_task.name.endswith("sécurité")


# What is shown


def test_it_is_said_when_an_approval_publishes_later(site, alice, benoit, chloe):
    coming = draft(site, alice, title="À venir")
    assert not errors(submit(alice, coming, go_live_at="02/03/2030 09:00"))
    held = draft(site, alice, title="Retenu")
    assert not errors(submit(alice, held, embargo_until="02/03/2030 18:00"))
    now = put_under_review(site, alice, title="Tout de suite")
    labels, reject = {}, "Demander des modifications"
    for page in (coming, held, now):
        assert next(iter(form_of(reading(benoit, page))[1])) == "Approuver"
        decide(benoit, page)
        labels[page.title] = [*form_of(reading(chloe, page))[1]]
    assert labels == {  # without no-break spaces
        "À venir": ["Approuver : publication le 2 mars 2030 à 9 h", reject],
        "Retenu": ["Approuver : publication le 2 mars 2030 à 18 h", reject],
        "Tout de suite": ["Approuver et publier", reject],
    }


def test_the_landing_page_decides_nothing(page, benoit):
    section = section_of(benoit, "a-relire")
    assert not section.select("form, [formaction], [data-workflow-action-url]")
    assert section.select_one("a.button")["href"] == reverse("reading", args=[page.pk])


def test_the_text_is_read_where_it_is_decided_upon(site, alice, benoit, chloe):
    page = put_under_review(site, alice)
    decide(benoit, page, "reject", comment="Le chiffre\nest faux.")
    refused = fresh(page).latest_revision_id
    submit(alice, page, title="Un communiqué juste")
    page = fresh(page)
    links = [link["href"] for link in section_of(benoit, "a-relire").select("a[href]")]
    address = reverse("reading", args=[page.pk])
    assert {address, f"{address}?depuis={refused}"} <= {*links}
    screen = reading(benoit, page, f"?depuis={refused}")
    shown = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id])
    assert screen.select_one("iframe")["src"] == shown
    assert "Un communiqué juste" in text_of(screen.select_one(".app-reading__changes"))
    assert "Modifications demandées auparavant par benoit" in text_of(screen)
    assert form_of(screen)[0]["seen"] == seen(page)
    assert "/approve/" not in str(reading(alice, page))
    decide(benoit, page)
    decide(chloe, page)
    assert "n’est pas en relecture" in text_of(reading(benoit, page))


def test_rows_that_changed_are_named(page, benoit):
    contact = factories.MediaContactFactory(name="Service des essais")
    refused, text = page.latest_revision_id, page.specific
    text.contacts.add(PressReleaseContact(contact=contact))
    text.save_revision()
    changes = reading(benoit, page, f"?depuis={refused}").select_one(".app-changes")
    assert text_of(changes.select_one("dd.addition")) == "Contact : Service des essais"


@pytest.mark.parametrize("since", ["live", "0", "x", "²", "9" * 30])
def test_a_comparison_with_nothing_shows_none(page, benoit, since):
    assert not reading(benoit, page, f"?depuis={since}").select(".app-reading__changes")


def test_those_of_another_section_read_nothing(page, site, client):
    address = reverse("reading", args=[page.pk])
    assert client.get(address).status_code == 302
    assert logged_in(validator("nina", NEWS)).get(address).status_code in (302, 403, 404)
