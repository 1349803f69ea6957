"""Every date, hour and number that a form asks for is read as French people write it."""

from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.urls import get_resolver

from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, FieldBlock, ListBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField

import pytest

from portal.core.dates import FrenchDateField, FrenchTimeField
from portal.core.datetimes import ParisDateTimeField
from portal.core.numbers import FrenchDecimalField, FrenchFloatField, FrenchIntegerField

READ_IN_FRENCH = {  # the more special kinds first
    forms.DateField: FrenchDateField,
    forms.DateTimeField: ParisDateTimeField,
    forms.TimeField: FrenchTimeField,
    forms.FloatField: FrenchFloatField,
    forms.DecimalField: FrenchDecimalField,
    forms.IntegerField: FrenchIntegerField,
}
OURS = ("portal.", "news.", "press.", "recruitment.")


def is_read_in_french(field: forms.Field) -> bool:
    """Whether the field is typed by nobody, or is no date and no number, or one of ours."""
    if isinstance(field, (forms.DurationField, forms.SplitDateTimeField)):
        return False  # the portal has none: one that comes needs a field of its own
    kinds = [ours for kind, ours in READ_IN_FRENCH.items() if isinstance(field, kind)]
    return field.widget.is_hidden or not kinds or isinstance(field, kinds[0])


def all_subclasses(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield child
        yield from all_subclasses(child)


def all_blocks(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, ListBlock):
        yield from all_blocks(block.child_block)
    elif isinstance(block, (BaseStreamBlock, BaseStructBlock, BaseTypedTableBlock)):
        for child in block.child_blocks.values():
            yield from all_blocks(child)


def test_every_form_reads_dates_and_numbers_in_french():
    _ = get_resolver().url_patterns, get_resolver().reverse_dict  # all views and forms are imported
    wrong = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in all_subclasses(forms.BaseForm)
        if form.__module__.startswith(OURS)
        for name, field in getattr(form, "base_fields", {}).items()
        if not is_read_in_french(field)
    ]
    assert wrong == []


def test_every_field_of_a_model_is_read_in_french_in_the_administration():
    fields = [field for model in apps.get_models() for field in model._meta.fields]
    typed = {field: formfield_for_dbfield(field) for field in fields if field.editable}
    assert [
        str(field) for field, typed in typed.items() if typed and not is_read_in_french(typed)
    ] == []
    assert any(isinstance(each, FrenchDateField) for each in typed.values())


def test_every_screen_of_a_model_reads_dates_and_numbers_in_french():
    from wagtail.admin.panels import get_edit_handler  # needs the applications

    wrong = []
    for model in apps.get_models():
        if not (
            hasattr(model, "edit_handler")
            or hasattr(model, "panels")
            or hasattr(model, "content_panels")
        ):
            continue
        form = get_edit_handler(model).get_form_class()
        wrong += [
            f"{model.__name__}.{name}"
            for name, field in form.base_fields.items()
            if not is_read_in_french(field)
        ]
    assert wrong == []


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(field, id=str(field))
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, StreamField)
    ],
)
def test_every_block_reads_dates_and_numbers_in_french(field):
    blocks = [each for each in all_blocks(field.stream_block) if isinstance(each, FieldBlock)]
    assert [each.name for each in blocks if not is_read_in_french(each.field)] == []
