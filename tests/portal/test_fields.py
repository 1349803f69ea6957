"""The StreamField keeps its blocks out of migrations, and migrations keep its content."""

from django.db.migrations.loader import MigrationLoader

from wagtail.blocks import base as blocks

import pytest
from lxml.html import document_fromstring

from news.models import NewsArticlePage
from portal.models import PublicationPage
from tests.support.factories import NewsArticlePageFactory
from tests.support.people import draft, logged_in

BODY = [
    {"type": "paragraph", "value": "<p>Le 100<sup>e</sup> ingénieur.</p>"},
    {"type": "heading", "value": {"text": "Un intertitre", "level": "h2"}},
]


def test_blocks_stay_out_of_migrations():
    field = PublicationPage._meta.get_field("body")
    _name, path, arguments, options = field.deconstruct()
    assert path == "portal.fields.StreamField"
    assert arguments == [[]]
    assert "block_lookup" not in options


@pytest.fixture
def historical_page(db):
    """The publication model as a data migration sees it, without blocks."""
    state = MigrationLoader(None).project_state(("portal", "0002_content"))
    return state.apps.get_model("portal", "PublicationPage")


def test_saving_a_page_in_a_migration_keeps_its_body(site, historical_page):
    page = NewsArticlePageFactory(parent=site.news, body=BODY)
    before = page.body.get_prep_value()
    row = historical_page.objects.get(pk=page.pk)
    row.summary = "Changé par une migration"
    row.save()
    page = NewsArticlePage.objects.get(pk=page.pk)
    assert page.summary == "Changé par une migration"
    assert page.body.get_prep_value() == before
    assert len(before) == 2


def test_a_migration_may_write_a_body(site, historical_page):
    page = NewsArticlePageFactory(parent=site.news)
    row = historical_page.objects.get(pk=page.pk)
    row.body = BODY
    row.save()
    body = NewsArticlePage.objects.get(pk=page.pk).body
    assert [child.block_type for child in body] == ["paragraph", "heading"]


def test_a_revision_brings_the_body_back(site):
    page = NewsArticlePageFactory(parent=site.news, body=BODY)
    revision = page.save_revision()
    assert revision.as_object().body.get_prep_value() == page.body.get_prep_value()


def test_the_blocks_are_described_to_the_editor_once(site, alice, monkeypatch):
    page, client = draft(site, alice), logged_in(alice)
    editor = f"/gestion/pages/{page.pk}/edit/"
    first = described(client.get(editor))
    monkeypatch.delattr(blocks, "JSContext")
    assert first == described(client.get(editor)) != []


def described(response) -> list[str]:
    form = document_fromstring(response.content)
    return [each for each in form.xpath("//@data-w-block-data-value") if "paragraph" in each]
