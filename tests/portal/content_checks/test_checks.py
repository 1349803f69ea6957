"""What a text lacks before it is submitted: errors block, warnings do not."""

import datetime
import json
from io import StringIO

from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import get_page_models

import pytest
from lxml.html import document_fromstring

from news.models import NEWS
from portal.blocks.plain_text import WRITERS
from portal.content_checks import Level, find_errors
from tests.support import factories
from tests.support.content_checks import found, link_to, with_body
from tests.support.people import (
    autosave,
    decide,
    draft,
    edit,
    errors,
    is_live,
    logged_in,
    messages_of,
    person,
    seen,
    submit,
    writer,
)
from tests.support.withdrawals import fresh


def test_pictures_want_a_credit(release):
    image = factories.ImageFactory(title="Une salle", credit="")
    release.illustration = image
    with_body(release, {"type": "image", "value": {"image": image.pk}})
    assert "L’illustration n’a pas de crédit." in found(release)
    assert "L’image «\xa0Une salle\xa0» n’a pas de crédit." in found(release)
    with_body(release, {"type": "image", "value": {"image": image.pk, "credit": "AMIAD"}})
    assert "Une salle" not in found(release)


def test_a_silent_picture_is_an_error(release):
    release.illustration = factories.ImageFactory(alt="")
    assert "pas de texte alternatif" in found(release, Level.ERROR)


def test_old_figures_are_named(release):
    figure = {"value": "300", "label": "postes", "source": "Ministère"}
    today = timezone.localdate()
    blocks = [
        {"type": "key_figures", "value": {"figures": [figure | {"as_of": day.isoformat()}]}}
        for day in (today, today - datetime.timedelta(days=400))
    ]
    assert "date de plus d’un an" not in found(with_body(release, blocks[0]))
    assert "Le chiffre «\xa0300\xa0» date de plus d’un an." in found(with_body(release, blocks[1]))
    release.first_published_at, release.date = timezone.now(), today - datetime.timedelta(days=390)
    assert "date de plus d’un an" not in found(release)


def test_titles_summaries_and_dates_are_looked_at(release):
    release.title, release.summary = "Un titre " * 20, " "
    release.date = timezone.localdate() + datetime.timedelta(days=500)
    warnings = found(release)
    assert "Le titre a 180 caractères" in warnings
    assert "Le chapô manque" in warnings
    assert "à plus d’un an d’aujourd’hui" in warnings


def test_an_embargo_that_has_passed_is_an_error(release):
    release.embargo_until = timezone.now() - datetime.timedelta(hours=1)
    assert "déjà levé" in found(release, Level.ERROR)


def test_a_release_wants_a_contact_and_a_place(release, site):
    assert found(release).count("Aucun contact choisi") == 1
    assert not find_errors(release)
    assert "Le lieu d’où le texte est daté manque." in found(release)
    release.place = factories.PlaceFactory()
    assert "lieu" not in found(release)


def test_a_release_without_any_contact_is_not_submitted(release, site, alice):
    site.press.contact_links.all().delete()
    [error] = find_errors(fresh(release))
    assert (error.field, str(error.message)[:21]) == ("contacts", "Aucun contact presse\xa0")
    assert "Aucun contact presse" in str(errors(submit(alice, release)))
    assert not errors(edit(alice, release))
    factories.PressContactFactory(page=site.press)
    assert not errors(submit(alice, release))
    assert fresh(release).workflow_in_progress


# Where they are said


def typed_link(page) -> dict[str, str]:
    """A body with one link, as the editor sends it."""
    block = {"key": "a1b2c", "text": "ceci", "type": "unstyled", "depth": 0}
    ranges = {"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
    data = {"id": page.pk, "url": page.url, "parentId": page.get_parent().pk}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": data}
    content = json.dumps({"blocks": [block | ranges], "entityMap": {"0": link}})
    fields = {"deleted": "", "order": "0", "type": "paragraph", "id": "", "value": content}
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in fields.items()}


def test_errors_keep_a_text_from_being_submitted_and_drafts_may_wait(site, alice, release):
    link = typed_link(draft(site, alice, title="Un autre"))
    assert "que les visiteurs ne peuvent pas ouvrir" in str(errors(submit(alice, release, **link)))
    assert not fresh(release).workflow_in_progress
    assert not errors(edit(alice, release, **link))
    assert autosave(alice, release, **link).status_code == 200
    submit(alice, release, **typed_link(site.press))
    assert fresh(release).workflow_in_progress


def test_the_panel_shows_what_the_latest_text_lacks(site, alice, release):
    with_body(
        release, {"id": "ab", **link_to(draft(site, alice, title="Un autre"))}
    ).save_revision()
    address = f"/gestion/verifications/{release.pk}/"
    html = logged_in(alice).get(address).content.decode()
    assert "À corriger\xa0:" in html
    assert 'href="#:w:contentpath=body.ab"' in html
    stranger = person("zoe")
    for user in (stranger, writer("nina", NEWS)):
        assert logged_in(user).get(address).status_code in (302, 403, 404)


