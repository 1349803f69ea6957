from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import NEWS, PressReviewItem
from portal.dashboard.guide import Chapter


@register_snippet
class PressReviewViewSet(SnippetViewSet):
    model = PressReviewItem
    icon = "openquote"
    list_display = ["title", "outlet", "date"]
    add_to_admin_menu = True
    menu_order = 310


@hooks.register("portal_guide", order=2)
def chapter_of_the_news() -> list[Chapter]:
    return [Chapter("actualites", NEWS.name, "news/admin/guide.html", NEWS)]
