"""Texts that link to other sites."""

from tests.support import factories
from tests.support.content_checks import with_body
from tests.support.withdrawals import fresh

ADDRESS = "https://exemple.fr/page"


def html(address: str) -> str:
    return f'<p>Lire <a href="{address}">ceci</a>.</p>'


def paragraph(address: str) -> dict:
    return {"type": "paragraph", "value": html(address), "id": "ab"}


def article(site, *addresses, **fields):
    page = factories.NewsArticlePageFactory(parent=site.news, **fields)
    with_body(page, *map(paragraph, addresses)).save_revision().publish()
    return fresh(page)
