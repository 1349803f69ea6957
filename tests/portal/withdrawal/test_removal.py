"""What a validator removes from the screen, for which reasons, and what those hide."""

from types import SimpleNamespace

from django.core import mail

from wagtail.models import Page, PageLogEntry, PageViewRestriction

import pytest

from news.models import NEWS
from portal.models import Tombstone
from portal.withdrawal import versions_hidden
from press.models import PRESS, Reference
from tests.support import factories
from tests.support.addresses import statuses
from tests.support.people import draft, logged_in, person, validator
from tests.support.scenes import parts
from tests.support.withdrawals import WHY, fresh, published, remove, withdraw

UNREADABLE = ["donnees-personnelles", "justice", "securite"]


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A communiqué that was published twice, illustrated the second time."""
    page = published(
        factories.PressReleasePageFactory,
        parent=common_site.press,
        title="Un communiqué",
        slug="a",
    )
    page.illustration = factories.ImageFactory()
    page.save_revision().publish()
    return SimpleNamespace(site=common_site, release=fresh(page))


site, release = parts("site", "release")


def send(user, page, **fields):
    given = {"choice": "remove", "kind": "erreur", "reason": WHY, "confirmed": "on"} | fields
    return logged_in(user).post(f"/gestion/retrait/{page.pk}/", given)


def test_a_validator_removes_and_the_public_is_told_why(client, release, benoit):
    number = release.reference_number
    response = send(benoit, release)
    assert response["Location"].endswith(f"/pages/{release.get_parent().pk}/")
    assert not Page.objects.filter(pk=release.pk).exists()
    grave = Tombstone.objects.get()
    assert (grave.path, grave.page, grave.by) == ("/presse/a", release.pk, benoit)
    text = client.get(release.url).content.decode()
    assert WHY in text
    assert "Contenu erroné" in text
    assert "Un communiqué" not in text
    release.illustration.refresh_from_db()
    assert not release.illustration.public
    again = published(factories.PressReleasePageFactory, parent=Page.objects.get(slug="presse"))
    assert str(Reference.objects.get(page=again)) != number  # it is never given again


def test_a_reason_may_be_kept_to_oneself(client, release, benoit):
    send(benoit, release, is_untold="on", kind="securite")
    text = client.get(release.url).content.decode()
    assert WHY not in text
    assert "Sécurité" not in text
    assert Tombstone.objects.get().reason == WHY
    entry = PageLogEntry.objects.get(action="portal.remove")
    assert WHY not in entry.message
    assert "Sécurité" in entry.message


def test_removing_is_written_and_told(release, alice, benoit, chloe, commit):
    with commit():
        send(benoit, release)
    entry = PageLogEntry.objects.get(action="portal.remove")
    assert (entry.user, entry.deleted, WHY in entry.message) == (benoit, True, True)
    assert {address for message in mail.outbox for address in message.to} == {
        *(alice.email, chloe.email)
    }
    message = mail.outbox[-1]
    assert "Texte supprimé définitivement" in message.subject
    assert WHY in message.body
    assert release.full_url in message.body


def test_a_withdrawn_page_may_be_removed(client, release, benoit):
    withdraw(release, benoit)
    assert send(benoit, release, choice="withdraw").status_code == 200  # no such choice any more
    send(benoit, release)
    assert statuses(client, release.url) == [410]


def test_an_unpublished_page_may_be_removed_and_only_that(client, release, benoit):
    release.unpublish()
    assert send(benoit, release, choice="withdraw").status_code == 200
    send(benoit, release)
    assert statuses(client, release.url) == [410]


def test_it_takes_a_confirmation_and_a_reason(release, benoit):
    for fields in ({"confirmed": ""}, {"reason": ""}, {"reason": "Bref"}, {"kind": ""}):
        assert send(benoit, release, **fields).status_code == 200
    assert send(benoit, release, kind="autre-chose").status_code == 200
    assert Page.objects.filter(pk=release.pk).exists()


def test_who_may_not_remove(site, release, alice):
    nina = validator("nina", NEWS)
    for user in (alice, nina):
        response = send(user, release)
        assert (response.status_code, response["Location"]) == (302, "/gestion/")
    unknown = draft(site, alice)
    assert send(validator("zoe", PRESS), unknown)["Location"] == "/gestion/"
    offer = published(factories.JobOfferPageFactory, parent=site.jobs)
    assert send(person("chef", is_superuser=True), offer)["Location"] == "/gestion/"
    assert Page.objects.filter(pk__in=[release.pk, unknown.pk, offer.pk]).count() == 3


def test_an_alias_goes_with_its_text(client, release, benoit):
    alias = release.create_alias(update_slug="copie")
    remove(release, benoit)
    assert statuses(client, release.url, alias.url) == [410, 410]


# What hides the versions


def hidden(page) -> bool:
    """As rows that keep the page's key will ask."""
    return PageLogEntry.objects.filter(versions_hidden("page_id"), page=page.pk).exists()


@pytest.mark.parametrize("kind", ["erreur", *UNREADABLE])
def test_some_reasons_hide_every_version(release, benoit, kind):
    assert not hidden(release)
    withdrawn = withdraw(release, benoit, kind=kind)
    assert hidden(release) == (kind in UNREADABLE)
    remove(withdrawn, benoit, kind=kind)
    assert hidden(release) == (kind in UNREADABLE)


@pytest.mark.parametrize("how", ["deleted", "unpublished", "private", "taken"])
def test_a_reason_that_hides_outlives_the_page(client, site, release, benoit, chief, how):
    if how == "private":
        PageViewRestriction.objects.create(
            page=site.press, restriction_type=PageViewRestriction.LOGIN
        )
        remove(release, chief, kind="securite")
    else:
        withdraw(release, benoit, kind="securite")
        if how == "unpublished":
            fresh(release).unpublish()
        fresh(release).delete()
    if how == "taken":
        published(factories.PressReleasePageFactory, parent=site.press, slug="a")
    assert hidden(release)
    assert statuses(client, release.url) == [{"private": 404, "taken": 200}.get(how, 410)]
    assert (WHY in client.get(release.url).content.decode()) == (how in ("deleted", "unpublished"))
