"""What changes in a published text is said, reviewed, and told to its readers."""

from types import SimpleNamespace

from django.test import Client

from wagtail.models import Page

import pytest

from news.models import NEWS
from portal.versions.models import Kind
from portal.workflow.authorship import authors
from tests.support.people import (
    MINOR,
    decide,
    draft,
    edit,
    fields_of,
    landing,
    logged_in,
    open_editor,
    put_under_review,
    seen,
    submit,
    writer,
)
from tests.support.published_versions import FIGURE, change, communique, declaration, fresh, rows
from tests.support.scenes import PRESS_TEAM, parts, press_team


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A published communiqué, and who reviews its corrections."""
    scene = press_team(common_site)
    scene.published = communique(common_site)
    scene.write = open_editor(scene.alice, scene.published)
    return scene


site, alice, benoit, chloe, denis, chief = parts(*PRESS_TEAM)
published, write = parts("published", "write")


def test_a_revision_restored_becomes_a_new_version(site, published, alice, benoit, chloe):
    corrected = change(published, **declaration(FIGURE), title="Corrigé")
    first = corrected.revisions.order_by("pk").first()
    address = f"/gestion/pages/{published.pk}/revisions/{first.pk}/revert/"
    restore(alice, address, **MINOR)
    decide(benoit, published)
    decide(chloe, published)
    assert rows(published)[1:] == [
        (2, "chiffre", FIGURE["change_note"]),
        (3, "mineure", MINOR["change_note"]),
    ]
    assert [version.title for version in published.versions.all()] == [
        "Stages",
        "Corrigé",
        "Stages",
    ]


def restore(user, address: str, **said_of_it) -> None:
    client = logged_in(user)
    fields = fields_of(client.get(address).content.decode()) | {"action-submit": "1"}
    assert (fields["title"], fields["change_kind"], fields["change_note"]) == ("Stages", "", "")
    client.post(address, fields)  # nothing is said yet
    assert not Page.objects.get(title="Corrigé").workflow_in_progress
    client.post(address, fields | said_of_it)


def test_an_old_revision_published_as_it_is_says_nothing(published):
    change(published, **declaration(FIGURE), title="Corrigé")
    second = published.revisions.order_by("pk").last()
    change(published, **declaration(MINOR), title="Encore")
    second.publish()
    assert rows(published)[-1] == (4, Kind.UNSAID, "")


def test_what_is_said_holds_for_one_change_alone(published):
    change(published, **declaration(FIGURE), title="Un")
    change(published, title="Deux")
    assert rows(published)[1:] == [(2, "chiffre", FIGURE["change_note"]), (3, Kind.UNSAID, "")]


def test_the_form_asks_what_changes(published, alice, write):
    write("action-submit", title="Corrigé")
    assert not fresh(published).workflow_in_progress
    write("action-submit", title="Corrigé", change_kind="chiffre")
    assert not fresh(published).workflow_in_progress
    write(title="Corrigé")  # a draft may wait
    assert fresh(published).draft_title == "Corrigé"
    submit(alice, published, **FIGURE)
    assert fresh(published).workflow_in_progress


def test_the_form_of_a_first_publication_asks_nothing(site, alice):
    page = draft(site, alice)
    submit(alice, page)
    assert fresh(page).workflow_in_progress


def test_what_changes_is_reviewed_with_the_text(published, write, benoit, chloe, denis):
    write("action-submit", title="Corrigé", **FIGURE)
    decide(benoit, published)
    edit(chloe, published, change_note="Il y a 43 sujets, et non 24.")
    decide(denis, published)  # it begins again: nobody approved these words
    assert published.versions.count() == 1
    decide(benoit, published)
    assert rows(published)[1:] == [(2, "chiffre", "Il y a 43 sujets, et non 24.")]


def test_under_review_what_was_said_stays_said(published, write, benoit):
    write("action-submit", title="Corrigé", **FIGURE)
    edit(benoit, published, change_kind="", change_note="")
    said_of_it = fresh(published).get_latest_revision_as_object().declaration
    assert said_of_it == ("chiffre", FIGURE["change_note"])


def test_nothing_unsaid_is_approved(published, alice, benoit, chloe):
    text = published.get_latest_revision_as_object()
    text.title = "Autre"
    text.save_revision(user=alice)
    text.get_workflow().start(text, alice)
    decide(benoit, published)
    assert "ce qui change" in decide(chloe, published).content.decode()
    assert fresh(published).title == "Stages"


def test_a_comment_makes_nobody_an_author_of_a_corrected_text(published, write, benoit, chloe):
    write("action-submit", title="Corrigé", **FIGURE)
    decide(benoit, published)
    decide(chloe, published)
    edit(benoit, published)  # nothing is said any more, and nothing has changed
    assert fresh(published).has_unpublished_changes
    assert authors(fresh(published)) == set()


def test_an_emergency_is_kept_with_its_reason(published, write, chief):
    write(title="Corrigé")
    address = f"/gestion/urgence/{published.pk}/"
    reason = "Le chiffre faux est repris par toutes les agences."
    client, sent = logged_in(chief), {"reason": reason, "seen": seen(published)}
    assert client.post(address, sent).status_code == 200
    assert published.versions.count() == 1
    client.post(address, sent | FIGURE)
    version = published.versions.last()
    assert (version.kind, version.note) == ("chiffre", FIGURE["change_note"])
    assert version.reason == reason
    assert reason not in client.get(f"{published.url}historique/").content.decode()


def test_a_minor_change_is_silent(client, published):
    before = client.get("/presse/flux/atom/").content
    assert "historique/" not in client.get(published.url).content.decode()
    page = change(published, **declaration(MINOR), summary="Un chapô qui dit l’essentiel.")
    assert rows(page)[-1] == (2, "mineure", MINOR["change_note"])
    assert client.get("/presse/flux/atom/").content == before
    for address in ("/presse/", page.url, "/recherche/"):
        assert "Corrigé" not in client.get(address).content.decode()
    assert f"{page.url}historique/" in client.get(page.url).content.decode()
    assert MINOR["change_note"] in client.get(f"{page.url}historique/").content.decode()


def test_a_correction_is_told_everywhere(client, published):
    before = client.get("/presse/flux/atom/").content.decode()
    page = change(published, **declaration(FIGURE))
    assert page.corrected_at == page.versions.last().published_at
    for address in ("/presse/", page.url, "/recherche/", "/recherche/?q=stages", "/"):
        assert "Corrigé" in client.get(address).content.decode(), address
    assert FIGURE["change_note"] in client.get(page.url).content.decode()
    after = client.get("/presse/flux/atom/").content.decode()
    assert "<title>[Corrigé] Stages</title>" in after
    stamp = page.corrected_at.isoformat()
    assert f"<updated>{stamp}</updated>" in after
    assert f"<updated>{stamp}</updated>" not in before


def test_no_revision_brings_a_badge_back_or_takes_it_away(published):
    first = published.live_revision
    page = change(published, **declaration(FIGURE))
    corrected_at = page.corrected_at
    assert not {"corrected_at", "told_at"} & page.latest_revision.content.keys()
    first.publish()
    assert fresh(page).corrected_at == corrected_at
    page.corrected_at = None
    page.save()
    assert fresh(page).corrected_at == corrected_at


def test_the_feed_of_corrections(client, published):
    change(published, **declaration(MINOR))
    address = "/presse/flux/corrections/"
    assert "<entry>" not in client.get(address).content.decode()
    page = change(published, **declaration(FIGURE))
    content = client.get(address).content.decode()
    assert content.count("<entry>") == 1
    assert f"Erreur de chiffre\xa0: {FIGURE['change_note']}" in content
    assert address in client.get("/flux/").content.decode()
    page.unpublish()
    assert "<entry>" not in client.get(address).content.decode()
    assert client.get("/actualites/flux/corrections/").status_code == 404


def test_a_note_waits_for_its_nature(published, alice):
    for typed in ({"change_note": "Deux chiffres inversés."}, {"title": "Autre chose"}):
        edit(alice, published, **typed)
        editor = logged_in(alice).get(f"/gestion/pages/{published.pk}/edit/")
        assert fields_of(editor.content.decode())["change_note"] == "Deux chiffres inversés."


def test_the_editor_sees_what_readers_will_see(published, alice, write):
    write(title="Stages et thèses", **FIGURE)
    client = logged_in(alice)
    content = client.get(f"/gestion/versions/{published.pk}/").content.decode()
    assert "Corrigé" in content
    assert FIGURE["change_note"] in content
    assert "Ajouté\xa0: «\xa0<ins>et thèses</ins>\xa0»" in content
    edit(alice, published, title="Stages 2027", **MINOR)
    content = client.get(f"/gestion/versions/{published.pk}/").content.decode()
    assert "Rien n’est annoncé aux lecteurs" in content
    assert "Un chiffre n’est plus le même" in content
    editor = client.get(f"/gestion/pages/{published.pk}/edit/").content.decode()
    assert f"/gestion/versions/{published.pk}/" in editor


def test_a_reviewer_finds_it_where_texts_are_approved(published, site, alice, write, benoit):
    write("action-submit", title="Stages et thèses", **FIGURE)
    put_under_review(site, alice, title="Un premier texte")
    coming = f"/gestion/versions/{published.pk}/"
    html = landing(benoit)
    assert coming in html
    assert html.count("/gestion/versions/") == 1  # nobody has read the other one
    assert FIGURE["change_note"] in logged_in(benoit).get(coming).content.decode()


def test_a_preview_shows_the_correction_to_come(published, alice):
    client, address = logged_in(alice), f"/gestion/pages/{published.pk}/edit/"
    fields = fields_of(client.get(address).content.decode()) | FIGURE
    assert client.post(f"{address}preview/", fields).json()["is_valid"]
    assert FIGURE["change_note"] in client.get(f"{address}preview/").content.decode()
    assert FIGURE["change_note"] not in Client().get(published.url).content.decode()


def test_people_of_other_sections_see_nothing_of_it(published):
    client = logged_in(writer("nadia", NEWS))
    assert client.get(f"/gestion/versions/{published.pk}/").status_code in (302, 403)
    assert Page.objects.get(pk=published.pk).live


def test_newsrooms_are_told_in_the_text_that_they_paste(client, published):
    first_text = published.versions.get().text
    change(published, **declaration(FIGURE))
    pasted = client.get(f"{published.url}texte/").content.decode()
    assert f"Erreur de chiffre\xa0: {FIGURE['change_note']}\n\n" in pasted
    assert pasted.index("Corrigé le ") < pasted.index("Référence")
    assert "Corrigé le " not in first_text + published.versions.last().text
