"""Nothing is published that some people could not read: pictures say what they show, titles follow
one another.
"""

import datetime
import json

from django.utils import timezone

from wagtail.models import Collection, Page

import pytest
from bs4 import BeautifulSoup

from portal.blocks import BodyBlock
from portal.pages import accessibility
from portal.workflow import emergency, tasks
from press.models import PRESS, PressReleasePage
from tests.support import factories
from tests.support.people import (
    autosave,
    decide,
    draft,
    edit,
    fields_of,
    logged_in,
    put_under_review,
    seen,
    submit,
)


def silent(**fields):
    """A picture of which nobody said what it shows: from before, or from a program."""
    where = Collection.objects.get(name=PRESS.name)
    return factories.ImageFactory(alt="", collection=where, **fields)


def picture(image, **here) -> dict:
    return {"type": "image", "value": {"image": image.pk, **here}}


def heading(level: str, text: str = "") -> dict:
    return {"type": "heading", "value": {"text": text or f"Titre {level}", "level": level}}


def tiles(title: str) -> dict:
    two = [{"title": "Un", "text": "Texte."}, {"title": "Deux", "text": "Texte."}]
    return {"type": "tiles", "value": {"title": title, "tiles": two}}


def portrait(image) -> dict:
    who = {"title": "Un parcours", "name": "Camille Martin", "role": "Cheffe de projet"}
    return {"type": "portrait", "value": who | {"image": image.pk}}


def block_faults(*blocks: dict) -> list[tuple]:
    body = BodyBlock().to_python([*blocks])
    return [(fault.block, fault.part) for fault in accessibility.stream_faults("body", body)]


def test_a_picture_says_what_it_shows_or_that_it_is_decorative(site):
    image, described = silent(), factories.ImageFactory()
    assert block_faults(picture(image), picture(image, alt=" ")) == [(0, "alt"), (1, "alt")]
    assert block_faults(portrait(image)) == [(0, "alt")]
    assert not block_faults(
        picture(described),
        picture(image, alt="Une salle de serveurs"),
        picture(image, decorative=True),
        picture(silent(is_decorative=True)),
        portrait(described),
    )


@pytest.mark.parametrize(
    ("blocks", "wrong"),
    [
        ([heading("h2"), heading("h3"), heading("h3"), heading("h2")], []),
        ([heading("h3")], [(0, "level")]),
        ([heading("h3"), heading("h2"), heading("h3")], [(0, "level")]),
        ([tiles("Trois domaines"), heading("h3")], []),
        ([tiles(""), heading("h3")], [(1, "level")]),
        ([heading("h2"), heading("h4")], [(1, "level")]),
    ],
)
def test_titles_skip_no_level(db, blocks, wrong):
    assert block_faults(*blocks) == wrong


def test_no_two_titles_of_a_page_have_the_same_address(site):
    page = site.agency
    page.body = json.dumps([heading("h2", "Ses moyens"), heading("h2", "Ses sites")])
    page.sections = json.dumps([tiles("Ses moyens"), heading("h2", "« Ses moyens »")])
    [fault] = accessibility.faults(page)
    assert (fault.field, fault.block, fault.part) == ("sections", 1, "text")
    assert fault.message == accessibility.REPEATED


# In the editor


def with_body(site, author, *blocks: dict, **fields) -> Page:
    page = draft(site, author)
    page.body = json.dumps([*blocks])
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=author)
    return page


def stream(*blocks: dict) -> dict:
    """Its blocks, as the editor sends them."""
    fields = {"body-count": str(len(blocks))}
    for place, block in enumerate(blocks):
        fields |= {f"body-{place}-type": block["type"], f"body-{place}-order": str(place)}
        fields |= {f"body-{place}-deleted": "", f"body-{place}-id": ""}
        for name, value in block["value"].items():
            fields[f"body-{place}-value-{name}"] = "on" if value is True else str(value)
    return fields


def test_a_text_is_not_submitted_with_a_picture_without_words(site, alice):
    page, image = draft(site, alice), silent()
    sent = stream(picture(image)) | {"illustration": str(image.pk)}
    answer = submit(alice, page, **sent)
    text = BeautifulSoup(answer.content, "html.parser").get_text()
    assert str(accessibility.UNDESCRIBED) in text
    errors = answer.context["form"].errors.as_data()
    here = errors["body"][0].block_errors[0].block_errors
    assert here["alt"].messages == [str(accessibility.UNDESCRIBED_HERE)]
    assert not Page.objects.get(pk=page.pk).workflow_in_progress

    sent = stream(picture(image, decorative=True)) | {"illustration": ""}
    assert submit(alice, page, **sent).status_code == 302
    assert Page.objects.get(pk=page.pk).workflow_in_progress


def test_a_text_is_not_submitted_with_the_same_title_twice(site, alice):
    page, twice = draft(site, alice), stream(heading("h2", "Ses sites"), heading("h2", "Ses sites"))
    errors = submit(alice, page, **twice).context["form"].errors.as_data()
    assert list(errors["body"][0].block_errors) == [1]
    assert not Page.objects.get(pk=page.pk).workflow_in_progress
    assert edit(alice, page, **twice).status_code == 302  # a draft may wait


