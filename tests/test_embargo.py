"""The embargo: a text waits for its minute, and journalists read it before, each by a link."""

import datetime
import json
import re
from unittest import mock

from django.core import mail
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry, Site

import pytest

from news.models import NEWS
from portal.desk.establish import ADMINISTRATORS
from portal.models import Image, Mail, PortalSettings
from portal.outbox.mail import MailQuerySet
from press.embargo.retention import forget_journalists
from press.models import EmbargoLink, Journalist, Opening, PressReleasePage, Reference
from tests import factories
from tests.embargoed import (
    clock,
    embargoed,
    end_of,
    given,
    journalist,
    press_office,
    private_files,
    tick,
    whole_minute,
)
from tests.people import at_desk, edit, person, submit, validator, writer

SECOND = datetime.timedelta(seconds=1)
SECRET = "La signature aura lieu à Bruz."


@pytest.fixture
def office(site):
    return press_office()


@pytest.fixture
def page(site, office):
    body = [{"type": "paragraph", "value": f"<p>{SECRET}</p>"}]
    return embargoed(site, office, summary="Un chapô tenu secret.", body=body)


@pytest.fixture
def nadia(db):
    return journalist()


def screen(page) -> str:
    return reverse("embargo_hand_over", args=[page.pk])


def text_of(response) -> str:
    return re.sub(r"[ \n]+", " ", response.content.decode())


# The embargo itself


def test_an_approved_text_waits_and_appears_at_its_minute(client, page):
    end = end_of(page)
    assert page.scheduled_revision.approved_go_live_at == end
    tick(end - SECOND)
    assert client.get(page.url).status_code == 404
    tick(end + SECOND)
    shown = client.get(page.url)
    assert shown.status_code == 200
    assert SECRET in shown.content.decode()


def latest(page) -> PressReleasePage:
    return PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_it_is_dated_of_the_day_on_which_it_appears(site, office):
    page = factories.PressReleasePageFactory(parent=site.press, live=False, owner=office.alice)
    page.save_revision(user=office.alice)
    end = whole_minute(days=3)
    edit(office.alice, page, embargo_until=end.strftime("%Y-%m-%d %H:%M"))
    assert latest(page).date == end.date() > page.date
    later = end.date() + datetime.timedelta(days=1)
    edit(office.alice, page, date=later.isoformat())
    assert latest(page).date == later


def test_its_reference_is_given_when_it_appears(site, page):
    assert not Reference.objects.exists()
    other = factories.PressReleasePageFactory(parent=site.press, live=False)
    other.save_revision().publish()
    tick(end_of(page) + SECOND)
    numbers = dict(Reference.objects.values_list("page", "number"))
    assert numbers == {other.pk: 1, page.pk: 2}


def test_a_revision_without_a_date_waits_all_the_same(site):
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.embargo_until = whole_minute(days=1)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    page.embargo_until = whole_minute(days=1)
    page.go_live_at = whole_minute(hours=1)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at > timezone.now() + 5 * 3600 * SECOND


def test_an_emergency_does_not_lift_it(site, office):
    chief = person("chef", is_staff=True, is_superuser=True)
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.embargo_until = whole_minute(days=1)
    page.save_revision(user=office.alice)
    reason = "Une rectification doit paraître avant le journal de ce soir."
    at_desk(chief).post(f"/gestion/urgence/{page.pk}/", {"reason": reason})
    page.refresh_from_db()
    assert not page.live
    assert page.awaiting()


def test_reviewers_approve_it_from_the_editor(site, office):
    page = factories.PressReleasePageFactory(parent=site.press, live=False, owner=office.alice)
    page.save_revision(user=office.alice)
    submit(office.alice, page, embargo_until=f"{whole_minute(days=2):%Y-%m-%d %H:%M}")
    for user in (office.benoit, office.chloe):  # the form comes back as it was
        edit(user, page, "action-workflow-action", **{"workflow-action-name": "approve"})
    assert PressReleasePage.objects.get(pk=page.pk).scheduled_revision


# Journalists


def test_validators_and_administrators_keep_journalists(site, nadia):
    listing = "/gestion/snippets/press/journalist/"
    keeper = validator("claire"), person("admin2", ADMINISTRATORS)
    for user in keeper:
        assert "Nadia Belkacem" in at_desk(user).get(listing).content.decode()
        assert at_desk(user).get(f"{listing}add/").status_code == 200
    for user in (writer("alice"), validator("nina", NEWS)):
        assert at_desk(user).get(listing).status_code == 302
        assert at_desk(user).get(f"{listing}edit/{nadia.pk}/").status_code == 302


