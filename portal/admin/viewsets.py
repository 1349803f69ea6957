"""The screens of the snippets that all sections share: « Référentiels » in the menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.admin.merge_views import MergeDeleteView
from portal.admin.proposals import (
    TO_CONFIRM,
    ConfirmingView,
    ContactChooserViewSet,
    PlaceChooserViewSet,
)
from portal.admin.shared_choosers import SharedChooserViewSet
from portal.core.snippets import GlossaryEntry, MediaContact, Place
from portal.core.themes import Theme
from portal.search import SynonymGroup


class SharedViewSet(SnippetViewSet):
    """The screens of rows to which texts refer: one is merged rather than lost."""

    chooser_viewset_class = SharedChooserViewSet
    delete_view_class = MergeDeleteView
    delete_template_name = "portal/admin/delete_snippet.html"


class ThemeViewSet(SharedViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", Column("slug", label=_("Nom dans l’adresse"), sort_key="slug")]
    search_fields = ["name"]
    search_backend_name = None


class ContactViewSet(SharedViewSet):
    model = MediaContact
    icon = "mail"
    list_display = ["name", "entity", "email", "phone", TO_CONFIRM]
    list_filter = ["to_confirm"]
    edit_view_class = ConfirmingView
    chooser_viewset_class = ContactChooserViewSet


class PlaceViewSet(SharedViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "department", TO_CONFIRM]
    list_filter = ["to_confirm"]
    edit_view_class = ConfirmingView
    chooser_viewset_class = PlaceChooserViewSet


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    list_display = ["term", "expansion"]
    menu_label = _("Glossaire")


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "resubmit"
    search_fields = ["terms"]
    search_backend_name = None


class ReferenceGroup(SnippetViewSetGroup):
    items = (ThemeViewSet, ContactViewSet, PlaceViewSet, GlossaryViewSet, SynonymViewSet)
    menu_label = _("Référentiels")
    menu_icon = "list-ul"
    menu_order = 300
