"""What each person finds on arriving: what awaits them, and nothing of other sections."""

import datetime

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Site
from wagtail.users.models import UserProfile

from bs4 import BeautifulSoup

from portal.dashboard import components, panels
from portal.dashboard.worklist import Worklist
from portal.models import PublicationPage
from press.models import PressRules
from tests.support.html import text_of
from tests.support.people import decide, draft, edit, logged_in, put_under_review, submit
from tests.support.withdrawals import fresh, withdraw
from tests.support.worklist import SOON, landing_page, section_of, titles

LISTS = ["a-relire", "brouillons", "refuses", "en-relecture", "programmes", "publies"]
QUERIES = 62  # of the whole landing page


def count(seen, name: str) -> str:
    return text_of(section_of(seen, name).select_one(".app-worklist__count"))


# À relire


def test_a_reviewer_finds_what_awaits_them(site, alice, benoit):
    page = put_under_review(site, alice, title="Un laboratoire à Bruz")
    section = section_of(benoit, "a-relire")
    assert "Un laboratoire à Bruz" in text_of(section)
    assert "Presse · Communiqué" in text_of(section)
    assert "Relecture" in text_of(section)
    assert "À l’instant" in text_of(section)
    submitted = f"Soumis par alice le {timezone.localdate().day}"
    assert submitted in text_of(section).replace("\u00a0", " ")
    links = [link["href"] for link in section.select("a[href]")]
    assert f"/gestion/pages/{page.pk}/edit/" in links
    assert f"/gestion/relecture/{page.pk}/" in links
    assert not [link for link in links if "compare" in link]  # with nothing
    # It is decided upon where it is read.
    assert not section.select("button[data-workflow-action-url], form")
    assert text_of(section.select_one(".button")) == "Relire « Un laboratoire à Bruz »"


def test_a_correction_is_compared_with_what_is_public(site, alice, benoit, chloe, denis):
    page = put_under_review(site, alice, benoit, chloe)
    edit(alice, page, title="Un communiqué corrigé")
    page.refresh_from_db()
    page.get_workflow().start(page.specific, alice)
    link = section_of(denis, "a-relire").select_one("a[href$='depuis=live']")["href"]
    screen = BeautifulSoup(logged_in(denis).get(link).content, "html.parser")
    changes = screen.select_one(".app-changes")
    assert text_of(changes).startswith("Titre Un communiqué corrigé")
    assert "Un communiqué corrigé" in text_of(section_of(denis, "a-relire"))


def test_nobody_finds_what_they_wrote(site, alice, benoit, chloe):
    put_under_review(site, benoit)
    edited = put_under_review(site, alice, title="Retouché par Benoît")
    edit(benoit, edited, title="Retouché par Benoît, oui")
    submitted = draft(site, alice, title="Soumis par Benoît")
    submitted.get_workflow().start(submitted, benoit)
    page = landing_page(benoit)
    assert titles(page, "a-relire") == []
    assert count(page, "a-relire") == "0"
    assert len(titles(chloe, "a-relire")) == 3


def test_a_comment_leaves_a_text_with_its_reviewer(site, alice, benoit):
    page = put_under_review(site, alice)
    page.specific.save_revision(user=benoit)
    assert titles(benoit, "a-relire") == ["Un communiqué"]


def test_the_second_review_awaits_somebody_else_than_the_first(site, alice, benoit, chloe):
    put_under_review(site, alice, benoit)
    assert titles(benoit, "a-relire") == []
    section = section_of(chloe, "a-relire")
    assert "Relecture de sécurité" in text_of(section)
    rules = PressRules.load()
    rules.distinct_reviewers = False
    rules.save()
    assert titles(benoit, "a-relire") == ["Un communiqué"]


def test_who_reviews_nothing_has_no_such_list(site, alice):
    assert section_of(alice, "a-relire") is None


# What is one's own


def test_drafts_are_those_that_one_created_or_saved_last(site, alice, benoit):
    draft(site, alice, title="D’Alice")
    other = draft(site, alice, title="Repris par Benoît")
    other.save_revision(user=benoit)
    draft(site, benoit, title="De Benoît")
    assert sorted(titles(benoit, "brouillons")) == ["De Benoît", "Repris par Benoît"]
    assert sorted(titles(alice, "brouillons")) == ["D’Alice", "Repris par Benoît"]


def test_unpublished_changes_are_a_draft(site, alice, benoit, chloe):
    page = put_under_review(site, alice, benoit, chloe)
    assert titles(alice, "brouillons") == []
    edit(alice, page, title="La suite")
    assert titles(alice, "brouillons") == ["La suite"]


def test_what_came_back_says_why_and_who_said_it(site, alice, benoit, chloe):
    page = put_under_review(site, alice)
    decide(benoit, page, "reject", comment="Le <b>chiffre</b> est faux.")
    screen = landing_page(alice)
    returned = text_of(section_of(screen, "refuses"))
    assert "Le <b>chiffre</b> est faux." in returned
    assert "Refusé par benoit" in returned
    assert titles(screen, "brouillons") == titles(screen, "en-relecture") == []
    assert titles(chloe, "refuses") == []
    submit(alice, page)
    screen = landing_page(alice)
    assert titles(screen, "refuses") == []
    assert titles(screen, "en-relecture") == ["Un communiqué"]