def test_the_screens_say_why_they_are_kept(site, nadia, settings):
    settings.JOURNALISTS_KEPT_DAYS = 400
    user = validator("claire")
    for address in ("add/", f"edit/{nadia.pk}/"):
        shown = text_of(at_desk(user).get(f"/gestion/snippets/press/journalist/{address}"))
        assert "Le service de presse (AMIAD) conserve votre nom" in shown
        assert "400 jours" in shown
        assert "CNIL" in shown


def test_those_left_unused_are_forgotten(page, office, nadia, settings):
    settings.JOURNALISTS_KEPT_DAYS = 30
    long_ago = timezone.now() - datetime.timedelta(days=31)
    Journalist.objects.update(created_at=long_ago)
    forgotten, recent = journalist("Omar Diallo", created_at=long_ago), journalist("Paul Roux")
    given(page, nadia)
    assert forget_journalists.call() == 1
    assert set(Journalist.objects.all()) == {nadia, recent}
    old, _address = given(page, recent)
    EmbargoLink.objects.filter(pk=old.pk).update(sent_at=long_ago, expires_at=long_ago)
    assert forget_journalists.call() == 0
    assert [link.journalist for link in EmbargoLink.objects.all()] == [nadia]
    assert forgotten not in Journalist.objects.all()


def test_what_is_held_is_exported(page, nadia):
    _link, address = given(page, nadia)
    Client().post(address)
    export = reverse("journalist_export", args=[nadia.pk])
    assert at_desk(writer("zoe")).get(export).status_code == 302
    claire = at_desk(validator("claire"))
    assert export in claire.get("/gestion/snippets/press/journalist/").content.decode()
    response = claire.get(export)
    assert "attachment" in response["Content-Disposition"]
    held = json.loads(response.content)
    assert held["nom"] == "Nadia Belkacem"
    assert held["adresse électronique"] == nadia.email
    (given_to,) = held["remises sous embargo"]
    assert len(given_to["ouvert le"]) == 1
    assert page.title not in response.content.decode()  # nor is the text told this way


# Handing over


def test_a_validator_hands_it_over_by_mail(page, office, nadia):
    PortalSettings.objects.create(site=Site.objects.get(), press_email="presse@exemple.fr")
    benoit = at_desk(office.benoit)
    shown = text_of(benoit.get(screen(page)))
    assert page.awaiting().embargo_words in shown
    assert "Nadia Belkacem" in shown
    response = benoit.post(screen(page), {"journalists": [nadia.pk]}, follow=True)
    assert "Remis sous embargo à 1 personne." in text_of(response)
    (message,) = [each for each in mail.outbox if each.to == [nadia.email]]
    assert "Sous embargo jusqu’au" in message.subject
    whole = f"{message.subject} {message.body}"
    assert page.title not in whole
    assert page.slug not in whole
    assert "Vos données" in message.body
    assert "CNIL" in message.body
    assert message.reply_to == ["presse@exemple.fr"]
    token = re.search(r"/presse/sous-embargo/([\w\-]+)/", message.body)[1]
    assert len(token) == 43  # 256 bits
    link = EmbargoLink.objects.get()
    assert token not in str(EmbargoLink.objects.values().get())
    assert (link.journalist, link.sent_by) == (nadia, office.benoit)
    assert SECRET in Client().post(f"/presse/sous-embargo/{token}/").content.decode()


def test_somebody_is_to_be_chosen(page, office):
    response = at_desk(office.benoit).post(screen(page), {})
    assert "Choisissez au moins une personne." in response.content.decode()
    response = at_desk(office.benoit).post(screen(page), {"journalists": ["x", "99999"]})
    assert response.status_code == 200
    assert not EmbargoLink.objects.exists()


def test_only_validators_of_the_press_hand_over(page, office, nadia):
    outsiders = [
        office.alice,
        validator("nina", NEWS),
        person("admin2", ADMINISTRATORS),
        person("chef", is_staff=True, is_superuser=True),
    ]
    for user in outsiders:
        client = at_desk(user)
        assert client.get(screen(page)).status_code == 302
        client.post(screen(page), {"journalists": [nadia.pk]})
        assert "Remettre sous embargo" not in text_of(
            client.get(f"/gestion/pages/{page.pk}/edit/", follow=True)
        )
    assert not EmbargoLink.objects.exists()
    editor = at_desk(office.benoit).get(f"/gestion/pages/{page.pk}/edit/")
    assert screen(page) in editor.content.decode()


def test_what_does_not_wait_is_not_handed_over(site, office, nadia):
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.save_revision(user=office.alice)
    benoit = at_desk(office.benoit)
    assert screen(page) not in benoit.get(f"/gestion/pages/{page.pk}/edit/").content.decode()
    assert "il n’y a rien à remettre" in text_of(benoit.get(screen(page)))
    assert benoit.post(screen(page), {"journalists": [nadia.pk]}).status_code == 302
    assert not EmbargoLink.objects.exists()


