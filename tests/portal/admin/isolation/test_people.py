"""Walls follow people: of several sections, of another one now, of none."""

import datetime

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest

from news.models import NEWS
from portal.blocks import BodyBlock
from portal.models import ReviewTask
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import decide, person, submit, writer
from tests.support.secret_site import CANARY, WORD, reads

pytestmark = pytest.mark.django_db


def test_who_left_the_press_reads_nothing_of_it_any_more(office):
    alice = office.secrets.alice
    Page.objects.filter(pk=office.secrets.locked.pk).update(locked_by=alice)
    assert CANARY in reads(alice, "")
    alice.groups.set([Group.objects.get(name=RECRUITMENT.writers)])
    for path in ("", "reports/locked/", "reports/workflow/", "reports/site-history/"):
        assert CANARY not in reads(alice, path), path


def test_who_is_of_two_sections_reads_both_and_no_third(office):
    nina = office.beside.nina
    nina.groups.add(Group.objects.get(name=RECRUITMENT.writers))
    assert "un poste" in reads(nina, f"pages/{office.site.jobs.pk}/")
    assert f"/gestion/pages/{office.site.jobs.pk}/" in reads(nina, f"pages/{office.site.home.pk}/")
    for path in ("pages/", "pages/{home}/", "pages/{press}/", "pages/{draft}/", "api/main/pages/"):
        assert CANARY not in reads(nina, path.format_map(office.keys)), path
    assert CANARY not in reads(nina, f"pages/{office.site.home.pk}/?q={WORD}&search_all=1")


@pytest.fixture
def rose(db):
    """Administrators may give the review of a section to people who write in none."""
    group = Group.objects.create(name="Relecture extérieure")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return person("rose", group.name)


def test_a_reviewer_reads_what_is_given_to_review(office, rose):
    path = f"pages/{office.secrets.reviewed.pk}/edit/"
    assert CANARY not in reads(rose, path)
    ReviewTask.objects.get(pk=office.keys["task"]).groups.set(rose.groups.all())
    assert CANARY in reads(rose, path)
    assert CANARY in reads(rose, "")
    assert f"{WORD} draft" not in reads(rose, f"pages/{office.secrets.draft.pk}/edit/")


def test_what_a_reviewer_did_is_written_down_under_the_title(office, rose):
    author = writer("nestor", NEWS)
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    article = factories.NewsArticlePageFactory(
        parent=office.site.news, title="Pour demain", live=False
    )
    article.save_revision(user=author)
    submit(author, article, go_live_at=tomorrow)
    ReviewTask.objects.get(name__startswith=NEWS.name).groups.set(rose.groups.all())
    decide(rose, article)
    entries = PageLogEntry.objects.filter(page=article.pk, user=rose)
    assert entries.filter(action="wagtail.publish.schedule").exists()
    assert {entry.label for entry in entries} == {"Pour demain"}


@pytest.mark.parametrize("name", ["download", "image", "video"])
def test_the_preview_of_a_block_shows_what_its_reader_may_choose(office, name):
    """The press's files are the first of the site."""
    path = f"block-preview/?id={BodyBlock().child_blocks[name].definition_prefix}"
    html = reads(office.beside.rachel, path)
    assert CANARY not in html
    assert "interne" in html
    assert CANARY in reads(office.secrets.alice, path)
    assert reads(person("personne", Group.objects.create(name="Personne").name), path)
