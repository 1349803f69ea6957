"""The administration: snippets that editors keep, and how rich text resolves its links."""

from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.lexicon import SynonymGroup
from portal.links import PublicPageLinkHandler
from portal.snippets import GlossaryEntry, MediaContact, Place
from portal.themes import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None


class ContactViewSet(SnippetViewSet):
    model = MediaContact
    icon = "mail"
    list_display = ["name", "entity", "email", "phone"]


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "department"]


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    list_display = ["term", "expansion"]


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "resubmit"
    search_fields = ["terms"]
    search_backend_name = None


@register_snippet
class ReferenceGroup(SnippetViewSetGroup):
    items = (ThemeViewSet, ContactViewSet, PlaceViewSet, GlossaryViewSet, SynonymViewSet)
    menu_label = _("Référentiels")
    menu_icon = "list-ul"
    menu_order = 300


@hooks.register("register_rich_text_features", order=10)
def link_only_to_what_visitors_may_open(features) -> None:
    features.register_link_type(PublicPageLinkHandler)
