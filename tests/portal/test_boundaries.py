"""The portal knows no application: neither its templates nor its modules name one."""

import ast
import re
from pathlib import Path

from django.conf import settings

import pytest

from portal.models import HomePage, StandardPage
from recruitment.models import RecruitmentIndexPage

APPS = ("news", "press", "recruitment")
FOLDERS = ("portal", "listing", "components", "blocks")  # of templates
# A template of an application, a model or a module: press/card.html, press.PressReleasePage.
NAMED = re.compile(rf"(?<![\w/.-])({'|'.join(APPS)})(/[\w]|\.[A-Za-z_])")
COMPOSITION = settings.BASE_DIR / "portal/settings/applications.py"

TEMPLATES = settings.BASE_DIR / "templates"
SHARED = [
    *TEMPLATES.glob("*.*"),
    *(path for folder in FOLDERS for path in (TEMPLATES / folder).rglob("*.*")),
]
MODULES = [
    path
    for path in (settings.BASE_DIR / "portal").rglob("*.py")
    if "migrations" not in path.parts and path != COMPOSITION
]


def strings(path: Path) -> list[str]:
    """The strings of a module, its docstrings among them."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{% include "press/card.html" %}',
        'SnippetChooserBlock("news.PressReviewItem")',
        "recruitment.models",
        "{% extends 'recruitment/public/base.html' %}",
    ],
)
def test_a_name_of_an_application_is_recognised(text):
    assert NAMED.search(text)


@pytest.mark.parametrize(
    "text", ["the press, the news", "portal/press/x.html", "news-item", "press.", "fr/press/"]
)
def test_other_words_are_not_taken_for_one(text):
    assert not NAMED.search(text)


def test_shared_templates_name_no_application():
    assert len(SHARED) > 50
    named = [str(path) for path in SHARED if NAMED.search(path.read_text())]
    assert not named


def test_modules_of_the_portal_name_no_application():
    assert len(MODULES) > 100
    named = [f"{path}: {text}" for path in MODULES for text in strings(path) if NAMED.search(text)]
    assert not named


def test_each_application_says_which_pages_it_takes():
    """Of the pages of the portal, below and above its own."""
    assert RecruitmentIndexPage in HomePage.allowed_subpage_models()
    assert set(StandardPage.allowed_parent_page_models()) == {
        HomePage,
        StandardPage,
        RecruitmentIndexPage,
    }
    creatable = {model._meta.label for model in HomePage.creatable_subpage_models()}
    assert creatable == {
        "portal.AgencyPage",
        "portal.StandardPage",
        "news.NewsIndexPage",
        "press.PressIndexPage",
        "recruitment.RecruitmentIndexPage",
    }
