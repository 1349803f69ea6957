"""The stored versions tell the contacts that were shown; nobody is alerted when these change."""

from django.urls import reverse

from portal.models import MediaContact
from portal.site_search.jobs import read_site
from portal.versions import recorder
from portal.worker import jobs
from tests.support import factories
from tests.support.people import logged_in, published
from tests.support.published_versions import change, communique, fresh, release, rows
from tests.support.workers import job_runner, statuses

NEW_PHONE = "01 99 88 77 66"


def run_jobs() -> None:
    runner = job_runner()
    while runner.work() == 0:
        pass
    assert set(statuses()) <= {"SUCCESSFUL"}


def give_phone(user, contact: MediaContact, phone: str = NEW_PHONE):
    fields = contact.text_fields() | {"phone": phone}
    address = f"/gestion/snippets/portal/mediacontact/edit/{contact.pk}/"
    assert logged_in(user).post(address, fields).status_code == 302


def test_a_changed_contact_writes_a_version_of_its_own_kind(site, benoit, client, commit):
    page = communique(site)
    before = {name: getattr(page, name) for name in ("told_at", "corrected_at", "updated_at")}
    feed = client.get("/presse/flux/atom/").content
    corrections = client.get("/presse/flux/corrections/").content
    with commit():
        give_phone(benoit, page.contacts.first().contact)
    assert len(rows(page)) == 1  # the worker writes the next one
    run_jobs()
    page = fresh(page)
    assert rows(page)[1:] == [(2, "coordonnees", "")]
    first, second = page.versions.order_by("number")
    assert NEW_PHONE in second.text and NEW_PHONE not in first.text
    assert second.contacts[0]["phone"] == NEW_PHONE
    assert before == {name: getattr(page, name) for name in before}
    assert client.get("/presse/flux/atom/").content == feed
    assert client.get("/presse/flux/corrections/").content == corrections
    html = client.get(page.url).content.decode()
    assert NEW_PHONE in html and "Corrigé" not in html
    assert "Coordonnées des contacts" in client.get(f"{page.url}historique/").content.decode()
    run_jobs()
    with commit():
        page.contacts.first().contact.save()
    run_jobs()
    assert len(rows(page)) == 2  # nothing changed


def test_the_contacts_of_the_press_room_count(site, benoit, commit):
    contact = factories.MediaContactFactory()
    factories.PressContactFactory(page=site.press, contact=contact)
    page = release(site)
    assert contact.name in page.versions.get().text
    with commit():
        give_phone(benoit, contact)
    run_jobs()
    assert [kind for _number, kind, _note in rows(page)] == ["premiere", "coordonnees"]
    other = factories.MediaContactFactory(name="Un autre service")
    text = fresh(site.press)
    text.contact_links.set([factories.PressContactFactory.build(contact=other)])
    with commit():
        text.save_revision().publish()
    run_jobs()
    assert "Un autre service" in page.versions.get(number=3).text


def test_pages_are_recorded_in_batches(site, monkeypatch, commit):
    monkeypatch.setattr(recorder, "BATCH", 2)
    contact = factories.MediaContactFactory()
    factories.PressContactFactory(page=site.press, contact=contact)
    pages = [release(site) for _number in range(5)]
    contact.phone = NEW_PHONE
    with commit():
        contact.save()
    recordings = jobs.job_results().exclude(task_path=read_site.module_path)
    assert recordings.count() == 1
    run_jobs()
    assert recordings.count() == 3
    assert [len(rows(page)) for page in pages] == [2] * 5


def test_texts_that_readers_do_not_see_are_left(site, commit):
    contact = factories.MediaContactFactory()
    factories.PressContactFactory(page=site.press, contact=contact)
    gone, begun = release(site), factories.PressReleasePageFactory(parent=site.press, live=False)
    gone.unpublish()
    contact.phone = NEW_PHONE
    with commit():
        contact.save()
    run_jobs()
    assert (len(rows(gone)), len(rows(begun))) == (1, 0)


def test_a_declared_change_outlives_a_version_of_contacts(site, alice, benoit, chloe, commit):
    contact = factories.MediaContactFactory()
    factories.PressContactFactory(page=site.press, contact=contact)
    page = fresh(published(site, alice, benoit, chloe))
    page.declare("fait", "La date était fausse.")
    page.title = "Un autre titre"
    page.save_revision(user=alice)
    contact.phone = NEW_PHONE
    with commit():
        contact.save()
    run_jobs()
    text = page.get_latest_revision_as_object()
    assert text.declaration == ("fait", "La date était fausse.")
    text.save_revision().publish()
    kinds = [(number, kind) for number, kind, _note in rows(page)]
    assert kinds == [(1, "premiere"), (2, "coordonnees"), (3, "fait")]
    assert change(fresh(page)).declaration is None


def test_a_merged_contact_is_recorded(site, chief, commit):
    page = communique(site)
    old, new = page.contacts.first().contact, factories.MediaContactFactory(name="Nouveau service")
    address = reverse("wagtailsnippets_portal_mediacontact:delete", args=[old.pk])
    with commit():
        logged_in(chief).post(address, {"merge": "1", "other": new.pk})
    assert not MediaContact.objects.filter(pk=old.pk).exists()
    run_jobs()
    assert "Nouveau service" in page.versions.get(number=2).text
