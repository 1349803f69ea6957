"""Whatever the form, what is typed is cleaned of the characters that nobody sees."""

import json
import re
import time
from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.urls import reverse

from wagtail.admin.widgets import AdminTagWidget
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Comment, Revision, Task

import pytest

from portal.blocks.rich_text_area import RichTextArea
from portal.core.text_fields import clean_text
from portal.models import Document, Image, Theme, User
from recruitment.imports import offers
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support import factories, uploads
from tests.support.admin_forms import (
    forms_of,
    other_forms,
    page_forms,
    read_screen,
    sent_fields,
    stream_fields,
    write_rich_text,
)
from tests.support.bundles import plan
from tests.support.offer_files import as_csv, row
from tests.support.people import comment_fields, draft, edit, logged_in, writer
from tests.support.rich_site import make_rich_site
from tests.support.withdrawals import fresh

WORD = "Zanzibar"
# What goes backwards, has no width, ends a line in Word, is no character, "é" in two.
HOSTILE = f"\u202e{WORD}\u200b\v\ufeff\xade\u0301\ufffe\x02"
LEFT = re.compile(f"{WORD}( |\\n|\\r\\n|<br/>)é")
DIRTY = (
    "[\x02\x0b\xad\u0301\u200b\u202e\ufeff\ufffe]"
    r"|\\u00(02|0b|ad)|\\u(0301|200b|202e|feff|fffe)"  # in JSON
)
MACHINES = "^(django_|pg_|portal_(word|search))"
OURS = ("portal", "news", "press", "recruitment")
# Written by machines, or by screens that have no form of the model.
ELSEWHERE = {
    *("portal.Heartbeat", "portal.Rendition", "portal.Word", "portal.Mail"),
    *("portal.AuditHead", "portal.Destination", "portal.Passage", "portal.ProviderIdentity"),
    *("portal.SearchCount", "portal.UnknownSearch", "portal.SectionResource"),
    *("portal.AuditLine", "portal.FormerPassword", "portal.PendingAct", "portal.RulesRequest"),
    *("portal.PublishedVersion", "portal.Tombstone", "portal.Withdrawal"),
    *("portal.OutsideLink", "portal.BundleMember", "portal.PassageVector"),
    *("recruitment.OfferEvent", "recruitment.OfferReference", "portal.Media"),
}
# They take digits alone, are kept as a digest, or have no field in the form.
NO_WORDS = {
    *("portal.MediaContact.phone", "portal.MediaContact.on_call_phone", "portal.Place.code"),
    *("portal.User.password", "portal.Image.description"),
    "portal.Image.licence",  # chosen in a list
    # Written by the portal
    *("portal.Omission.place", "portal.Omission.label"),
    *("portal.FormerSlug.slug", "portal.FormerSlug.model"),
    "press.EmbargoRequest.reason",  # typed on a screen of its own
    "portal.AccountRequest.email",  # typed in the form of an account, by who is no superuser
}
WITHOUT_TEXT = {"contact", "press_review"}  # blocks


def write(text: str) -> str:
    return f"{text} {HOSTILE}".strip(" ")


def typed(name: str, field: forms.CharField, value: str) -> str:
    """The value with what may be pasted in this kind of field."""
    if isinstance(field.widget, RichTextArea):
        return write_rich_text(value, write)
    if isinstance(field.widget, forms.PasswordInput):
        return "un-mot-de-passe-solide"
    if isinstance(field, forms.URLField):
        return f"https://exemple.fr/{WORD}\u200b"
    if isinstance(field, forms.EmailField):
        return f"{WORD}.{name}@exemple.fr\u200b\u202c"
    if isinstance(field, forms.SlugField) or name == "username":
        return f"{value}{WORD.lower()}\u200b"
    return write(value)


def is_text(field: forms.Field | None) -> bool:
    if not isinstance(field, forms.CharField):
        return False
    other = forms.HiddenInput | AdminTagWidget
    return isinstance(field.widget, RichTextArea) or not isinstance(field.widget, other)


def fill(client, address: str):
    """Type into each text of a form, and send it; again without what was refused."""
    screen = read_screen(client, address)
    untouched = sent_fields(screen.form)
    sent = untouched | {
        name: [typed(name, screen.fields[name], values[0])]
        for name, values in untouched.items()
        if is_text(screen.fields.get(name))
    }
    sent |= stream_fields(screen.instance, write)
    response = client.post(screen.address, sent)
    if response.status_code == 200:
        refused = {each.add_prefix(name) for each in forms_of(response) for name in each.errors}
        sent |= {name: untouched[name] for name in refused & set(untouched)}
        for name in refused & set(screen.form.inputs.keys()) - set(untouched):
            sent[name] = screen.form.inputs[name].value_options[-1]  # something must be chosen
        response = client.post(screen.address, sent)
    return response


