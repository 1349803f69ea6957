"""The words of Wagtail's screens, in the terms of those who write and review."""

from django.utils.translation import gettext

import pytest


@pytest.mark.parametrize(
    "english, french",
    [
        ("Submit to %(workflow_name)s", "Soumettre à la relecture"),
        ("In Moderation", "En relecture"),
        (
            "The page '%(page_title)s' is not currently awaiting moderation.",
            "La page «\u00a0%(page_title)s\u00a0» n’attend pas de relecture.",
        ),
    ],
)
def test_words_of_wagtail_are_replaced(english, french):
    assert gettext(english) == french
