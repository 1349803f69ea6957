"""People who work on texts that nobody else may read about."""

from types import SimpleNamespace

from wagtail.models import Page

import pytest

from tests.support import factories
from tests.support.accounts import PASSWORD
from tests.support.audits import CANARY
from tests.support.people import draft, logged_in


@pytest.fixture
def desk(site, alice, benoit, chloe, chief) -> SimpleNamespace:
    """People, each with a browser, and a draft that waits for its two reviews."""
    for user in (alice, benoit, chloe, chief):
        user.set_password(PASSWORD)
        user.save()
    text = draft(site, alice, title=f"{CANARY} secret", slug="texte")
    text.get_workflow().start(text, alice)
    other = draft(site, alice, title=f"{CANARY} autre", slug="autre")
    people = {"alice": alice, "benoit": benoit, "chloe": chloe, "chief": chief}
    browsers = {name: logged_in(user) for name, user in people.items()}
    text = Page.objects.get(pk=text.pk)
    article = factories.NewsArticlePageFactory(parent=site.news, title=f"{CANARY} paru")
    article.save_revision().publish()
    return SimpleNamespace(
        text=text,
        draft=other,
        article=article,
        contact=factories.MediaContactFactory(),
        browser=SimpleNamespace(**browsers),
        **people,
    )
