"""Wagtail's screens and interfaces that name more than what their reader may see."""

from django.db.models import Exists, OuterRef, Q

from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.admin.views.reports import audit_logging
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views import bulk_actions as of_documents
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import bulk_actions as of_images
from wagtail.models import Page, PageLogEntry

from portal.admin_access import choosable, sees, touched_by


class ChoosableOnly:
    """An interface that lists, finds and details what its reader may choose."""

    def get_queryset(self):
        known = choosable(self.model, self.request.user)
        return super().get_queryset().filter(pk__in=known.values("pk"))


class ImagesAPI(ChoosableOnly, ImagesAdminAPIViewSet):
    pass


class DocumentsAPI(ChoosableOnly, DocumentsAdminAPIViewSet):
    pass


class NamesOnlyWhatIsSeen:
    """A bulk action that passes over what is another section's instead of refusing it by name."""

    def get_actionable_objects(self):
        rows, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        seen = [row for row in refused if sees(self.request.user, row)]
        return rows, others | {"items_with_no_access": seen}


def walled(action: type) -> type:
    return type(action.__name__, (NamesOnlyWhatIsSeen, action), {})


class MoveBulkAction(NamesOnlyWhatIsSeen, of_pages.MoveBulkAction):
    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["chooser"].queryset = choosable(Page, self.request.user)
        return form


BULK_ACTIONS = [
    MoveBulkAction,
    *map(
        walled,
        [
            of_pages.DeleteBulkAction,
            of_pages.PublishBulkAction,
            of_pages.UnpublishBulkAction,
            of_images.AddTagsBulkAction,
            of_images.AddToCollectionBulkAction,
            of_images.DeleteBulkAction,
            of_documents.AddTagsBulkAction,
            of_documents.AddToCollectionBulkAction,
            of_documents.DeleteBulkAction,
        ],
    ),
]


class HistoryView(audit_logging.LogEntriesView):
    """Without what was done above the pages of one's section, which Wagtail lets everybody read."""

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if queryset.model is not PageLogEntry:
            return queryset
        wiped_out = ~Exists(Page.objects.filter(pk=OuterRef("page")))
        own = touched_by(self.request.user).values("pk")
        return queryset.filter(wiped_out | Q(page__in=own))
