"""The merger of one shared row into another: a theme, a place, a contact, an occupation.

Pages, other rows and drafts that refer to the first then refer to the second.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search import index

from portal.core.former_slugs import FormerSlug, FormerSlugMixin

Row = models.Model


@transaction.atomic
def merge(row: Row, other: Row) -> None:
    """Make all that refers to the row refer to the other, of its model; then delete the row."""
    users = find_users(row)
    for relation in get_relations(row):
        move_links(relation.field, row, other)
    for user in users:
        move_blocks(user, row, other)
    move_drafts(row, other)
    if isinstance(row, FormerSlugMixin):
        FormerSlug.objects.hand_over(row, other)
    row.delete()
    for user in users:
        saved = type(user)._default_manager.get(pk=user.pk)
        index.insert_or_update_object(saved)
        ReferenceIndex.create_or_update_for_object(saved)


def find_users(row: Row) -> list[Row]:
    """Return the pages and other rows that refer to the row, each once."""
    users = [user for user, _references in ReferenceIndex.get_grouped_references_to(row)]
    for relation in get_relations(row):  # Wagtail's index knows nothing of tags
        links = relation.field.model._base_manager.filter(**{relation.field.name: row})
        users += map(find_owner, links)
    specific = [user.specific if isinstance(user, Page) else user for user in users]
    return list({(user._meta.label, user.pk): user for user in specific}.values())


def find_owner(link: Row) -> Row:
    """Return the page of which the link is a part, or the link itself."""
    for field in link._meta.fields:
        if isinstance(field, ParentalKey):
            owner: Row = getattr(link, field.name)
            return owner
    return link


def get_relations(row: Row) -> Iterator[Any]:
    """Yield the relations of other models to that of the row, those without a name too."""
    for field in row._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one):
            yield field


def move_links(field: models.Field[Any, Any], row: Row, other: Row) -> None:
    """Move the links of one field to the other row; a link that is there twice is there once."""
    for link in field.model._base_manager.filter(**{field.name: row}):
        if is_there(link, field, other):
            link.delete()
        else:
            field.model._base_manager.filter(pk=link.pk).update(**{field.name: other})


def is_there(link: Row, field: models.Field[Any, Any], other: Row) -> bool:
    """Whether a unique constraint forbids a second link like this one to the other row."""
    unique = [
        constraint.fields
        for constraint in link._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    for names in [*unique, *link._meta.unique_together]:
        if field.name in names:
            values = {name: getattr(link, name) for name in names} | {field.name: other}
            if type(link)._base_manager.filter(**values).exclude(pk=link.pk).exists():
                return True
    return bool(field.unique)


def move_blocks(user: Row, row: Row, other: Row) -> None:
    """Move what the blocks of a page choose."""
    saved = type(user)._default_manager.get(pk=user.pk)
    for field in saved._meta.get_fields():
        if isinstance(field, StreamField):
            raw = json.loads(field.value_to_string(saved) or "[]")
            if replace_in_block(field.stream_block, raw, row, other):
                rows = type(saved)._base_manager.filter(pk=saved.pk)
                rows.update(**{field.name: json.dumps(raw)})


def move_drafts(row: Row, other: Row) -> None:
    """Move what the latest revisions hold, and those that are scheduled."""
    latest = Page.objects.filter(latest_revision=OuterRef("pk"))
    revisions = Revision.objects.filter(Q(Exists(latest)) | Q(approved_go_live_at__isnull=False))
    for revision in revisions.select_related("content_type").iterator(100):
        model = revision.content_type.model_class()
        if model and replace_in_content(model, revision.content, row, other):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def replace_in_content(model: type[Row], content: dict[str, Any], row: Row, other: Row) -> bool:
    """Replace the row in the content of a revision; return whether it was there."""
    is_changed = False
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and isinstance(row, field.remote_field.model):
            if content.get(field.name) == row.pk:
                content[field.name], is_changed = other.pk, True
        elif isinstance(field, StreamField) and content.get(field.name):
            raw = json.loads(content[field.name])
            if replace_in_block(field.stream_block, raw, row, other):
                content[field.name], is_changed = json.dumps(raw), True
    for relation in get_all_child_relations(model):
        links = content.get(relation.get_accessor_name(), [])
        for link in links:
            if replace_in_content(relation.related_model, link, row, other):
                is_changed = True
        if is_changed:
            content[relation.get_accessor_name()] = list(without_repetition(links))
    return is_changed


def without_repetition(links: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the links that say something else than those before, but for their key and place."""
    seen = []
    for link in links:
        said = {name: value for name, value in link.items() if name not in ("pk", "sort_order")}
        if said not in seen:
            seen.append(said)
            yield link


def replace_in_block(block: blocks.Block, raw: Any, row: Row, other: Row) -> bool:
    """Replace the row in the stored data of a block, in place; return whether it was there."""
    replaced = [replace_child(*child, row, other) for child in find_children(block, raw)]
    return any(replaced)  # once all of them are done


def find_children(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any, Any]]:
    """Yield the blocks within a block, each with what holds its data and under which key."""
    if isinstance(block, blocks.StreamBlock):
        for item in raw or []:
            if child := block.child_blocks.get(item["type"]):
                yield child, item, "value"
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or []):
            holds_value = isinstance(item, dict) and item.get("type") == "item"
            yield (
                (block.child_block, item, "value")
                if holds_value
                else (
                    block.child_block,
                    raw,
                    number,
                )
            )
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if raw and name in raw:
                yield child, raw, name


def replace_child(block: blocks.Block, holder: Any, key: Any, row: Row, other: Row) -> bool:
    if isinstance(block, ChooserBlock):
        is_row = isinstance(row, block.model_class) and holder[key] == row.pk
        if is_row:
            holder[key] = other.pk
        return is_row
    return replace_in_block(block, holder[key], row, other)
