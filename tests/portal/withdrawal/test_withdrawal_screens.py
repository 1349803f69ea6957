"""Who may withdraw a text and reopen it, and what is written down of it."""

from django.core import mail

from wagtail.models import PageLogEntry

import pytest

from portal.models import Withdrawal
from portal.withdrawal import actions
from tests.support import factories
from tests.support.people import logged_in, person, validator, writer
from tests.support.tied_pages import KINDS
from tests.support.withdrawals import WHY, fresh, published, reopen, withdraw


def send(user, page, **fields):
    given = {"choice": "withdraw", "kind": "erreur", "reason": WHY, "confirmed": "on"} | fields
    return logged_in(user).post(f"/gestion/retrait/{page.pk}/", given)


def test_a_validator_withdraws_and_reopens_on_the_screen(client, page):
    editor = f"/gestion/pages/{page.pk}/edit/"
    browser = logged_in(page.validator)
    assert f"/gestion/retrait/{page.pk}/" in browser.get(editor).content.decode()
    assert browser.get(f"/gestion/reouverture/{page.pk}/").status_code == 302
    assert send(page.validator, page)["Location"] == editor
    row = Withdrawal.objects.get()
    assert (row.page_id, row.by, row.kind, row.reason) == (page.pk, page.validator, "erreur", WHY)
    html = browser.get(editor).content.decode()
    assert "Ce texte est retiré depuis" in html
    assert f"/gestion/reouverture/{page.pk}/" in html
    answer = browser.post(f"/gestion/reouverture/{page.pk}/", {"reason": "Le texte est vérifié."})
    assert answer["Location"] == editor
    assert fresh(page).is_listed
    history = PageLogEntry.objects.filter(page=page.pk, action__startswith="portal.")
    entries = {entry.action: (entry.user, entry.message) for entry in history}
    assert entries.keys() == {"portal.withdraw", "portal.reopen"}
    assert {user for user, _words in entries.values()} == {page.validator}
    assert WHY in entries["portal.withdraw"][1]
    assert "vérifié" in entries["portal.reopen"][1]
    assert WHY in browser.get(f"/gestion/pages/{page.pk}/history/").content.decode()


def test_the_others_of_the_section_are_told(page, commit):
    redactrice, second = writer("redactrice", page.section), validator("second", page.section)
    validator("ailleurs", page.site.jobs.section)
    with commit():
        send(page.validator, page)
    to = sorted(address for message in mail.outbox for address in message.to)
    assert to == sorted([redactrice.email, second.email])
    assert "Texte retiré" in mail.outbox[0].subject
    assert WHY in mail.outbox[0].body
    assert page.full_url in mail.outbox[0].body
    mail.outbox.clear()
    with commit():
        reopen(page, page.validator)
    assert len(mail.outbox) == 2
    assert "Le texte a été vérifié." in mail.outbox[0].body


def test_who_may(page):
    others = [
        writer("redactrice", page.section),
        validator("ailleurs", page.site.jobs.section),
        person("personne", is_staff=True),
        person("parti", is_superuser=True, is_active=False),
    ]
    for user in others:
        assert not actions.may_remove(user, page)
        assert send(user, page).status_code in (302, 403)
        with pytest.raises(actions.PermissionDenied):
            withdraw(page, user)
    assert not Withdrawal.objects.exists()
    for user in (person("administratrice", "Administration"), person("chef", is_superuser=True)):
        assert send(user, page)["Location"].endswith("/edit/")
        with pytest.raises(actions.PermissionDenied):
            reopen(page, others[0])
        reopen(page, user)


def test_what_cannot_be_withdrawn(page):
    site = page.site
    draft = KINDS["press"](parent=site.press, live=False)
    offer = published(factories.JobOfferPageFactory, parent=site.jobs)
    chief = person("chef", is_superuser=True)
    for other in (draft, offer, site.agency):
        with pytest.raises(actions.PermissionDenied):
            withdraw(other, chief)
    withdraw(page, chief)
    with pytest.raises(actions.PermissionDenied):
        withdraw(page, chief)
    reopen(page, chief)
    with pytest.raises(actions.PermissionDenied):
        reopen(page, chief)


def test_it_takes_a_confirmation_and_a_reason(page):
    for fields in ({"confirmed": ""}, {"reason": "  "}, {"kind": "x"}, {"reason": "x" * 1001}):
        response = send(page.validator, page, **fields)
        assert response.status_code == 200
        assert response.context["form"].errors
    assert not Withdrawal.objects.exists()