def test_the_screen_shows_who_has_it_and_who_opened_it(page, office, nadia):
    link, address = given(page, nadia, office.chloe)
    Client().post(address)
    with clock(timezone.now() + datetime.timedelta(minutes=90)):
        Client().post(address)
    shown = text_of(at_desk(office.benoit).get(screen(page)))
    for opening in link.openings.all():
        told = timezone.localtime(opening.at)
        assert f"{told.day} novembre" in shown or f"{told:%H:%M}".lstrip("0") in shown
    assert link.openings.count() == 2
    assert "Pas encore ouvert" not in shown


def test_links_are_taken_back_and_given_again(page, office, nadia):
    omar = journalist("Omar Diallo")
    first, address = given(page, nadia)
    second, other = given(page, omar)
    benoit = at_desk(office.benoit)
    benoit.post(screen(page), {"take_back": str(first.pk)})
    assert Client().post(address).status_code == 404
    assert Client().post(other).status_code == 200
    benoit.post(screen(page), {"again": str(second.pk)})
    assert Client().post(other).status_code == 404
    assert [each.to for each in mail.outbox][-1] == [omar.email]
    assert EmbargoLink.objects.valid().count() == 1
    benoit.post(screen(page), {"take_back_all": "1"})
    assert not EmbargoLink.objects.valid().exists()
    history = at_desk(office.chloe).get(f"/gestion/pages/{page.pk}/history/").content.decode()
    assert "1 lien retiré." in history
    assert "Diallo" not in str(PageLogEntry.objects.filter(page=page.pk).values_list("data"))


@pytest.mark.parametrize("key", ["0", "x", "\x00", "9" * 20, "²"])
def test_a_link_that_is_none_is_not_taken_back(page, office, nadia, key):
    given(page, nadia)
    at_desk(office.benoit).post(screen(page), {"take_back": key})
    assert at_desk(office.benoit).post(screen(page), {"again": key}).status_code == 404
    assert EmbargoLink.objects.valid().count() == 1


def test_a_link_is_never_without_its_mail(page, office, nadia, settings, monkeypatch):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    chosen = {"journalists": [nadia.pk]}
    with monkeypatch.context() as full, pytest.raises(DatabaseError):
        full.setattr(MailQuerySet, "bulk_create", mock.Mock(side_effect=DatabaseError))
        at_desk(office.benoit).post(screen(page), chosen)
    assert not EmbargoLink.objects.exists()
    at_desk(office.benoit).post(screen(page), chosen)
    assert EmbargoLink.objects.get().journalist == nadia
    assert Mail.objects.waiting().get().recipient == nadia.email


def test_the_screen_costs_the_same_with_many(page, office, django_assert_max_num_queries):
    for number in range(12):
        _link, address = given(page, journalist(f"Camille{number} Roux"), office.chloe)
        Client().post(address)
    benoit = at_desk(office.benoit)
    benoit.get(screen(page))
    with django_assert_max_num_queries(40):
        benoit.get(screen(page))


# The journalist


def test_opening_the_link_tells_and_notes_nothing(page, nadia):
    _link, address = given(page, nadia)
    for method in ("get", "head"):
        response = getattr(Client(), method)(address)
        assert response.status_code == 200
    shown = text_of(Client().get(address))
    assert "sous embargo jusqu’au" in shown.lower()
    assert 'method="post"' in shown
    for secret in (page.title, page.slug, SECRET, "Un chapô tenu secret", "Nadia"):
        assert secret not in shown
    assert not Opening.objects.exists()


def test_the_button_shows_the_text_and_is_noted(page, nadia):
    link, address = given(page, nadia)
    journalist_browser = Client(enforce_csrf_checks=True)
    response = journalist_browser.post(address, headers={"origin": "null"})
    shown = text_of(response)
    assert page.title in shown
    assert SECRET in shown
    mark = f"{page.awaiting().embargo_words} – remis à Nadia Belkacem (Le Quotidien)"
    assert shown.count(mark) > 10
    assert [opening.link for opening in Opening.objects.all()] == [link]
    assert {field.name for field in Opening._meta.fields} == {"id", "link", "at"}


def test_nothing_of_it_is_for_machines_or_kept(page, nadia):
    _link, address = given(page, nadia)
    responses = [Client().get(address), Client().post(address), Client().post(f"{address[:-9]}/")]
    for response in responses:
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "ETag" not in response
        assert "Last-Modified" not in response
        shown = response.content.decode()
        assert "og:" not in shown
        assert "ld+json" not in shown
        assert "canonical" not in shown
        assert "fr-share" not in shown


def test_other_addresses_still_check_forms(site):
    browser = Client(enforce_csrf_checks=True)
    for address in ("/presse/", "/presse/sous-embargo/", "/recherche/"):
        assert browser.post(address).status_code == 403


