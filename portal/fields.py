"""Fields of the portal's own.

A StreamField keeps its blocks out of migrations. Blocks change every week and the database does not
care: written into migrations they would weigh megabytes. The price is that a migration sees the
field without its blocks; `to_python` then hands the stored JSON through untouched, or saving a page
in a data migration would empty its body.
"""

from django.db import models
from django.utils.functional import cached_property

from wagtail import fields

from portal.wagtail_internals.content import BlockWidget


class StreamField(fields.StreamField):
    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [[]], kwargs

    def to_python(self, value):
        if not self.stream_block.child_blocks:
            return value
        return super().to_python(value)

    def get_prep_value(self, value):
        if not self.stream_block.child_blocks:
            return value
        return super().get_prep_value(value)

    def get_default(self):
        if not self.stream_block.child_blocks:
            return []
        return super().get_default()

    @cached_property
    def widget(self) -> BlockWidget:
        return BlockWidget(self.stream_block)

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": self.widget} | kwargs)


class TriggeredMixin:
    """Written by triggers of the database alone: a row read long ago does not take it back."""

    def pre_save(self, model_instance, add):
        return self.get_default() if add else models.F(self.attname)


class TriggeredBooleanField(TriggeredMixin, models.BooleanField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"default": False, "editable": False})


class TriggeredDateTimeField(TriggeredMixin, models.DateTimeField):
    """Of a page: its revisions do not hold it either."""

    def __init__(self, *args, **kwargs):
        fixed = {"null": True, "editable": False, "serialize": False}
        super().__init__(*args, **kwargs | fixed)
