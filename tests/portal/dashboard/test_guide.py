"""The guide of the administration: each role's tasks, and pictures that are there."""

from pathlib import Path

from django.conf import settings

import PIL.Image
import pytest
from bs4 import BeautifulSoup

from news.models import NEWS
from press.models import PRESS
from recruitment.models import RECRUITMENT
from tests.support.people import landing, logged_in, writer
from tests.tools.guide import FOLDER, HEAVIEST, PICTURE_SIZE

TASKS = {
    PRESS: ["communiqué", "Relire", "embargo", "Corriger", "Retirer"],
    NEWS: ["article", "image", "chiffres"],
    RECRUITMENT: ["Publier une offre", "Copier", "Importer", "Prolonger"],
}


def guide(user) -> BeautifulSoup:
    answer = logged_in(user).get("/gestion/guide/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".app-guide")


def test_the_guide_names_the_tasks_of_each_role(site, chief):
    page = guide(chief)
    for section, tasks in TASKS.items():
        headings = " ".join(node.text for node in page.select("h3"))
        assert section.name in [node.text for node in page.select("h2")]
        assert not [task for task in tasks if task not in headings]


def test_each_picture_is_there_and_described(site, chief):
    pictures = guide(chief).select("img")
    names = {Path(node["src"]).name.partition(".")[0] for node in pictures}
    assert names == {path.stem for path in FOLDER.iterdir()}
    assert len(names) == len(pictures) >= 8
    for node in pictures:
        assert len(node["alt"]) > 20
        assert (int(node["width"]), int(node["height"])) == PICTURE_SIZE
    for path in FOLDER.iterdir():
        assert path.stat().st_size < HEAVIEST
        assert PIL.Image.open(path).size == PICTURE_SIZE


@pytest.mark.parametrize("section", TASKS, ids=lambda section: section.name)
def test_each_finds_the_tasks_of_their_section(site, section):
    page = guide(writer("quelquun", section))
    assert [node.text for node in page.select("h2")] == ["Pour tous", "Votre accès", section.name]


def test_everybody_is_led_to_it(site, alice):
    html = landing(alice)
    assert html.count("/gestion/guide/") == 2  # the menu, and beside the person's name
    assert "guide.wagtail.org" not in html
    assert settings.WAGTAIL_SITE_NAME in html
