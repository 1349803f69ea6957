"""What was published is kept as it was, and stays readable."""

import datetime
import hashlib
from io import StringIO
from types import SimpleNamespace

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from news.models import NewsRules
from portal.models import Image, MediaContact, PublishedVersion
from portal.versions import recorder
from portal.versions.models import Kind, fingerprint
from portal.worker.schedule import Publication
from portal.workflow import emergency
from tests.support import factories
from tests.support.people import draft, put_under_review, seen, submit
from tests.support.published_versions import FIGURE, change, communique, declaration, fresh, rows
from tests.support.queries import LIMIT, count_queries
from tests.support.scenes import parts
from tests.support.visibility import hide


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    return SimpleNamespace(site=common_site, published=communique(common_site))


site, published = parts("site", "published")


def test_a_first_publication_is_kept_without_a_reason(site, alice, benoit, chloe):
    page = put_under_review(site, alice, benoit, chloe).specific
    version = page.versions.get()
    assert (version.number, version.kind, version.note) == (1, Kind.FIRST, "")
    assert version.published_at == page.first_published_at
    assert page.reference_number in version.text
    assert version.issuer == page.issuer
    assert page.corrected_at is None


def test_a_version_holds_what_was_read(published):
    version = published.versions.get()
    assert "L’agence publie 24 sujets." in version.text
    assert "<p>L’agence publie 24 sujets.</p>" in version.body
    assert "Image\xa0: Des courbes bleues" in version.body
    assert "<img" not in version.body
    assert version.contacts[0]["phone"] == "01 23 45 67 89"
    with published.illustration.file.open() as content:
        digest = hashlib.sha256(content.read()).hexdigest()
    assert [(file["title"], file["sha256"]) for file in version.files] == [
        ("Des courbes bleues", digest)
    ]


def test_the_fingerprint_is_found_again(client, published):
    version = published.versions.get()
    response = client.get(f"{published.url}historique/1/texte/")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(response.content).hexdigest() == version.digest
    assert version.digest == fingerprint(version.text) == fingerprint(published.canonical_text())


def test_the_way_to_a_fingerprint_never_changes():
    """Were this one different, all that were told before could not be verified any more."""
    text = "Le 1er\xa0mai\xa0: «\xa0é\xa0»\n"
    assert fingerprint(text) == "850a75507df949c3b679d881dd6bcb5a8fac7eed321dba9bd749d014502d1a88"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda row: PublishedVersion.objects.filter(pk=row.pk).update(title="Autre"),
        lambda row: PublishedVersion.objects.filter(pk=row.pk).update(page=None),
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: PublishedVersion.objects.all().delete(),
        lambda row: sql("UPDATE portal_publishedversion SET digest = ''"),
        lambda row: sql("DELETE FROM portal_publishedversion"),
    ],
)
def test_the_database_refuses_to_change_a_version(published, attempt):
    row = published.versions.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        attempt(row)
    assert PublishedVersion.objects.get(pk=row.pk).title == "Stages"


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_past_outlives_its_page(published):
    key = published.pk
    published.delete()
    assert PublishedVersion.objects.get(page=key).title == "Stages"


def test_a_change_elsewhere_leaves_the_past_alone(client, published):
    before = client.get(f"{published.url}historique/1/").content
    MediaContact.objects.update(name="Un autre", phone="09 87 65 43 21")
    Image._base_manager.update(file="original_images/autre.png", alt="Autre")
    after = client.get(f"{published.url}historique/1/").content
    assert after == before
    assert "01 23 45 67 89" in after.decode()
    assert "Un autre" in client.get(published.url).content.decode()


def test_a_first_publication_in_an_emergency(site, alice, chief):
    page = draft(site, alice)
    emergency.publish(page, chief, "Une rectification doit paraître ce soir.", seen(page))
    version = page.versions.get()
    assert (version.kind, version.reason) == (
        Kind.FIRST,
        "Une rectification doit paraître ce soir.",
    )


