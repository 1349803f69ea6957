"""The part of an address that stands for a title."""

import pytest

from portal.core.slugs import propose_slug
from portal.core.themes import Theme
from tests.support.slugs import SLUGS


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_a_title_proposes_a_slug(title, slug):
    assert propose_slug(title) == slug


def test_a_slug_is_cut_without_a_hyphen_at_its_end():
    assert propose_slug("aaa bbb", max_length=4) == "aaa"


def test_letters_of_other_scripts_may_stay():
    assert propose_slug("Україна, été_2", is_ascii=False) == "украіна-ete-2"


@pytest.mark.django_db
def test_a_theme_takes_its_slug_from_its_name():
    assert Theme.objects.create(name="L’IA d’aujourd’hui").slug == "l-ia-d-aujourd-hui"
    assert Theme.objects.create(name="L'IA d'aujourd'hui !").slug == "l-ia-d-aujourd-hui-1"