def test_a_text_is_not_submitted_with_titles_that_skip_a_level(site, alice):
    page = draft(site, alice)
    answer = submit(alice, page, **stream(heading("h3")))
    errors = answer.context["form"].errors.as_data()["body"][0].block_errors[0].block_errors
    assert errors["level"].messages == [str(accessibility.SKIPPED)]
    assert submit(alice, page, **stream(heading("h2"), heading("h3"))).status_code == 302


def test_a_draft_is_always_kept(site, alice):
    page, image = draft(site, alice), silent()
    sent = stream(picture(image), heading("h3")) | {"illustration": str(image.pk)}
    assert edit(alice, page, **sent).status_code == 302
    page = Page.objects.get(pk=page.pk)
    assert len(page.get_latest_revision_as_object().body) == 2
    assert autosave(alice, page, title="Autrement").json()["success"]
    page = Page.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Autrement"


def test_a_simple_page_is_not_published_either(admin_client, site):
    page = factories.StandardPageFactory(parent=site.home, live=False)
    page.illustration = silent()
    page.save_revision()
    address = f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(admin_client.get(address).content.decode())
    answer = admin_client.post(address, fields | {"action-publish": "1"})
    assert str(accessibility.UNDESCRIBED) in answer.content.decode()
    assert not Page.objects.get(pk=page.pk).live


# Whatever the way


def test_nobody_approves_what_some_could_not_read(site, alice, benoit, chloe):
    page = put_under_review(site, alice, benoit)
    page = page.specific
    page.illustration = silent()
    page.save_revision(user=alice)
    editor = logged_in(chloe).get(f"/gestion/pages/{page.pk}/edit/", follow=True)
    assert str(accessibility.UNDESCRIBED) in editor.content.decode()
    decide(chloe, page)
    assert not Page.objects.get(pk=page.pk).live


def test_a_review_that_ends_behind_the_screens_publishes_nothing(site, alice, benoit, chloe):
    page = put_under_review(site, alice, benoit)
    state = page.current_workflow_state
    text = page.specific
    text.illustration = silent()
    text.save_revision(user=None)
    for task in state.task_states.all():
        task.status, task.finished_by, task.revision = "approved", chloe, text.latest_revision
        task.save()
    with pytest.raises(accessibility.InaccessibleError):
        tasks.publish(state, chloe)
    assert not Page.objects.get(pk=page.pk).live


def test_an_emergency_says_why_it_publishes_nothing(site, alice, chief):
    page = with_body(site, alice, heading("h3"))
    reason = "Une rumeur doit être démentie avant ce soir."
    with pytest.raises(accessibility.InaccessibleError):
        emergency.publish(page, chief, reason, seen(page))
    answer = logged_in(chief).post(
        f"/gestion/urgence/{page.pk}/", {"reason": reason, "seen": seen(page)}
    )
    assert str(accessibility.SKIPPED) in answer.content.decode()
    assert not Page.objects.get(pk=page.pk).live


def test_several_pages_are_not_published_at_once(admin_client, site):
    good = factories.StandardPageFactory(parent=site.home, live=False, title="Bonne")
    wrong = factories.StandardPageFactory(parent=site.home, live=False, title="Mauvaise")
    wrong.illustration = silent()
    for page in (good, wrong):
        page.save_revision()
    address = f"/gestion/bulk/wagtailcore/page/publish/?id={good.pk}&id={wrong.pk}&next=/gestion/"
    answer = admin_client.post(address, {"include_descendants": ""}, follow=True)
    assert "Mauvaise" in answer.content.decode()
    assert str(accessibility.UNDESCRIBED) in answer.content.decode()
    assert not Page.objects.filter(pk__in=[good.pk, wrong.pk], live=True).exists()


def test_what_was_approved_for_later_appears(site, alice):
    """Its picture lost its words meanwhile: readers expect the text all the same."""
    page = draft(site, alice)
    page.illustration, page.go_live_at = (
        factories.ImageFactory(),
        timezone.now() + datetime.timedelta(hours=1),
    )
    revision = page.save_revision()
    revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at
    type(page.illustration)._base_manager.update(alt="")
    PressReleasePage.objects.update(go_live_at=None)
    revision.refresh_from_db()
    revision.publish()
    assert Page.objects.get(pk=page.pk).latest_revision_id == revision.pk


# Words of another language


def test_a_passage_in_english_says_so_and_reads_the_same(client, site):
    source = '<p>Un <span lang="en">large language model</span> et du <b>calcul</b>.</p>'
    body = [{"type": "paragraph", "value": source}]
    page = factories.PressReleasePageFactory(parent=site.press, body=json.dumps(body))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.select_one("main span[lang=en]").get_text() == "large language model"
    assert "Un large language model et du calcul." in client.get(f"{page.url}texte/").text
    assert "Un large language model et du calcul." in page.body_text


@pytest.mark.parametrize("code", ["en", "de", "es", "it"])
def test_a_passage_keeps_its_language_in_the_editor(code):
    field = BodyBlock().child_blocks["paragraph"].field.widget
    source = f'<p data-block-key="abcde">Un <b><span lang="{code}">passage</span></b> ici.</p>'
    typed = field.format_value(source)
    assert f"LANG-{code.upper()}" in typed
    html = field.value_from_datadict({"text": typed}, {}, "text")
    assert BeautifulSoup(html, "html.parser").select_one(f"span[lang={code}]").text == "passage"