def test_what_is_scheduled_is_kept_when_it_appears(site):
    page = factories.PressReleasePageFactory(parent=site.press, live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    assert not page.versions.exists()
    past = timezone.now() - datetime.timedelta(seconds=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    Publication(past, revision.pk).act()
    version = page.versions.get()
    assert version.kind == Kind.FIRST
    assert version.published_at > past


PAST = ["historique/", "historique/1/", "historique/1/texte/", "historique/2/depuis/1/"]


def test_an_old_version_says_that_it_is_replaced(client, published, settings):
    settings.SITE_OFFICIAL = True
    page = change(published, **declaration(FIGURE), body=[paragraph("L’agence publie 42 sujets.")])
    for path in PAST:
        response = client.get(page.url + path)
        assert response.status_code == 200, path
        assert response["X-Robots-Tag"] == "noindex, follow"
    old = client.get(f"{page.url}historique/1/").content.decode()
    assert '<meta name="robots" content="noindex, follow">' in old
    assert "Version remplacée" in old
    assert "24 sujets" in old
    assert "Version remplacée" not in client.get(f"{page.url}historique/2/").content.decode()
    for number in ("3", "0", "1/depuis/1", "1/depuis/2", 9**30):
        path = f"historique/{number}/"
        assert client.get(page.url + path).status_code == 404, path
    assert "historique" not in client.get("/sitemap.xml").content.decode()


def paragraph(text: str) -> tuple:
    return "paragraph", text


@pytest.mark.parametrize("how", ["draft", "scheduled", "private", "ended", "embargo", "above"])
def test_the_past_of_what_is_not_public_is_not_there(client, site, published, how):
    page = change(published, **declaration(FIGURE))
    assert client.get(page.url + PAST[0]).status_code == 200
    if how == "above":
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=site.press, restriction_type=kind)
    elif how == "embargo":
        page.unpublish()
        page = fresh(page)
        page.embargo_until = timezone.now() + datetime.timedelta(days=1)
        page.save_revision().publish()
    else:
        hide(page, how)
    for path in PAST:
        assert client.get(page.url + path).status_code == 404, path


def test_what_was_published_before_is_kept_once(site):
    page = factories.PressReleasePageFactory(parent=site.press, first_published_at=timezone.now())
    factories.PressReleasePageFactory(parent=site.press, live=False)
    article = factories.NewsArticlePageFactory(parent=site.news, first_published_at=timezone.now())
    assert (recorder.begin_histories(), recorder.begin_histories()) == (1, 0)
    assert rows(page) == [(1, Kind.FIRST, "")]
    assert not article.versions.exists()


@pytest.mark.parametrize("command", ["migrate", "begin_versions"])
def test_a_migration_begins_the_histories(site, command):
    page = factories.PressReleasePageFactory(parent=site.press, first_published_at=timezone.now())
    call_command(command, verbosity=0, stdout=StringIO())
    assert rows(page) == [(1, Kind.FIRST, "")]


def test_a_draft_of_an_unknown_text_begins_its_history(published, site, alice):
    now = timezone.now()
    earlier = now - datetime.timedelta(days=9)
    factories.ensure_contact(site.press)
    page = factories.PressReleasePageFactory(
        parent=site.press, title="Ancien", first_published_at=earlier, last_published_at=now
    )
    submit(alice, page, title="Nouveau", **FIGURE)
    assert rows(page) == [(1, Kind.KEPT, "")]
    assert page.versions.get().title == "Ancien"
    said_of_it = fresh(page).get_latest_revision_as_object().declaration
    assert said_of_it == ("chiffre", FIGURE["change_note"])


def test_news_have_a_history_if_their_section_wants_one(client, site):
    def article():
        page = factories.NewsArticlePageFactory(parent=site.news, live=False)
        page.save_revision().publish()
        return fresh(page)

    silent = article()
    assert not silent.versions.exists()
    assert client.get(f"{silent.url}historique/").status_code == 404
    NewsRules.objects.update_or_create(defaults={"keeps_versions": True})
    corrected = change(article(), **declaration(FIGURE), title="Un article")
    assert [kind for _number, kind, _note in rows(corrected)] == [Kind.FIRST, "chiffre"]
    assert "Corrigé" in client.get("/actualites/").content.decode()
    assert client.get(f"{corrected.url}historique/2/depuis/1/").status_code == 200
    assert client.get("/actualites/flux/corrections/").content.decode().count("<entry>") == 1
    NewsRules.objects.update(keeps_versions=False)
    change(corrected, title="Deux")
    assert corrected.versions.count() == 3  # what was begun goes on


def test_a_history_costs_the_same_with_many_versions(client, published):
    page = change(published, **declaration(FIGURE))
    paths = [
        "",
        *PAST,
    ]
    few = {path: count_queries(client, page.url + path) for path in paths}
    few["feed"] = count_queries(client, "/presse/flux/corrections/")
    for number in range(8):
        change(page, **declaration(FIGURE), title=f"Stages {number}")
    many = {path: count_queries(client, page.url + path) for path in paths}
    many["feed"] = count_queries(client, "/presse/flux/corrections/")
    assert many == few
    assert max(many.values()) <= LIMIT