def test_unknown_expired_and_revoked_say_the_same(page, nadia):
    _link, first = given(page, nadia)
    Client().post(first)
    _link, second = given(page, nadia)  # the first one is revoked by it
    EmbargoLink.objects.valid().update(expires_at=timezone.now())
    unknown = f"/presse/sous-embargo/{'a' * 43}/"
    for method in ("get", "post"):
        answers = [getattr(Client(), method)(address) for address in (first, second, unknown)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert "Ce lien ne mène à rien" in answers[0].content.decode()
    assert Opening.objects.count() == 1


def test_a_later_draft_is_never_shown(page, office, nadia):
    _link, address = given(page, nadia)
    later = PressReleasePage.objects.get(pk=page.pk)
    later.title = "Pas encore approuvé"
    later.save_revision(user=office.alice)
    shown = text_of(Client().post(address))
    assert "Un accord majeur" in shown
    assert "Pas encore approuvé" not in shown


def test_what_is_taken_back_from_the_schedule_is_shown_no_more(page, office, nadia):
    _link, address = given(page, nadia)
    revision = page.scheduled_revision
    at_desk(office.benoit).post(f"/gestion/pages/{page.pk}/revisions/{revision.pk}/unschedule/")
    assert Client().post(address).status_code == 404
    assert SECRET not in text_of(Client().post(address))


def test_the_embargo_lifted_the_link_leads_to_the_public_page(page, nadia):
    link, address = given(page, nadia)
    end = end_of(page)
    assert end < link.expires_at <= end + datetime.timedelta(days=1)
    tick(end + SECOND)
    for method in ("get", "post"):
        response = getattr(Client(), method)(address)
        assert (response.status_code, response["Location"]) == (302, page.url)
        assert "no-store" in response["Cache-Control"]
    with clock(link.expires_at + SECOND):
        assert Client().get(address).status_code == 404
    EmbargoLink.objects.revoke()
    assert Client().get(address).status_code == 404


# Its files


@pytest.fixture
def illustrated(site, office):
    files = private_files()
    body = [
        {"type": "image", "value": {"image": files.image.pk}},
        {"type": "download", "value": {"document": files.document.pk}},
        {
            "type": "paragraph",
            "value": f'<p><a linktype="document" id="{files.document.pk}">le dossier</a></p>',
        },
    ]
    page = embargoed(site, office, illustration=files.image, body=body)
    page.files = files
    return page


def addresses(html: str) -> set[str]:
    return set(re.findall(r"/presse/sous-embargo/[\w\-]+/fichiers/[\w\-]+/[\w\-]+/", html))


def test_its_files_come_with_the_text_and_to_nobody_else(illustrated, nadia, client):
    _link, address = given(illustrated, nadia)
    html = Client().post(address).content.decode()
    assert "/media/" not in html
    found = addresses(html)
    assert len(found) >= 3  # the document, and sizes of the picture
    kinds = set()
    for each in found:
        response = Client().get(each)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert b"".join(response.streaming_content)
        kinds.add(response["Content-Type"])
    assert {"application/pdf", "image/avif"} <= kinds
    for rendition in illustrated.files.image.renditions.all():
        assert client.get(rendition.url).status_code == 404
    assert client.get(illustrated.files.document.url).status_code == 404
    assert Opening.objects.count() == 1  # the text was opened once


def test_a_file_has_no_other_address(illustrated, nadia):
    link, address = given(illustrated, nadia)
    (one, *_others) = addresses(Client().post(address).content.decode())
    *_start, name, signature, _end = one.split("/")
    other = factories.ImageFactory(public=False)
    _link, elsewhere = given(illustrated, journalist("Omar Diallo"))
    for wrong in (
        f"{address}fichiers/{name}/{'0' * 64}/",
        f"{address}fichiers/{name[:-2]}/{signature}/",
        f"{address}fichiers/é/{signature}/",
        f"{address}fichiers/{other.file.name.encode().hex()}/{signature}/",
        f"{elsewhere}fichiers/{name}/{signature}/",
    ):
        assert Client().get(wrong).status_code == 404, wrong
    assert Client().post(one).status_code in (403, 405)
    EmbargoLink.objects.filter(pk=link.pk).revoke()
    assert Client().get(one).status_code == 404


def test_an_address_in_the_text_itself_is_left_alone(site, office, nadia):
    body = [{"type": "paragraph", "value": "<p>Voir src=/media/a.png ou /media/b.png.</p>"}]
    page = embargoed(site, office, body=body)
    _link, address = given(page, nadia)
    shown = Client().post(address).content.decode()
    assert "Voir src=/media/a.png ou /media/b.png." in shown
    assert Image.objects.count() == 0
