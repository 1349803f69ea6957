"""The block and the components of the news in the catalogue."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from news.models import NewsArticlePage, PressReviewItem
from portal.catalogue import Chapter, texts
from portal.catalogue.blocks import ADDRESS, BARE, BLOCKS, LONG, USUAL
from portal.catalogue.samples import DAY, Samples
from portal.catalogue.specimens import States

NEWS = Chapter("actualites", _("Actualités"))
NEWS_BLOCKS = Chapter(BLOCKS.slug, BLOCKS.title)  # the same slug: merged
CHAPTERS = [NEWS_BLOCKS, NEWS]


def press_article(
    title: str = texts.TITLE, quotation: str = "", outlet: str = "Le Quotidien"
) -> PressReviewItem:
    date = datetime.date(2026, 2, 3)
    return PressReviewItem(title=title, outlet=outlet, date=date, url=ADDRESS, quotation=quotation)


@NEWS_BLOCKS.block("press_review", _("Pour citer ce que d’autres écrivent, sans le reprendre."))
def press_review(samples: Samples) -> States:
    long = press_article(
        texts.LONG_TITLE, texts.cut(texts.LONG_SUMMARY, 300), texts.cut(texts.LONG_LINE, 120)
    )
    yield (
        USUAL,
        {
            "title": "Revue de presse",
            "items": [press_article(quotation=texts.LINE), press_article()],
        },
    )
    yield _("très long, sans titre"), {"title": "", "items": [long]}


@NEWS.specimen(
    "carte-actualite",
    _("Carte d’une actualité"),
    _("Dans la liste des actualités et sur l’accueil."),
    NewsArticlePage.card_template,
    layout="cards",
)
def card(samples: Samples) -> States:
    fields: dict[str, Any] = {"date": DAY, "summary": texts.SUMMARY, "illustration": samples.image}
    yield USUAL, {"page": samples.page(NewsArticlePage, **fields, themes=1)}
    yield (
        _("parmi d’autres types"),
        {"page": samples.page(NewsArticlePage, **fields), "mixed": True},
    )
    yield BARE, {"page": samples.page(NewsArticlePage, date=DAY)}


@NEWS.specimen(
    "article-de-presse",
    _("Article de la revue de presse"),
    _("Dans la revue de presse et son bloc."),
    "news/press_review_item.html",
)
def item(samples: Samples) -> States:
    yield USUAL, {"item": press_article(quotation=texts.LINE)}
    yield BARE, {"item": press_article()}
    yield LONG, {"item": press_article(texts.LONG_TITLE, texts.cut(texts.LONG_SUMMARY, 300))}
