"""The lists of texts in the administration, with what tells one text from another."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.db.models.fields.json import KeyTextTransform
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageListingMixin
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.core.datetimes import HOUR_FORMAT, PARIS


class DraftColumn(Column):
    """What the latest text of a page says, be it a draft, in a field of this name."""

    def get_value(self, instance: Page) -> str:
        return getattr(instance, f"draft_{self.name}") or ""


class DraftKindColumn(DraftColumn):
    def get_value(self, instance: Page) -> str:
        value = super().get_value(instance)
        return str(dict(instance.Kind.choices).get(value, value))


class DraftDateColumn(DraftColumn):
    """A day, or a day and an hour of Paris."""

    def get_value(self, instance: Page) -> str:
        value = super().get_value(instance)
        if day := parse_date(value):
            return date_format(day, "d/m/Y")
        moment = parse_datetime(value) if value else None
        return date_format(moment.astimezone(PARIS), f"d/m/Y {HOUR_FORMAT}") if moment else ""


class DraftsMixin(PageListingMixin):
    """A list whose columns tell the latest texts, with one query for all rows of a relation."""

    relations: tuple[str, ...] = ()  # rows that the columns show

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        values = {
            f"draft_{column.name}": KeyTextTransform(column.name, "latest_revision__content")
            for column in self.columns
            if isinstance(column, DraftColumn)
        }
        annotated: PageQuerySet = super().annotate_queryset(pages.annotate(**values))
        return annotated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        prefetch_related_objects(list(context["object_list"]), *self.relations)
        return context


class PublicationIndexView(DraftsMixin, ExplorableIndexView):
    """The texts of a section: no page stands below them."""

    @cached_property
    def explorable_columns(self) -> list[Column]:
        return [column for column in super().explorable_columns if column.name != "navigate"]


class PublicationUsageView(DraftsMixin, ContentTypeUseView):
    """The texts of a type, from the report of the types of pages."""


class PublicationViewSet(PageViewSet):
    """The lists of the texts of a type; a subclass names the model and adds columns."""

    index_view_class = PublicationIndexView
    content_type_use_view_class = PublicationUsageView
    own_columns: tuple[Column, ...] = (DraftDateColumn("date", label=_("Date du texte")),)
    relations: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Column]:
        title, *others = ExplorableIndexView.base_columns[1:]
        remaining = [column for column in others if column.name not in ("parent", "type")]
        return [ExplorableIndexView.base_columns[0], title, *self.own_columns, *remaining]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return options | {"relations": self.relations}