def test_the_title_of_another_section_stays_hidden(site, alice, release):
    secret = factories.JobOfferPageFactory(parent=site.jobs, title="Poste secret", live=False)
    with_body(release, link_to(secret)).save_revision()
    client = logged_in(alice)
    for address in (f"verifications/{release.pk}", "reports/verifications"):
        html = client.get(f"/gestion/{address}/").content.decode()
        assert "que les visiteurs ne peuvent pas ouvrir" in html
        assert "Poste secret" not in html
    assert "Poste secret" not in str(errors(submit(alice, release, **typed_link(secret))))


def test_the_report_lists_the_pages_of_a_section(alice, release, site):
    html = logged_in(alice).get("/gestion/reports/verifications/").content.decode()
    assert release.title in html
    assert "Le lieu d’où le texte est daté manque." in html


def test_the_command_checks_the_whole_site(site, alice, release):
    out = StringIO()
    call_command("check_content", stdout=out)
    assert "Le lieu d’où le texte est daté manque." in out.getvalue()
    with_body(release, link_to(draft(site, alice, title="Un autre"))).save_revision()
    with pytest.raises(CommandError, match="À corriger"):
        call_command("check_content", stdout=out)
    assert f"{release.url_path} – À corriger" in out.getvalue()


def test_a_contact_that_is_typed_at_the_submission_is_enough(release, site, alice):
    site.press.contact_links.all().delete()
    typed = {"contacts-TOTAL_FORMS": "1", "contacts-INITIAL_FORMS": "0", "contacts-0-id": ""}
    contact = {"contacts-0-contact": factories.MediaContactFactory().pk, "contacts-0-ORDER": "1"}
    assert errors(submit(alice, release, **typed))
    assert errors(submit(alice, release, **typed, **contact, **{"contacts-0-DELETE": "on"}))
    assert not errors(submit(alice, release, **typed, **contact, **{"contacts-0-DELETE": ""}))
    assert fresh(release).workflow_in_progress


def test_a_text_that_lost_its_contact_during_its_review_is_not_published(
    site, alice, benoit, chloe, release
):
    submit(alice, release)
    decide(benoit, release)
    site.press.contact_links.all().delete()
    response = decide(chloe, release)
    assert "Aucun contact presse" in response.content.decode()
    assert not is_live(release)
    factories.PressContactFactory(page=site.press)
    decide(chloe, release)
    assert is_live(release)


def test_several_texts_are_not_published_with_an_error(site, chief, release):
    """As those who publish alone do: none of the texts, and the message names the fault."""
    page = draft(site, chief, factory=factories.StandardPageFactory, parent=site.home)
    with_body(page, link_to(draft(site, chief, title="Un secret"))).save_revision(user=chief)
    client, address = logged_in(chief), f"/gestion/bulk/wagtailcore/page/publish/?id={page.pk}"
    sent = fields_of_dialog(client.get(address).content.decode())
    response = client.post(address, sent)
    assert "que les visiteurs ne peuvent pas ouvrir" in messages_of(response)
    assert not is_live(page)
    with_body(page).save_revision(user=chief)
    client.post(address, fields_of_dialog(client.get(address).content.decode()))
    assert is_live(page)


def fields_of_dialog(html: str) -> dict[str, str]:
    form = document_fromstring(html).xpath("//form[.//input[@name='seen']]")[0]
    return {name: value or "" for name, value in form.form_values()}


def test_a_date_that_is_wrong_is_an_error_at_its_field(release):
    release.embargo_until = timezone.now() - datetime.timedelta(hours=1)
    assert {error.field for error in find_errors(release)} == {"embargo_until"}


def test_the_dates_of_what_appeared_at_its_minute_are_right(release):
    release.embargo_until = release.go_live_at = timezone.now() - datetime.timedelta(days=1)
    release.last_published_at = release.go_live_at + datetime.timedelta(seconds=1)
    assert not find_errors(release)
    release.embargo_until = timezone.now() - datetime.timedelta(hours=1)  # of a correction
    assert {error.field for error in find_errors(release)} == {"embargo_until"}


def test_a_figure_of_a_draft_without_a_date_or_a_source_is_an_error(release):
    figure = {"value": "300", "label": "postes", "source": "Ministère", "as_of": "2026-01-01"}
    for name in ("source", "as_of"):
        figures = [figure | {name: None if name == "as_of" else ""}]
        with_body(release, {"type": "key_figures", "value": {"figures": figures}, "id": "ab"})
        [error] = find_errors(release)
        assert str(error.message) == "Le chiffre «\xa0300\xa0» n’a pas de date ou pas de source."
        assert (error.field, error.block) == ("body", "ab")


def test_every_block_of_every_page_can_be_read():
    """The home page has streams of their own blocks: the report would fail for all pages."""
    for model in get_page_models():
        for name in model.get_streamfield_names():
            blocks = model._meta.get_field(name).stream_block.child_blocks.items()
            assert [kind for kind, each in blocks if not is_written(kind, each)] == []


def is_written(kind: str, block) -> bool:
    return kind in WRITERS or hasattr(block, "plain_text")


def test_an_emergency_names_the_errors_and_publishes_all_the_same(site, chief, release):
    site.press.contact_links.all().delete()
    client, address = logged_in(chief), reverse("emergency_publication", args=[release.pk])
    assert "Aucun contact presse" in client.get(address).content.decode()
    client.post(
        address, {"reason": "Une panne nationale, à dire tout de suite.", "seen": seen(release)}
    )
    assert is_live(release)
