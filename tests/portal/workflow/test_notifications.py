"""Each step of a text is told by mail to those whom it concerns, and to nobody twice."""

import datetime

from django.utils import timezone

from wagtail.models import Page
from wagtail.users.models import UserProfile

import pytest

from portal.workflow import emergency
from press.models import PressRules
from tests.support import factories
from tests.support.mailer import subscribe
from tests.support.people import (
    MINOR,
    comment_fields,
    decide,
    draft,
    edit,
    person,
    put_under_review,
    seen,
    submit,
    writer,
)

BASE = "http://localhost:8000"
SOON = datetime.datetime(2030, 3, 1, 7, 5, tzinfo=datetime.UTC)  # 8:05 in Paris
REASON = "Une rectification doit paraître avant le journal de ce soir."


def spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


# To those who review


def test_reviewers_are_told_what_awaits_them(site, alice, benoit, chloe, chief, mails_of):
    person("other", "Actualités\u00a0: validation")
    page = draft(site, alice, title="L’IA & <la> défense")
    mails = mails_of(submit, alice, page)
    assert mails.keys() == {"benoit", "chloe"}
    mail = mails["benoit"]
    assert mail.subject == f"[Presse] À relire\u00a0: communiqué n°\u00a0{page.pk}"
    assert "L’IA & <la> défense\n    Communiqué, section Presse\n" in mail.body
    assert "Étape\u00a0: relecture.\n" in mail.body
    assert "Soumis par alice, le " in mail.body
    assert f"{BASE}/gestion/pages/{page.pk}/edit/\n" in mail.body
    assert f"{BASE}/gestion/pages/{page.pk}/view_draft/\n" in mail.body
    assert f"{BASE}/gestion/account/#tab-notifications" in mail.body
    assert "comparer" not in mail.body
    assert mail.from_email
    assert not getattr(mail, "alternatives", None)


def test_a_validator_who_wrote_is_not_asked_to_review(site, alice, benoit, chloe, denis, mails_of):
    page = draft(site, alice)
    page.title = "Réécrit"
    page.save_revision(user=denis)
    assert mails_of(submit, benoit, page).keys() == {"chloe"}


def test_the_second_review_is_told_to_others_than_the_first(
    site, alice, benoit, chloe, denis, mails_of
):
    page = put_under_review(site, alice)
    mails = mails_of(decide, benoit, page, comment="Le chiffre est\nvérifié.")
    assert mails.keys() == {"alice", "chloe", "denis"}
    assert "Étape\u00a0: relecture de sécurité." in mails["chloe"].body
    decision = "Approuvé par benoit (relecture).\n«\u00a0Le chiffre est\nvérifié.\u00a0»\n"
    assert decision in mails["chloe"].body


@pytest.mark.parametrize("distinct", [True, False])
def test_the_rules_of_the_section_say_who_may_review_again(
    site, alice, benoit, chloe, mails_of, distinct
):
    rules = PressRules.load()
    rules.distinct_reviewers = distinct
    rules.save()
    page = put_under_review(site, alice, benoit)
    decide(chloe, page, "reject", comment="À préciser.")
    mails = mails_of(page.current_workflow_state.resume, alice)  # the text that Benoît approved
    assert mails.keys() == ({"chloe"} if distinct else {"chloe", "benoit"})
    assert "Modifications demandées par chloe" in mails["chloe"].body
    assert "«\u00a0À préciser.\u00a0»" in mails["chloe"].body


def test_a_correction_can_be_compared(site, alice, benoit, chloe, mails_of):
    page = put_under_review(site, alice, benoit, chloe)
    mails = mails_of(submit, alice, page, title="Corrigé", **MINOR)
    page.refresh_from_db()
    address = f"{BASE}/gestion/pages/{page.pk}/revisions/compare/live...{page.latest_revision_id}/"
    assert f"version publiée\u00a0: {address}\n" in mails["benoit"].body
    first = page.live_revision_id
    decide(benoit, page)
    mail = mails_of(decide, chloe, page)["alice"]
    assert f"version précédente\u00a0: {address.replace('live', str(first))}\n" in mail.body


# To those who wrote


def test_authors_are_told_each_approval(site, alice, benoit, chloe, mails_of):
    page = put_under_review(site, alice)
    mail = mails_of(decide, benoit, page, comment="Très clair.")["alice"]
    assert mail.subject.startswith("[Presse] Approuvé (relecture)\u00a0: communiqué n°")
    assert "benoit a approuvé votre texte\u00a0:" in mail.body
    assert "Étape suivante\u00a0: relecture de sécurité." in mail.body
    assert "«\u00a0Très clair.\u00a0»" in mail.body


def test_all_authors_are_told_and_only_once(site, alice, benoit, chloe, denis, mails_of):
    page = draft(site, alice)
    page.title = "À quatre mains"
    page.save_revision(user=denis)
    page.get_workflow().start(page, denis)
    assert mails_of(decide, benoit, page).keys() == {"alice", "denis", "chloe"}
    mails = mails_of(decide, chloe, page)
    assert mails.keys() == {"alice", "denis"}
    assert mails["alice"].subject == f"[Presse] Publié\u00a0: communiqué n°\u00a0{page.pk}"
    assert f"\n    {Page.objects.get(pk=page.pk).full_url}\n" in mails["alice"].body
    assert "relecture de sécurité, approuvée par chloe" in mails["alice"].body


