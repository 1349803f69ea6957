"""Private parts that concern pages, blocks, forms and files. It imports nothing of the portal."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from wagtail.blocks import StreamValue
from wagtail.blocks import base as blocks
from wagtail.models import AbstractGroupApprovalTask, Page, ReferenceIndex

if TYPE_CHECKING:
    FormBase = forms.ModelForm[Any]
else:
    FormBase = object


class Reference(NamedTuple):
    """What an object refers to, and where in it."""

    content_type: int  # the key of the type of what is referred to
    key: str  # of what is referred to
    model_path: str  # of fields and blocks: "body.cards.item.image"
    content_path: str  # the same, with the identifiers of the blocks


def references_of(instance: models.Model) -> Iterator[Reference]:
    """Yield what the object refers to, as it is in memory: Wagtail's index holds what was saved.

    Read in Wagtail 7.4.4: `ReferenceIndex._extract_references_from_object`.
    """
    return map(Reference._make, ReferenceIndex._extract_references_from_object(instance))


def is_in_groups_of(task: AbstractGroupApprovalTask, user: models.Model) -> bool:
    """Whether the user is in one of the task's groups, asked once for a user object.

    The public methods of the task say yes to superusers too.

    Read in Wagtail 7.4.4: `AbstractGroupApprovalTask._user_in_groups`.
    """
    is_member: bool = task._user_in_groups(user)
    return is_member


class DamagedStream(StreamValue):
    """Blocks that did not come whole from the editor: those that could be read, or none.

    Read in Wagtail 7.4.4: `StreamValue` takes triples of a type, a value and an identifier.
    """


class BlockWidget(blocks.BlockWidget):
    """Describes its blocks to the editor's script once, a sixth of what opening the editor costs.

    Each form has a copy of the widget; all of them share what the first one made.

    Read in Wagtail 7.4.4: `js_context` and `block_json` are made when they are first asked for,
    and Django copies a widget without copying its attributes. `value_from_datadict` raises what
    it likes when the editor's own fields are missing or wrong.
    """

    def __init__(self, block_def: blocks.Block, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(block_def, attrs)
        self.description: dict[str, Any] = {}

    def describe(self) -> dict[str, Any]:
        """Return the description of the blocks; make it if no copy of this widget made it."""
        if not self.description:
            self.description |= {
                "js_context": super().js_context,
                "block_json": super().block_json,
            }
        return self.description

    def value_from_datadict(
        self, data: QueryDict, files: MultiValueDict[str, Any], name: str
    ) -> StreamValue:
        """Return the blocks; a DamagedStream with those that could be read, if not all could."""
        counts = missing_counts(data, name)
        if counts:
            data = data.copy()
            data.update(counts)
        try:
            value = super().value_from_datadict(data, files, name)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return DamagedStream(self.block_def, [])
        if not counts:
            return value
        blocks = [(child.block_type, child.value, child.id) for child in value]
        return DamagedStream(self.block_def, blocks)

    @property
    def js_context(self) -> Any:
        return self.describe()["js_context"]

    @property
    def block_json(self) -> str:
        block_json: str = self.describe()["block_json"]
        return block_json


def missing_counts(data: QueryDict, name: str) -> dict[str, str]:
    """Return the counts of the lists below this name that are missing or wrong, by their fields.

    Read in Wagtail 7.4.4: items, columns and rows have fields "list-0-order", and their list a
    field "list-count".
    """
    item = re.compile(rf"({re.escape(name)}(?:-.+)?)-(\d{{1,4}})-order")
    numbers: dict[str, int] = {}
    for match in filter(None, map(item.fullmatch, data)):
        numbers[match[1]] = max(numbers.get(match[1], 0), int(match[2]) + 1)
    counts = {f"{each}-count": number for each, number in numbers.items()}
    return {
        field: str(number)
        for field, number in counts.items()
        if not re.fullmatch(r"[0-9]{1,4}", given := str(data.get(field))) or int(given) > number
    }


class InstanceCheckMixin(FormBase):
    """Of a model form: it checks its instance as a whole, once this holds what was typed.

    `clean` comes too early for that: the instance is as it was before.

    Read in Django 5.2.19: `BaseModelForm._post_clean` fills and validates the instance last.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # private: absent from the stubs
        self.check_instance()

    def check_instance(self) -> None:
        """Add to the form the errors of the instance; to extend."""


def is_stored(file: FieldFile) -> bool:
    """Whether the storage has the file already: False for what a form or a script just brought.

    Read in Django 5.2.19: `FieldFile._committed`.
    """
    is_committed: bool = file._committed  # type: ignore[attr-defined]  # private: absent from the stubs
    return is_committed


def is_prefetched(instance: models.Model, name: str) -> bool:
    """Whether `prefetch_related` fetched the rows of this relation.

    Read in Django 5.2.19: `_prefetched_objects_cache`, which an object has once it is needed.
    """
    return name in getattr(instance, "_prefetched_objects_cache", {})


def path_below(parent: Page, number: int) -> str:
    """Return the path in the tree of the parent's child that has this number, counted from 1.

    Read in django-treebeard 5.3.1: `MP_Node._get_path`.
    """
    path: str = Page._get_path(parent.path, parent.depth + 1, number)
    return path
