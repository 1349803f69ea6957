"""The hooks of the news: the press review, the guide, the catalogue, the demonstration."""

from types import ModuleType

from django.utils.translation import gettext_lazy as _

from wagtail import blocks, hooks
from wagtail.snippets.models import register_snippet

from news import catalogue
from news.blocks import PressReviewBlock
from news.models import NEWS, NewsArticlePage, PressReviewItem
from portal.admin.listings import PublicationViewSet
from portal.admin.viewsets import SharedViewSet
from portal.catalogue import Chapter as CatalogueChapter
from portal.dashboard.guide import Chapter
from portal.workflow.change_rules import ChangeRule

BLOCKS = [("press_review", PressReviewBlock())]


class ArticleViewSet(PublicationViewSet):
    model = NewsArticlePage


@hooks.register("register_admin_viewset")
def register_article_viewset() -> ArticleViewSet:
    return ArticleViewSet()


@register_snippet
class PressReviewViewSet(SharedViewSet):
    model = PressReviewItem
    icon = "openquote"
    menu_label = _("Revue de presse")
    list_display = ["title", "outlet", "date"]
    add_to_admin_menu = True
    menu_order = 310


@hooks.register("register_body_blocks")
def register_press_review_block() -> list[tuple[str, blocks.Block]]:
    return BLOCKS


@hooks.register("register_change_rules")
def register_news_change_rules() -> dict[str, ChangeRule]:
    return {
        "news.newsarticlepage": ChangeRule.REVIEW,
        "news.newsindexpage": ChangeRule.STANDING,
        "news.pressreviewitem": ChangeRule.VALIDATOR,
        "news.newsrules": ChangeRule.PROTECTED,
    }


@hooks.register("register_guide_chapter", order=2)
def register_news_guide() -> Chapter:
    return Chapter("actualites", NEWS.name, "news/admin/guide.html", NEWS)


@hooks.register("register_catalogue_chapters", order=1)
def register_news_catalogue() -> list[CatalogueChapter]:
    return catalogue.CHAPTERS


@hooks.register("register_demo", order=1)
def register_news_demo() -> ModuleType:
    from news import demo  # loaded by the demonstration only

    return demo