def test_a_scheduled_text_says_when_it_appears(site, alice, benoit, chloe, mails_of):
    page = draft(site, alice, title="Pour mars")
    page.go_live_at = SOON
    page.save_revision(user=alice)
    page.get_workflow().start(page, alice)
    decide(benoit, page)
    with timezone.override("Pacific/Noumea"):  # wherever they are
        mail = mails_of(decide, chloe, page, comment="Bon.")["alice"]
    when = "le 1er mars 2030 à 8 h 05 (heure de Paris)"
    assert spaces(mail.subject) == f"[Presse] Programmé {when} : communiqué n° {page.pk}"
    assert f"Votre texte est approuvé et paraîtra {when} :" in spaces(mail.body)
    assert "«\u00a0Bon.\u00a0»" in mail.body


def test_a_refusal_says_what_must_change(site, alice, benoit, chloe, mails_of):
    page = put_under_review(site, alice)
    mails = mails_of(decide, benoit, page, "reject", comment="Le chiffre est faux & daté.")
    assert mails.keys() == {"alice"}
    assert mails["alice"].subject.startswith("[Presse] Modifications demandées\u00a0: communiqué")
    assert "benoit demande des modifications" in mails["alice"].body
    assert "«\u00a0Le chiffre est faux & daté.\u00a0»" in mails["alice"].body


def test_an_emergency_is_told_to_the_validators_and_the_authors(
    site, alice, benoit, chloe, chief, mails_of
):
    UserProfile.objects.create(
        user=benoit, submitted_notifications=False, approved_notifications=False
    )
    chief.groups.set(benoit.groups.all())
    page = put_under_review(site, alice)
    mails = mails_of(emergency.publish, page, chief, REASON, seen(page))
    assert mails.keys() == {"alice", "benoit", "chloe"}
    mail = mails["benoit"]
    assert mail.subject.startswith("[Presse] Publié en urgence, sans relecture\u00a0: communiqué")
    assert "chef a publié ce texte en urgence" in mail.body
    assert f"«\u00a0{REASON}\u00a0»" in mail.body
    assert f"\n    {page.full_url}\n" in mail.body
    assert "tab-notifications" not in mail.body


def test_comments_are_told_in_french(site, alice, benoit, mails_of):
    page = put_under_review(site, alice)
    subscribe(page, alice, writer("zoe"))
    mails = mails_of(edit, benoit, page, **comment_fields())
    assert mails.keys() == {"alice", "zoe"}
    mail = mails["alice"]
    assert mail.subject.startswith("[Presse] Commentaires de benoit\u00a0: communiqué n°")
    assert "benoit a commenté\u00a0:" in mail.body
    assert "Nouveaux commentaires\u00a0:\n– «\u00a0Vérifier la date.\u00a0»\n\nOuvrir" in mail.body
    assert f"{BASE}/gestion/pages/{page.pk}/edit/" in mail.body


# What people wish


@pytest.mark.parametrize("kind", ["submitted", "approved", "rejected"])
def test_notifications_can_be_switched_off(site, alice, benoit, chloe, mails_of, kind):
    off = {f"{kind}_notifications": False}
    for user in (alice, benoit):
        UserProfile.objects.create(user=user, **off)
    page = draft(site, alice)
    assert ("benoit" in mails_of(page.get_workflow().start, page, alice)) == (kind != "submitted")
    approved = mails_of(decide, chloe, page)
    assert ("alice" in approved) == (kind != "approved")
    returned = mails_of(decide, benoit, page, "reject", comment="Non.")
    assert ("alice" in returned) == (kind != "rejected")
    assert "chloe" not in approved


def test_nobody_without_an_address_or_gone_is_written_to(site, alice, benoit, chloe, mails_of):
    type(benoit).objects.filter(pk=benoit.pk).update(email="")
    type(chloe).objects.filter(pk=chloe.pk).update(is_active=False)
    page = draft(site, alice)
    assert mails_of(page.get_workflow().start, page, alice) == {}


# What mails tell


def test_pages_outside_the_sections_say_no_section(site, alice, mails_of):
    page = factories.StandardPageFactory(parent=site.home, title="Mentions", live=False)
    page.save_revision(user=alice)
    site.press.get_workflow().start(page, alice)
    denise = person("denise", "Presse\u00a0: validation")
    mails = mails_of(decide, denise, page, "reject", comment="Non.")
    assert mails["alice"].subject == f"Modifications demandées\u00a0: page simple n°\u00a0{page.pk}"


def test_a_title_is_for_those_who_may_read_it(site, alice, benoit, chloe, mails_of):
    page = draft(site, alice, title="Un accord secret", slug="un-accord-secret")
    submit(alice, page)
    alice.groups.clear()  # she has left the section, and is still an author
    mails = mails_of(decide, benoit, page)
    assert mails.keys() == {"alice", "chloe"}
    assert "Un accord secret" in mails["chloe"].body
    for mail in mails.values():
        assert "secret" not in mail.subject
    assert "secret" not in mails["alice"].body
    assert "Page d’une autre section" in mails["alice"].body


def test_the_address_of_a_text_to_come_is_told_with_its_title(site, alice, benoit, chloe, mails_of):
    page = draft(site, alice, title="Un accord secret", slug="un-accord-secret")
    page.go_live_at = SOON
    page.save_revision(user=alice)
    page.get_workflow().start(page, alice)
    decide(benoit, page)
    alice.groups.clear()
    mails = mails_of(decide, chloe, page)
    assert "un-accord-secret" not in mails["alice"].body
