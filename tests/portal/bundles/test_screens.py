"""The screens of bundles: each person finds their own, and reads the titles that they may read."""

import datetime

from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from portal.bundles.models import Status
from portal.dashboard import calendar
from portal.models import Bundle, BundleMember
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.bundles import ARTICLE, RELEASE, member_of, plan, put_through
from tests.support.clocks import typed
from tests.support.embargoes import tick
from tests.support.people import draft, edit, is_live, landing, logged_in, messages_of, writer
from tests.support.withdrawals import fresh

INDEX = "/gestion/publications-groupees/"


def screen(user, bundle) -> BeautifulSoup:
    answer = logged_in(user).get(bundle.get_absolute_url())
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def press(user, bundle, **button):
    return logged_in(user).post(bundle.get_absolute_url(), button)


def test_a_bundle_is_made_approved_and_published(site, alice, benoit, chloe, desk, client):
    """The whole way of two texts, on the screens of the administration."""
    release = draft(site, alice, title=RELEASE)
    article = draft(
        site, desk.nora, title=ARTICLE, parent=site.news, factory=factories.NewsArticlePageFactory
    )
    sent = {"title": "L’annonce", "at": typed(days=2), "notice_minutes": 60, "texts": [release.pk]}
    sent["sections"] = ["news"]  # whose people may then choose it
    answer = logged_in(alice).post(f"{INDEX}new/", sent)
    bundle = Bundle.objects.get()
    assert answer.url == bundle.get_absolute_url()
    assert [member.page_id for member in bundle.members.all()] == [release.pk]
    join = reverse("bundle_join", args=[article.pk])
    editor = logged_in(desk.nora).get(f"/gestion/pages/{article.pk}/edit/").content.decode()
    assert join in editor
    assert logged_in(desk.nora).post(join, {"bundle": bundle.pk}).url == bundle.get_absolute_url()
    put_through(release, alice, benoit, chloe)
    put_through(article, desk.nora, desk.nina)
    assert "2 prêts sur 2" in screen(alice, bundle).get_text(" ", strip=True)
    tick(fresh(bundle).at)
    for page in (release, article):
        assert client.get(fresh(page).url).status_code == 200
    assert "Publiée" in logged_in(alice).get(INDEX).content.decode()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"at": "01/03/2020 10:00"}, "Cette minute est passée"),
        ({"title": ""}, "Titre"),
        ({"at": "demain"}, "date"),
        ({"texts": ["999999"]}, "Sélectionnez un choix valide"),
        ({"people": ["999999"]}, "Sélectionnez un choix valide"),
        ({"sections": ["autre"]}, "Sélectionnez un choix valide"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(site, alice, fields, fault):
    page = draft(site, alice, title=RELEASE)
    sent = {"title": "Un titre rare", "at": typed(days=2), "notice_minutes": 60, "texts": [page.pk]}
    answer = logged_in(alice).post(f"{INDEX}new/", sent | fields)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert fault in html
    assert ("Un titre rare" in html) or "title" in fields
    assert not Bundle.objects.exists()
    assert not BundleMember.objects.exists()


def test_titles_are_for_those_who_may_read_them(waiting, alice, desk):
    text = screen(alice, waiting.bundle).get_text(" ", strip=True)
    assert RELEASE in text
    assert ARTICLE not in text
    assert "Page d’une autre section" in text
    assert ARTICLE in screen(desk.nora, waiting.bundle).get_text(" ", strip=True)
    for user, hidden in ((alice, ARTICLE), (desk.nora, RELEASE)):
        for path in (INDEX, "/gestion/", f"{INDEX}history/{waiting.bundle.pk}/"):
            assert hidden not in logged_in(user).get(path).content.decode()


def test_what_is_deleted_is_named_to_its_section(waiting, alice, desk):
    fresh(waiting.article).delete()
    assert "Texte supprimé" in screen(alice, waiting.bundle).get_text()
    assert ARTICLE not in screen(alice, waiting.bundle).get_text()
    waiting.bundle.people.add(desk.nora)
    assert ARTICLE in screen(desk.nora, waiting.bundle).get_text()


@pytest.mark.parametrize("path", ["inspect/{}/", "edit/{}/", "history/{}/"])
def test_a_bundle_of_others_is_not_found(waiting, site, path):
    stranger = writer("remi", RECRUITMENT)
    address = INDEX + path.format(waiting.bundle.pk)
    assert logged_in(stranger).get(address).status_code == 404
    assert logged_in(stranger).post(address, {"cancel": "1"}).status_code in (404, 405)
    assert waiting.bundle.title not in logged_in(stranger).get(INDEX).content.decode()
    assert waiting.bundle.title not in landing(stranger)
    history = logged_in(stranger).get("/gestion/reports/site-history/").content.decode()
    assert waiting.bundle.title not in history
    join = reverse("bundle_join", args=[waiting.release.pk])
    assert logged_in(stranger).get(join).status_code in (302, 403)


def test_buttons_do_what_they_say(waiting, alice, benoit, chloe, site):
    other = draft(site, alice, title="Un troisième")
    assert "Un troisième" in screen(alice, waiting.bundle).get_text()
    press(alice, waiting.bundle, add="1", texts=[other.pk])
    assert member_of(other).bundle == waiting.bundle
    press(alice, waiting.bundle, remove=member_of(other).pk)
    press(alice, waiting.bundle, remove=member_of(waiting.article).pk)
    assert [member.page_id for member in waiting.bundle.members.all()] == [waiting.release.pk]
    assert "Publier tout maintenant" not in screen(alice, waiting.bundle).get_text()
    put_through(waiting.release, alice, benoit, chloe)
    assert "Publier tout maintenant" in screen(benoit, waiting.bundle).get_text()
    refused = press(alice, waiting.bundle, publish="1")
    assert "qui valide les textes" in messages_of(refused)
    press(benoit, waiting.bundle, publish="1")
    assert is_live(waiting.release)
    late = press(benoit, waiting.bundle, cancel="1")
    assert "est terminée" in messages_of(late)
    assert fresh(waiting.bundle).status == Status.PUBLISHED
    assert logged_in(alice).get(f"{INDEX}edit/{waiting.bundle.pk}/").status_code == 302


def test_the_form_moves_a_bundle(waiting, alice):
    later = timezone.now() + datetime.timedelta(days=5)
    sent = {"title": "Autrement", "at": typed(days=5), "notice_minutes": 15}
    logged_in(alice).post(f"{INDEX}edit/{waiting.bundle.pk}/", sent)
    bundle = fresh(waiting.bundle)
    assert (bundle.title, bundle.notice_minutes) == ("Autrement", 15)
    assert abs(bundle.at - later) < datetime.timedelta(minutes=2)
    assert bundle.notice_at == bundle.at - datetime.timedelta(minutes=15)
    sent["at"] = "01/03/2020 10:00"
    answer = logged_in(alice).post(f"{INDEX}edit/{bundle.pk}/", sent)
    assert "Cette minute est passée" in answer.content.decode()
    assert fresh(bundle).at == bundle.at


def test_nobody_deletes_a_bundle(waiting, chief):
    for path in ("delete", "usage", "copy"):
        answer = logged_in(chief).post(f"{INDEX}{path}/{waiting.bundle.pk}/")
        assert answer.status_code == 404
    assert Bundle.objects.exists()


def test_the_editor_shows_the_moment_and_does_not_change_it(waiting, alice):
    editor = logged_in(alice).get(f"/gestion/pages/{waiting.release.pk}/edit/").content.decode()
    assert waiting.bundle.title in editor
    form = BeautifulSoup(editor, "html.parser")
    assert form.select_one("input[name=go_live_at]").has_attr("disabled")
    edit(alice, waiting.release, go_live_at=typed(days=1), summary="Un autre chapô.")
    page = fresh(waiting.release)
    text = page.get_latest_revision_as_object()
    assert text.summary == "Un autre chapô."
    assert text.go_live_at == waiting.bundle.at
    content = page.get_latest_revision().content
    assert (content["go_live_at"], str(content["date"])) == (None, "2026-03-02")


def test_the_reviewer_reads_when_it_appears(waiting, alice, benoit):
    page = fresh(waiting.release)
    page.get_workflow().start(page, alice)
    html = logged_in(benoit).get(reverse("reading", args=[page.pk])).content.decode()
    assert f"{waiting.bundle.when}" in html.replace("&nbsp;", "\u00a0")


def test_the_calendar_and_the_landing_page_show_it(waiting, alice, benoit, chloe):
    put_through(waiting.release, alice, benoit, chloe)
    [(_day, rows)] = calendar.get_agenda(alice).days
    assert [(row.page.title, row.labels, row.awaits) for row in rows] == [
        (RELEASE, [f"Publication groupée\u00a0: {waiting.bundle.title}"], "")
    ]
    panel = BeautifulSoup(landing(alice), "html.parser").select_one("#publications-groupees")
    panel = panel or BeautifulSoup(landing(alice), "html.parser").select_one("[id*=groupees]")
    text = " ".join(panel.parent.get_text().split())
    assert waiting.bundle.title in text
    assert "1 approuvé" in text
    tick(waiting.bundle.at)
    assert "N’a pas paru" in landing(alice)


def test_the_number_of_queries_of_the_list_does_not_grow(
    site, alice, django_assert_num_queries, waiting
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = logged_in(alice)
    client.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        client.get(INDEX)
    for number in range(5):
        plan(alice, title=f"Ensemble {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(INDEX)
    assert len(many) <= len(few) + 1


# What visitors read


def test_the_list_the_feed_and_the_pages_change_together(approved, site, client):
    addresses = ["/presse/", "/presse/flux/atom/", "/actualites/", "/actualites/flux/atom/", "/"]
    titles = (RELEASE, ARTICLE)
    before = [client.get(address).content.decode() for address in addresses]
    assert not any(title in html for html in before for title in titles)
    for page in (approved.release, approved.article):
        assert client.get(fresh(page).url).status_code == 404
    tick(approved.bundle.at)
    after = [client.get(address).content.decode() for address in addresses]
    assert all(any(title in html for title in titles) for html in after)
    for page in (approved.release, approved.article):
        assert client.get(fresh(page).url).status_code == 200


def test_photographs_become_public_with_their_texts(waiting, people_of_all, site):
    image = factories.ImageFactory(credit="AMIAD")
    text = fresh(waiting.release)
    text.illustration, text.illustration_alt = image, "Des courbes"
    text.save_revision(user=people_of_all.alice)
    put_through(text, people_of_all.alice, people_of_all.benoit, people_of_all.chloe)
    put_through(waiting.article, people_of_all.nora, people_of_all.nina)
    assert not fresh(image).public
    tick(waiting.bundle.at)
    assert fresh(image).public


def test_texts_of_a_bundle_may_link_to_one_another(waiting, alice):
    from portal.content_checks import find_errors

    release = fresh(waiting.release)
    link = f'<p><a linktype="page" id="{waiting.article.pk}">l’article</a></p>'
    release.body = [("paragraph", link)]
    release.save_revision(user=alice)
    text = fresh(release).get_latest_revision_as_object()
    assert not any("lien" in str(finding.message) for finding in find_errors(text))
    BundleMember.objects.filter(page=waiting.article.pk).delete()
    assert any("lien" in str(finding.message) for finding in find_errors(text))


@pytest.fixture
def people_of_all(alice, benoit, chloe, desk):
    desk.alice, desk.benoit, desk.chloe = alice, benoit, chloe
    return desk
