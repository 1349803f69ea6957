"""Each hook of the portal: what an application registers is there, and gone with it."""

import datetime
import os
import re
import runpy
import subprocess
import sys
from types import SimpleNamespace

from django.conf import settings
from django.urls import path
from django.utils import timezone

from wagtail import blocks, hooks

from bs4 import BeautifulSoup

from portal.audit.labels import act_label
from portal.blocks import BodyBlock
from portal.blocks.headings import get_heading_level
from portal.blocks.live import LiveFigures, get_live_figures
from portal.blocks.plain_text import body_text
from portal.catalogue import Chapter as CatalogueChapter
from portal.catalogue import get_chapters
from portal.core.jobs import job
from portal.dashboard.calendar import Event, get_agenda
from portal.dashboard.components import WorklistPanel
from portal.dashboard.guide import Chapter
from portal.demo import home
from portal.management.commands.demo import registered_demos
from portal.models import PublicationPage
from portal.worker import periodic, schedule
from tests.support import factories
from tests.support.people import landing, logged_in

OWN_HOOKS = re.compile(r'get_hooks\(\s*"(\w+)"')


def own_hooks() -> set[str]:
    modules = (settings.BASE_DIR / "portal").rglob("*.py")
    return {name for path in modules for name in OWN_HOOKS.findall(path.read_text())}


def test_each_hook_is_documented():
    titles = re.findall(r"^### `(\w+)", (settings.BASE_DIR / "docs/hooks.md").read_text(), re.M)
    assert sorted(titles) == sorted(own_hooks())
    assert len(titles) > 10


def test_each_hook_is_named_as_those_of_wagtail():
    for name in own_hooks():
        assert name.startswith(("register_", "construct_")), name


def test_the_acts_of_the_audit_have_a_name():
    def register_ring():
        return {"events.ring": "Sonnerie"}

    with hooks.register_temporarily("register_audit_acts", register_ring):
        assert act_label("events.ring") == "Sonnerie"
    assert act_label("events.ring") == "events.ring"


def test_public_urls_stand_before_the_pages():
    def register_pong():
        return [path("pong/", lambda request: None, name="pong")]

    with hooks.register_temporarily("register_public_urls", register_pong):
        urls = runpy.run_path(str(settings.BASE_DIR / "portal/urls.py"))["urlpatterns"]
    names = [getattr(url, "name", None) for url in urls]
    assert names.index("pong") < len(urls) - 1
    assert hasattr(urls[-1], "url_patterns")  # of Wagtail, which take all that is left


class Unusual(WorklistPanel):
    name = "insolites"
    heading = "Textes insolites"
    icon = "warning"
    empty = "Rien d’insolite."

    def get_items(self):
        return 0, []


def test_a_panel_of_the_worklist(site, chief):
    assert "Textes insolites" not in landing(chief)
    with hooks.register_temporarily("register_worklist_panel", lambda: Unusual):
        html = landing(chief)
    lists = [
        panel["id"].removesuffix("-section")
        for panel in BeautifulSoup(html, "html.parser").select(".app-worklist")
    ]
    assert lists.index("a-relire") < lists.index("insolites") < lists.index("brouillons")


def test_a_chapter_of_the_guide(site, chief):
    def register_chapter():
        return Chapter("essai", "Essais", "portal/dashboard/guide/everybody.html")

    with hooks.register_temporarily("register_guide_chapter", register_chapter):
        answer = logged_in(chief).get("/gestion/guide/")
    titles = BeautifulSoup(answer.content, "html.parser").select(".app-guide h2")
    assert "Essais" in [title.text for title in titles]


def test_events_of_the_calendar(site, chief):
    at = timezone.now() + datetime.timedelta(days=3)

    def register_events(pages, until):
        assert at < until
        assert site.home.pk in pages.values_list("pk", flat=True)
        yield Event(at, site.home, "Anniversaire")

    def words() -> list[str]:
        days = get_agenda(chief).days
        return [label for _day, rows in days for row in rows for label in row.labels]

    with hooks.register_temporarily("register_calendar_events", register_events):
        assert "Anniversaire" in words()
    assert "Anniversaire" not in words()


