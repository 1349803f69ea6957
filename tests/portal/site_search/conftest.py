"""A standing page with sections, and where a search leads."""

import pytest

from tests.support import factories
from tests.support.reading import heading, paragraph


@pytest.fixture
def legal(site):
    body = [
        heading("Éditeur"),
        paragraph("Le site est édité par une maquette."),
        heading("Réutilisation"),
        paragraph("Chacun peut reprendre les textes en citant leur source."),
    ]
    return factories.StandardPageFactory(
        parent=site.home, title="Mentions légales", slug="mentions-legales", body=body
    )
