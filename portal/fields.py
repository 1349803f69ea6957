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
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property

from wagtail import blocks, fields

from portal.core.characters import clean, clean_html, map_strings
from portal.core.streams import keep_sound
from portal.core.text_fields import DAMAGED
from portal.wagtail_internals.content import BlockWidget, DamagedStream
from portal.wagtail_internals.forms import KeepUnchangedMixin

if TYPE_CHECKING:
    FieldBase = models.Field[Any, Any]
    BooleanField = models.BooleanField[bool, bool]
    DateTimeField = models.DateTimeField[datetime.datetime | None, datetime.datetime | None]
else:
    FieldBase, BooleanField, DateTimeField = object, models.BooleanField, models.DateTimeField


class BlockField(KeepUnchangedMixin, blocks.BlockField):
    """The field of a form that reads blocks: their texts are cleaned, also those without a field.

    Blocks whose texts would only be cleaned were not changed.
    """

    def clean(self, value: Any) -> Any:
        """Return the blocks; raise ValidationError when they are wrong or did not come whole."""
        if isinstance(value, DamagedStream):
            raise ValidationError(DAMAGED)
        value = super().clean(value)
        data = self.block.get_prep_value(value)
        cleaned = map_strings(clean, data)
        return value if cleaned == data else self.block.to_python(cleaned)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before, after = (
            map_strings(clean_html, self.block.get_prep_value(value)) for value in (initial, data)
        )
        return bool(before != after)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what to show again: what was stored, if no block came."""
        return initial if isinstance(data, DamagedStream) and not data else data


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
        defaults = {"widget": self.widget, "form_class": BlockField}
        field: forms.Field = super().formfield(**defaults | kwargs)
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
