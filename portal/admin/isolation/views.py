"""Wagtail's screens and APIs that would show more than what their user may see."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.forms import Form

from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.admin.views.reports import audit_logging
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views import bulk_actions as of_documents
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import bulk_actions as of_images
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from portal.admin_access import AdminRequest, can_view, choosable, pages_to_work_on
from portal.workflow.bulk_publication import PublishBulkAction
from portal.workflow.bulk_submission import SubmitBulkAction


class ChoosableAPIMixin:
    """An API that lists, finds and details only what its user may choose."""

    model: type[Model]
    request: AdminRequest

    def get_queryset(self) -> QuerySet[Model]:
        allowed = choosable(self.model, self.request.user)
        rows: QuerySet[Model] = super().get_queryset()  # type: ignore[misc] # of Wagtail's API
        return rows.filter(pk__in=allowed.values("pk"))


class ImagesAPI(ChoosableAPIMixin, ImagesAdminAPIViewSet):
    pass


class DocumentsAPI(ChoosableAPIMixin, DocumentsAdminAPIViewSet):
    pass


class IsolatedBulkActionMixin(BulkAction):
    """A bulk action that leaves out what the user may not view, instead of refusing it by name."""

    def get_actionable_objects(self) -> tuple[list[Model], dict[str, list[Model]]]:
        rows, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        visible = [row for row in refused if can_view(self.request.user, row)]
        return rows, others | {"items_with_no_access": visible}


def isolate(action: type[BulkAction]) -> type[BulkAction]:
    """Return a subclass of the bulk action that leaves out what the user may not view."""
    return type(action.__name__, (IsolatedBulkActionMixin, action), {})


class MoveBulkAction(IsolatedBulkActionMixin, of_pages.MoveBulkAction):
    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form: Form = super().get_form(form_class)
        chooser: Any = form.fields["chooser"]
        chooser.queryset = choosable(Page, self.request.user)
        return form


BULK_ACTIONS = [
    MoveBulkAction,
    *map(
        isolate,
        [
            of_pages.DeleteBulkAction,
            PublishBulkAction,
            of_pages.UnpublishBulkAction,
            SubmitBulkAction,
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
    """The history of the site, without actions on pages that the user does not work on.

    Wagtail shows everybody those on the pages above their own. Those on deleted pages stay.
    """

    def filter_queryset(self, queryset: QuerySet[ModelLogEntry]) -> QuerySet[ModelLogEntry]:
        queryset = super().filter_queryset(queryset)
        if queryset.model is not PageLogEntry:
            return queryset
        is_deleted = ~Exists(Page.objects.filter(pk=OuterRef("page")))
        own = pages_to_work_on(self.request.user).values("pk")
        return queryset.filter(is_deleted | Q(page__in=own))