def test_what_one_submitted_says_its_step(site, alice, benoit):
    put_under_review(site, alice, benoit)
    assert "Relecture de sécurité" in text_of(section_of(alice, "en-relecture"))
    assert titles(benoit, "en-relecture") == []


# What the section publishes


def test_the_hour_of_a_scheduled_text_is_that_of_paris(site, alice, benoit, chloe):
    page = draft(site, alice, title="Pour le 1er mars")
    page.go_live_at = SOON
    page.save_revision(user=alice)
    page.get_workflow().start(page, alice)
    decide(benoit, page)
    decide(chloe, page)
    UserProfile.objects.update_or_create(
        user=alice, defaults={"current_time_zone": "Pacific/Noumea"}
    )
    screen = landing_page(alice)
    paris = "Paraîtra le 1er mars 2030 à 8 h 05 (heure de Paris)"
    assert paris in text_of(section_of(screen, "programmes"))
    assert titles(screen, "brouillons") == []


def test_what_was_withdrawn_since_is_published_no_more(site, alice, benoit, chloe):
    page = put_under_review(site, alice, benoit, chloe)
    assert titles(alice, "publies") == ["Un communiqué"]
    withdraw(fresh(page), benoit)
    assert titles(alice, "publies") == []


def test_the_week_ends_after_seven_days(site, alice, benoit, chloe):
    put_under_review(site, alice, benoit, chloe, title="D’hier")
    old = put_under_review(site, alice, benoit, chloe, title="D’avant")
    then = timezone.now() - datetime.timedelta(days=7, minutes=1)
    PublicationPage.objects.filter(pk=old.pk).update(last_published_at=then)
    page = landing_page(chloe)
    assert titles(page, "publies") == ["D’hier"]
    link = section_of(page, "publies").select_one(".app-worklist__about a")["href"]
    assert logged_in(chloe).get(link).status_code == 200


# The lists themselves


def test_an_empty_list_says_what_would_be_there(site, alice, benoit):
    for user, names in ((benoit, LISTS), (alice, LISTS[1:])):
        page = landing_page(user)
        assert [node["id"] for node in page.select(".app-worklist")] == [
            f"{n}-section" for n in names
        ]
        assert len(page.select(".app-worklist__empty")) == len(names)
        assert not page.select(".app-worklist table")


def test_ten_rows_and_a_way_to_the_others(site, alice, benoit):
    for number in range(panels.LIMIT + 1):
        draft(site, alice, title=f"Brouillon {number}")
        put_under_review(site, alice, title=f"Relu {number}")
    for user, names in ((alice, ["brouillons", "en-relecture"]), (benoit, ["a-relire"])):
        page = landing_page(user)
        for name in names:
            section = section_of(page, name)
            assert count(page, name) == "11"
            assert len(section.select("tbody tr")) == 10
            link = section.select_one(".app-worklist__rest a")
            assert text_of(link) == "Voir les 11 textes"
            rest = logged_in(user).get(link["href"], follow=True)
            assert rest.status_code == 200
            assert ("Brouillon 0" if name == "brouillons" else "Relu 0") in rest.content.decode()


def test_each_list_knows_where_all_of_it_is(site, alice, benoit, chief):
    for user in (alice, benoit, chief):
        client, worklist = logged_in(user), Worklist(user)
        for address in {kind(worklist).rest_url() for kind in panels.PANEL_TYPES}:
            assert client.get(address, follow=True).status_code == 200, address


def test_nobody_leaves_a_review_by_mistake(site, alice):
    page = put_under_review(site, alice)
    editor = logged_in(alice).get(f"/gestion/pages/{page.pk}/edit/")
    buttons = BeautifulSoup(editor.content, "html.parser").select("footer .actions button")
    names = [text_of(button) for button in buttons]
    assert names[0] == "Page verrouillée"
    assert names[-1] == "Retirer de la relecture"


def test_a_title_is_shown_as_it_is_typed(site, alice):
    draft(site, alice, title="Recherche & <i>défense</i>")
    assert titles(alice, "brouillons") == ["Recherche & <i>défense</i>"]


def queries(client) -> int:
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        client.get("/gestion/")
    return len(captured)


def one_of_each(site, alice, benoit, chloe) -> None:
    draft(site, benoit)
    put_under_review(site, alice)
    put_under_review(site, benoit)
    commented = put_under_review(site, alice)
    commented.specific.save_revision(user=benoit)
    returned = put_under_review(site, benoit)
    decide(chloe, returned, "reject", comment="Non.")
    put_under_review(site, alice, chloe)
    put_under_review(site, alice, benoit, chloe)
    put_under_review(site, alice, benoit, chloe, go_live_at=SOON)


def test_the_panel_costs_the_same_with_a_few_texts_and_many(
    site, alice, benoit, chloe, chief, monkeypatch
):
    for module in (components, panels):
        monkeypatch.setattr(module, "LIMIT", 5)  # more than a few, less than many
    one_of_each(site, alice, benoit, chloe)
    clients = [logged_in(user) for user in (alice, benoit, chief)]
    for client in clients:
        client.get("/gestion/")  # the first visit fills the caches of the process
    few = [queries(client) for client in clients]
    one_of_each(site, alice, benoit, chloe)
    clients[0].get("/gestion/")  # reads what stands around all pages, once for this content
    many = [queries(client) for client in clients]
    assert many == few
    assert max(few) <= QUERIES, few
