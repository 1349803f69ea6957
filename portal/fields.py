"""Model fields of the portal.

`StreamField` keeps its blocks out of migrations. Blocks change often and the database does not
depend on them: written into migrations they would weigh megabytes. So a migration sees the field
without blocks; `to_python` then returns the stored JSON as it is, or saving a page in a data
migration would empty its body.

Blocks and rows that cannot be read are left out; `omitted` of the value names them, with the keys
of their blocks in the editor.
"""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.functional import cached_property

from wagtail import fields

from portal.core.streams import keep_sound
from portal.wagtail_internals.content import BlockWidget

if TYPE_CHECKING:
    FieldBase = models.Field[Any, Any]
    BooleanField = models.BooleanField[bool, bool]
    DateTimeField = models.DateTimeField[datetime.datetime | None, datetime.datetime | None]
else:
    FieldBase, BooleanField, DateTimeField = object, models.BooleanField, models.DateTimeField


class StreamField(fields.StreamField):
    """Wagtail's StreamField without blocks in migrations, and with one widget for all forms."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return the field's arguments for migrations, without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [[]], kwargs

    def to_python(self, value: Any) -> Any:
        if not self.stream_block.child_blocks:
            return value
        omitted: list[tuple[str, str]] = []
        sound = keep_sound(self.stream_block, value, lambda *omission: omitted.append(omission))
        stream = super().to_python(sound)
        if omitted:
            stream.omitted = omitted
        return stream

    def get_prep_value(self, value: Any) -> Any:
        if not self.stream_block.child_blocks:
            return value
        return super().get_prep_value(value)

    def get_default(self) -> Any:
        if not self.stream_block.child_blocks:
            return []
        return super().get_default()

    @cached_property
    def widget(self) -> BlockWidget:
        return BlockWidget(self.stream_block)

    def formfield(self, **kwargs: Any) -> forms.Field:
        field: forms.Field = super().formfield(**{"widget": self.widget} | kwargs)
        return field


class TriggeredMixin(FieldBase):
    """A field that only triggers of the database change: saving an old instance leaves it alone."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the default for a new row, and the column itself for an existing one."""
        return self.get_default() if add else models.F(self.attname)


class TriggeredBooleanField(TriggeredMixin, BooleanField):
    """A column of triggers that starts as false."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"default": False, "editable": False})


class TriggeredDateTimeField(TriggeredMixin, DateTimeField):
    """A column of triggers on a page, which revisions do not contain either."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fixed = {"null": True, "editable": False, "serialize": False}
        super().__init__(*args, **kwargs | fixed)
