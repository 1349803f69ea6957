"""A refusal stays before the eyes of who answers it; its answer says what changed since."""

from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry, WorkflowState

import pytest
from bs4 import BeautifulSoup

from tests.support.html import text_of
from tests.support.people import decide, edit, fields_of, logged_in, put_under_review, submit
from tests.support.withdrawals import fresh
from tests.support.worklist import section_of

LONG_AGO = timezone.now() - timezone.timedelta(days=40)


@pytest.fixture
def page(site, alice, benoit, chloe):
    page = put_under_review(site, alice)
    WorkflowState.objects.update(created_at=LONG_AGO)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=LONG_AGO)
    decide(benoit, page, "reject", comment="Le chiffre\nest faux.")
    return fresh(page)


def editor(user, page) -> BeautifulSoup:
    response = logged_in(user).get(f"/gestion/pages/{page.pk}/edit/")
    return BeautifulSoup(response.content.decode(), "html.parser")


def notice(html: BeautifulSoup) -> str:
    found = html.select_one("[aria-labelledby=demande-de-modifications]")
    return text_of(found) if found else ""


def test_the_remark_stands_above_the_form_until_it_is_answered(page, alice, benoit):
    html = editor(alice, page)
    assert "Modifications demandées par benoit" in notice(html)
    assert "Le chiffre est faux." in " ".join(notice(html).split())
    form = html.select_one("#page-edit-form")
    assert form.find_previous(attrs={"aria-labelledby": "demande-de-modifications"})
    edit(alice, page, title="Un essai")
    assert "Voir ce qui a changé depuis" in notice(editor(alice, page))
    address = f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(logged_in(alice).get(address).content.decode())
    refused = logged_in(alice).post(address, fields | {"title": "", "action-submit": "1"})
    assert "Le chiffre" in notice(BeautifulSoup(refused.content.decode(), "html.parser"))
    submit(alice, page, title="Un texte juste")
    assert not notice(editor(alice, page))


def test_the_panel_names_who_refused(page, alice):
    panel = editor(alice, page).select_one("[data-side-panel=status]")
    assert "Modifications demandées par benoit" in text_of(panel)
    assert "Modifications demandées par alice" not in text_of(panel)
    dialog = editor(alice, page).select_one("#workflow-status-dialog, template[id*=workflow]")
    heading = str(dialog)
    assert "par benoit" in heading


def test_an_answer_has_its_own_hour_and_says_what_changed(page, alice, benoit, chloe):
    refused = page.latest_revision_id
    submit(alice, page, title="Un texte juste")
    page = fresh(page)
    text = text_of(section_of(benoit, "a-relire")).replace("\u00a0", " ")
    today = timezone.localtime()
    assert f"Soumis de nouveau par alice le {today.day}" in text
    assert "Modifications demandées auparavant par benoit" in text
    state = page.current_workflow_state
    assert state.created_at > LONG_AGO + timezone.timedelta(days=30)  # what the panel says
    address = f"{reverse('reading', args=[page.pk])}?depuis={refused}"
    assert section_of(benoit, "a-relire").select_one(f'a[href="{address}"]')


def test_who_answers_is_who_submitted(page, chloe, benoit):
    submit(chloe, page, title="Repris par Chloé")
    state = fresh(page).current_workflow_state
    assert state.requested_by == chloe
    decide(benoit, page)
    assert fresh(page).current_workflow_state.requested_by == chloe  # an approval submits nothing


def test_the_mail_says_so_too(page, alice, mailoutbox, django_capture_on_commit_callbacks):
    refused = page.latest_revision_id
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        submit(alice, page, title="Un texte juste")
    page = fresh(page)
    [mail] = [mail for mail in mailoutbox if mail.to == ["benoit@exemple.fr"]]
    today = timezone.localtime()
    assert f"Soumis par alice, le {'1er' if today.day == 1 else today.day}" in mail.body
    compare = [page.pk, refused, page.latest_revision_id]
    address = reverse("wagtailadmin_pages:revisions_compare", args=compare)
    assert "Ce qui a changé depuis le refus" in mail.body
    assert address in mail.body