def test_scheduled_events(db):
    now = timezone.now()
    event = SimpleNamespace(at=now)
    with hooks.register_temporarily("register_scheduled_events", lambda moment: [event]):
        assert event in schedule.events_until(now)
    assert event not in schedule.events_until(now)


@job
def tidy() -> None:
    pass


def test_periodic_jobs():
    with hooks.register_temporarily("register_periodic_job", lambda: tidy):
        assert periodic.jobs()[-1] == tidy
    assert tidy not in periodic.jobs()


def test_live_figures():
    figures = LiveFigures("essai", "Essais", "essai.html", lambda: {"count": 3})
    block = BodyBlock().child_blocks["live_figures"]
    value = block.normalize({"source": "essai"})
    with hooks.register_temporarily("register_live_figures", lambda: figures):
        context = block.get_context(value)
        choices = dict(block.child_blocks["source"].field.choices)
    assert (context["template"], context["figures"]) == ("essai.html", {"count": 3})
    assert choices["essai"] == "Essais"
    assert "essai" not in get_live_figures()
    assert "template" not in block.get_context(value)


class Sung(blocks.StructBlock):
    title = blocks.CharBlock()

    def plain_text(self, value) -> str:
        return f"♪ {value['title']}"

    class Meta:
        is_titled = True


def test_blocks_of_bodies():
    song = ("song", Sung())
    with hooks.register_temporarily("register_body_blocks", lambda: [song]):
        body = BodyBlock()
        assert list(body.child_blocks)[-1] == "song"
    value = body.to_python([{"type": "song", "value": {"title": "La Marseillaise"}}])
    assert body_text(value) == "♪ La Marseillaise"
    assert get_heading_level(value[0]) == 2
    assert "song" not in BodyBlock().child_blocks


def test_a_body_keeps_the_name_of_the_block_of_an_application(site):
    """The models were made before any application registered a block."""
    item = factories.PressReviewItemFactory()
    stored = [{"type": "press_review", "value": {"title": "Revue", "items": [item.pk]}}]
    page = factories.NewsArticlePageFactory(parent=site.news, body=stored)
    body = PublicationPage.objects.get(pk=page.pk).body
    assert [block.block_type for block in body] == ["press_review"]
    assert item.title in body[0].render()


def test_a_block_of_an_application_is_not_written_in_migrations():
    field = PublicationPage._meta.get_field("body")
    assert "press_review" in field.stream_block.child_blocks
    assert field.deconstruct()[2] == [[]]


def test_chapters_of_the_catalogue():
    mine = CatalogueChapter("essais", "Essais")
    more = CatalogueChapter("blocs", "Blocs")
    more.specimen("essai", "Essai", "Pour essayer.", "essai.html")(lambda samples: [])
    before = {chapter.slug: len(chapter.specimens) for chapter in get_chapters()}
    with hooks.register_temporarily("register_catalogue_chapters", lambda: [mine, more]):
        during = {chapter.slug: len(chapter.specimens) for chapter in get_chapters()}
    assert during == before | {"essais": 0, "blocs": before["blocs"] + 1}
    assert {chapter.slug: len(chapter.specimens) for chapter in get_chapters()} == before


def test_a_demonstration():
    with hooks.register_temporarily("register_demo", lambda: home):
        assert registered_demos()[0] == ("Portail", home)
    assert [name for name, _module in registered_demos()] == ["Actualités", "Presse", "Recrutement"]


FRESH = """
import django
django.setup()
from portal.worker import periodic
print(*(task.module_path for task in periodic.jobs()))
from portal.demo import home
from portal.management.commands.demo import registered_demos
from portal.models import PublicationPage
print(*PublicationPage._meta.get_field("body").stream_block.child_blocks)
"""


def test_a_process_that_serves_no_page_finds_the_hooks():
    """A command, or the worker: nothing there has read the map of addresses."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEVELOPMENT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    jobs, names = done.stdout.splitlines()
    assert "recruitment.lifecycle.visits.forget_visits" in jobs.split()
    assert "portal.media.rendition_tasks.create_all_renditions" in jobs.split()
    assert names.split() == list(BodyBlock().child_blocks)
