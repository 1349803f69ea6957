"""The news of the demonstration."""

import datetime

from news.demo import (
    articles_2024,
    articles_2025_autumn,
    articles_2025_spring,
    articles_2026_autumn,
    articles_2026_spring,
    draft_articles,
    press_review,
)
from news.demo.article import Article
from news.models import NewsArticlePage, NewsIndexPage
from portal.demo.bundles import add_to_bundle
from portal.demo.prose import line
from portal.demo.tree import add_related, page_fields, publish, set_themes
from portal.models import HomePage

# In the order of their dates: an article refers only to those that came before.
ARTICLES = [
    *articles_2024.ARTICLES,
    *articles_2025_spring.ARTICLES,
    *articles_2025_autumn.ARTICLES,
    *articles_2026_spring.ARTICLES,
    *articles_2026_autumn.ARTICLES,
]
SUMMARY = """Projets, recherche, recrutements, rendez-vous : ce que l’AMIAD fait, et ce qu’elle
    apprend en le faisant."""


def prepare(home: HomePage) -> None:
    """Publish the list of articles."""
    title = "Actualités"
    index = NewsIndexPage(title=title, slug="actualites", summary=line(SUMMARY), show_in_menus=True)
    publish(home, index)


def load(home: HomePage) -> None:
    """Publish the press review and the articles; prepare a draft."""
    press_review.create_items()
    index = NewsIndexPage.objects.child_of(home).get()
    for article in ARTICLES:
        create_article(index, article)

    draft = fill_article(draft_articles.BUNDLED)
    draft.live = False
    index.add_child(instance=draft)
    add_to_bundle(draft)


def create_article(index: NewsIndexPage, article: Article) -> None:
    page = fill_article(article)
    publish(index, page, page.date)


def fill_article(article: Article) -> NewsArticlePage:
    """Return an article, not saved, with all that is written of it."""
    date = datetime.date.fromisoformat(article.date)
    page = NewsArticlePage(**page_fields(article), date=date)
    set_themes(page, article.themes)
    add_related(page, article.related)
    return page
