"""What a line says of who, from where and of which text, and what leaves none."""

import json

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse

import pytest

from portal.audit.acts import record
from portal.audit.screens import PAGE_ARGUMENT, TITLES_ALONE, WORD
from portal.models import Document, PendingAct
from press.models import PRESS
from tests.support import uploads
from tests.support.accounts import (
    PASSWORD,
    answer,
    create_account,
    edit_account,
    group_fields,
    manager,
)
from tests.support.admin_addresses import addresses
from tests.support.audits import CANARY, LOGIN, acts, audited
from tests.support.embargoes import embargoed, given, journalist, press_office
from tests.support.people import draft, fields_of, logged_in, validator, writer
from tests.support.second_factors import (
    SECOND_STEP,
    add_application,
    give_password,
    with_password,
)


def page_screens() -> set[str]:
    """The screens to which the map of addresses gives a page."""
    named = {address for address, names in addresses() if PAGE_ARGUMENT in names}
    return {
        "/".join(word for word in address.split("/")[1:] if WORD.fullmatch(word))
        for address in named
    }


def test_a_line_says_who_from_where_and_which_text(desk):
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.9.9.9, 192.0.2.7"}
    address = reverse("wagtailadmin_pages:edit", args=[desk.text.pk])
    with audited() as new:
        desk.browser.benoit.get(address, **proxied)
    [line] = new
    assert (line.user, line.source_ip) == (desk.benoit, "192.0.2.7")
    assert (line.object_type, line.object_id) == ("press.pressreleasepage", str(desk.text.pk))
    revision = desk.text.latest_revision_id
    assert line.details == {"screen": "pages/edit", "state": "review", "revision": revision}


def test_a_login_that_fails_says_whose_it_was_if_somebody_has_that_name(desk):
    with audited() as new:
        for name in ("alice", CANARY):
            Client().post(LOGIN, {"username": name, "password": "fausse"}, REMOTE_ADDR="192.0.2.7")
    mine, nobody = new
    assert (mine.user, mine.source_ip) == (desk.alice, "192.0.2.7")
    assert (nobody.user, nobody.source_ip, nobody.object_id) == (None, None, "")


def test_a_second_factor_that_is_refused_says_whose_it_was(site):
    account = with_password(validator("camille"))
    add_application(account)
    client, _response = give_password(account)
    with audited() as new:
        client.post(SECOND_STEP, {"code": "000000"})
    [line] = new
    assert (line.action, line.outcome, line.user) == ("portal.factor", "failure", account)


def test_what_the_public_reads_leaves_no_line(desk, client):
    with audited() as new:
        desk.browser.chief.get(reverse("wagtailadmin_pages:history", args=[desk.article.pk]))
        assert client.get(desk.article.url).status_code == 200
        client.get("/recherche/?q=zebrulon")
        client.get("/gestion/")
    assert acts(new) == []


def test_a_scheduled_text_says_so(site):
    office = press_office()
    page = embargoed(site, office)
    with audited() as new:
        logged_in(office.benoit).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert [line.details.get("state") for line in new] == [None, "scheduled"]


def test_the_preview_of_one_text_is_one_reading(desk):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[desk.draft.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[desk.draft.pk])
    fields = fields_of(desk.browser.alice.get(editor).content.decode())
    with audited() as new:
        for _time in range(3):
            desk.browser.alice.post(address, fields)
            assert desk.browser.alice.get(address).status_code == 200
    assert acts(new) == ["portal.read"]


def test_a_text_read_by_an_embargo_link_names_the_link_alone(site, client):
    office = press_office()
    page = embargoed(site, office)
    reader = journalist()
    link, address = given(page, reader)
    with audited() as new:
        client.get(address)
        assert client.post(address, REMOTE_ADDR="192.0.2.7").status_code == 200
    [line] = new
    assert (line.action, line.object_id) == ("press.embargo.read", str(page.pk))
    assert line.details == {"link": link.pk}
    assert (line.user, line.source_ip) == (None, None)
    written = json.dumps(line.document, ensure_ascii=False).lower()
    for word in (reader.name, reader.email, reader.outlet, page.title):
        assert word.lower() not in written


