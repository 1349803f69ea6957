from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import PressReviewItem


@register_snippet
class PressReviewViewSet(SnippetViewSet):
    model = PressReviewItem
    icon = "openquote"
    list_display = ["title", "outlet", "date"]
    add_to_admin_menu = True
    menu_order = 310
