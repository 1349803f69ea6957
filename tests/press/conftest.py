"""The contacts of the press room."""

import pytest

from portal.models import Theme
from tests.support import factories


@pytest.fixture
def contacts(site) -> dict[str, Theme]:
    """A contact for all questions, and one for the themes « Calcul » and « Éthique »."""
    themes = {name: factories.ThemeFactory(name=name) for name in ("Éthique", "Calcul", "Divers")}
    for theme, name in ((None, "Centre média"), ("Éthique", "Comité"), ("Calcul", "Pôle calcul")):
        factories.PressContactFactory(page=site.press, theme=themes.get(theme), contact__name=name)
    return themes