def dirty_texts() -> Iterator[tuple[str, str, str]]:
    """The texts of the whole database that hold such a character, with their columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name !~ %s"
            " AND data_type IN ('text', 'character varying', 'jsonb')",
            [MACHINES],
        )
        for table, column in cursor.fetchall():
            query = f'SELECT "{column}"::text FROM "{table}" WHERE "{column}"::text ~ %s'  # noqa: S608
            cursor.execute(query, [DIRTY])
            yield from ((table, column, ascii(text)) for (text,) in cursor.fetchall())


def untyped_fields() -> Iterator[str]:
    """The texts of our models in which nothing was typed."""
    contents = [(each.content_type.model_class(), each.content) for each in Revision.objects.all()]
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in OURS or label in ELSEWHERE:
            continue
        rows = [vars(row) for row in model._default_manager.all()]
        rows += [content for owner, content in contents if issubclass(owner, model)]
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                values = [str(row.get(field.attname, "")) for row in rows]
                if field.editable and not any(WORD.lower() in each.lower() for each in values):
                    yield f"{label}.{field.name}"


def test_no_form_of_the_administration_lets_them_in(site, chief):
    site = make_rich_site()
    Redirect.objects.create(old_path="/ancien", redirect_link="https://exemple.fr/")
    factories.FreeImageFactory()  # those of live pages are frozen
    uploads.document()
    plan(chief)
    client = logged_in(chief)
    notice = reverse("wagtailadmin_pages:edit", args=[site.notice.pk])
    for address in [*page_forms(), notice, *other_forms()]:
        fill(client, address)
    assert not list(dirty_texts())
    assert set(untyped_fields()) <= NO_WORDS
    for model in (Redirect, Collection, Task, Theme, User, Image, Document):
        assert model.objects.exists()
        texts = [str(value) for row in model.objects.all() for value in vars(row).values()]
        assert any(WORD.lower() in text.lower() for text in texts), model
    body = fresh(site.article).get_latest_revision_as_object().body.get_prep_value()
    assert {block["type"] for block in body if WORD not in json.dumps(block)} <= WITHOUT_TEXT


def test_each_field_keeps_the_ends_of_lines_that_it_can_show(site, alice):
    page = draft(site, alice)
    paragraph = {"type": "paragraph", "value": "<p>Un\u2028texte</p>"}
    sent = stream_fields(type(page)(body=[paragraph]), write)
    assert (
        edit(alice, page, title="Un\vtitre\r\nlong", summary="Un\vchapô", **sent).status_code == 302
    )
    page = fresh(page).get_latest_revision_as_object()
    assert page.title == "Un titre long"
    assert page.summary == "Un\nchapô"
    assert f"{WORD}<br/>é" in page.body[0].value.source


def test_what_other_scripts_need_stays(site, alice):
    title = "کتاب\u200cها 👩🏽\u200d🚒 ❤️\u200d🔥 1\u202f000\xa0€"
    page = draft(site, alice)
    edit(alice, page, title=title)
    assert fresh(page).get_latest_revision_as_object().title == title


def test_comments_are_cleaned(site, alice):
    page = draft(site, alice)
    edit(alice, page, **comment_fields() | {"comments-0-text": write("Oui.")})
    assert LEFT.search(Comment.objects.get().text)


def test_files_and_their_titles_are_cleaned(site, chief):
    name = f"{WORD}\u200b\ufeff\u202e.pdf"
    file = SimpleUploadedFile(name, uploads.pdf(), "application/pdf")
    sent = {"files[]": file, "title": name, "collection": Collection.get_first_root_node().pk}
    logged_in(chief).post(
        reverse("wagtaildocs:add_multiple"), sent, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert Document.objects.get().title == f"{WORD}.pdf"
    assert not list(dirty_texts())


def test_offers_that_are_imported_are_cleaned(site):
    rachel = writer("rachel", RECRUITMENT)
    for name in ("Bruz", "Palaiseau"):
        factories.PlaceFactory(name=name)
    source = as_csv(
        row(
            title=write("Pilote"),
            missions=write("Mesurer."),
            apply_url="https://exemple.fr/a\u200b",
        )
    )
    assert not offers.check(source).problems
    offers.create(source, site.jobs, rachel)
    assert not list(dirty_texts())
    assert LEFT.search(JobOfferPage.objects.get().title)


def test_a_link_in_a_text_leads_where_it_was_meant_to(site, alice):
    page = draft(site, alice)
    source = '<p>Un <a href="https://exemple.fr/a">lien</a>.</p>'
    sent = stream_fields(type(page)(body=[{"type": "paragraph", "value": source}]))
    sent["body-0-value"] = sent["body-0-value"].replace("exemple.fr/a", "exemple.fr/a\u200b\\u000b")
    edit(alice, page, **sent)
    paragraph = fresh(page).get_latest_revision_as_object().body[0].value.source
    assert 'href="https://exemple.fr/a"' in paragraph.replace("/a ", "/a")


@pytest.mark.parametrize("typed", ["dro\u200bne", "\vdrone\x00", "drone\ufffe", "\u202edrone"])
def test_searches_are_cleaned(client, site, typed):
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone")
    for address in ("/actualites/", "/recherche/"):
        assert "Un drone" in client.get(address, {"q": typed}).content.decode()


def test_an_endless_text_takes_no_time(client, site):
    accents = "e" + "\u0301\u0323" * 100_000
    sent = {"username": accents, "password": "x"}
    started = time.process_time()
    assert client.post(reverse("wagtailadmin_login"), sent).status_code == 200
    assert time.process_time() - started < 10


def test_a_password_is_left_alone(chief):
    assert clean_text(forms.CharField(widget=forms.PasswordInput), "a\u200b") == "a\u200b"