def test_a_private_document_is_a_text_like_another_one(site, chief, client):
    private, public = (uploads.document(f"{CANARY} {name}") for name in ("un", "deux"))
    Document.objects.filter(pk=public.pk).update(public=True)
    browser = logged_in(chief)
    with audited() as new:
        for headers in ({}, {"Range": "bytes=100-"}, {"Range": "bytes=0-99"}):
            assert browser.get(private.file.url, headers=headers).status_code in (200, 206)
        assert browser.get(public.file.url).status_code == 200
        assert client.get(public.file.url).status_code == 200
        assert client.get(private.file.url).status_code == 404
    assert acts(new) == ["portal.read", "portal.read"]
    for line in new:
        document = ("portal.document", str(private.pk))
        assert (line.user, line.object_type, line.object_id) == (chief, *document)


def test_handing_over_and_taking_back(site):
    office = press_office()
    page, reader = embargoed(site, office), journalist()
    browser, address = logged_in(office.benoit), f"/gestion/embargo/{page.pk}/"
    with audited() as new:
        browser.post(address, {"journalists": [reader.pk]})
        browser.post(address, {"take_back_all": "1"})
        browser.get(reverse("journalist_export", args=[reader.pk]))
    assert acts(new) == ["press.embargo.give", "press.embargo.take_back", "portal.export"]
    assert new[-1].details == {"screen": "journalistes/export", "format": "json", "key": reader.pk}


ASKED = ["portal.account.ask", "portal.account.confirm", "portal.account.link"]


def test_accounts_and_their_rights(site, chief):
    boss, second = manager("boss"), manager("second")
    marc = writer("marc")
    with audited() as new:
        edit_account(boss, marc, PRESS.writers, PRESS.validators)
        answer(second, marc.account_request)
    changes = [line for line in new if line.action != "portal.login"]
    assert acts(changes) == ASKED
    assert [line.user for line in changes] == [boss, second, second]
    assert {line.object_id for line in changes} == {str(marc.pk)}
    with audited() as new:
        create_account(chief, "nora", PRESS.writers)
    changes = new[1:]
    assert acts(changes) == ["portal.password", "portal.account.create", "portal.account.link"]
    assert {line.user for line in changes} == {chief}


def test_the_rights_of_a_group(site, chief):
    browser, writers = logged_in(chief), Group.objects.get(name=PRESS.writers)
    with audited() as new:
        fields = group_fields(browser, writers) | {"name": f"{CANARY} groupe"}
        browser.post(f"/gestion/groups/edit/{writers.pk}/", fields)
    assert acts(new) == ["wagtail.edit", "portal.group.change"]
    assert {line.object_id for line in new} == {str(writers.pk)}
    assert CANARY not in json.dumps([line.document for line in new])


def test_a_new_password(site, alice):
    with audited() as new:
        alice.set_password(PASSWORD)
        alice.save()
        alice.check_password(PASSWORD)
    assert acts(new) == ["portal.password"]
    assert (new[0].user, new[0].object_id) == (alice, str(alice.pk))


def test_what_is_undone_leaves_no_line(site, alice):
    page = draft(site, alice)
    with audited() as new:
        try:
            with transaction.atomic():
                page.save_revision(user=alice, log_action=True)
                assert PendingAct.objects.exists()
                raise RuntimeError
        except RuntimeError:
            pass
    assert new == []


def test_details_are_no_place_for_content(site):
    for content in ("Un titre secret", "été", "x" * 101, "a\nb"):
        with pytest.raises(ValueError, match="names of code"):
            record("portal.read", note=content)
    assert not PendingAct.objects.exists()


ALONE = {
    "pages/convert_alias",
    "pages/copy",
    "pages/delete",
    "pages/lock",
    "pages/privacy",
    "pages/revisions/unschedule",
    "pages/unlock",
    "pages/unpublish",
    "pages/usage",
    "pages/workflow/action",
    "pages/workflow/collect_action_data",
    "pages/workflow/confirm_cancellation",
}


def test_each_screen_of_a_text_is_a_reading_or_shows_its_title_alone(desk):
    """A screen to come is a reading, unless it is named among the others."""
    shown = {name for name in page_screens() if name}
    alone = {name for name in shown if TITLES_ALONE & {*name.split("/")}}
    assert alone == ALONE
    assert {"pages/edit", "pages/view_draft", "relecture", "urgence"} <= shown - alone
