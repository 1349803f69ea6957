"""The forms of the administration: where they are, and what a browser would send of them."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse

from wagtail import blocks
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Collection, Workflow, get_page_models
from wagtail.snippets.models import get_snippet_models

from lxml.html import FormElement, document_fromstring

from portal.blocks.rich_text_area import RichTextArea
from portal.fields import StreamField
from portal.models import User
from portal.workflow.tasks import ReviewTask

Write = Callable[[str], str]


def page_forms() -> Iterator[str]:
    """The addresses of the editor, for a page of each type."""
    for model in get_page_models():
        page = model.objects.filter(depth__gt=1).first()
        if page and page.specific_class is model:
            yield reverse("wagtailadmin_pages:edit", args=[page.pk])


def creation_forms() -> Iterator[str]:
    """The addresses of the editor, for a new page of each type."""
    for model in get_page_models():
        page = model.objects.filter(depth__gt=2).last()
        parent = page and page.get_parent().specific
        if parent and model in parent.creatable_subpage_models() and model.can_create_at(parent):
            name = model._meta.app_label, model._meta.model_name
            yield reverse("wagtailadmin_pages:add", args=[*name, parent.pk])


def other_forms() -> Iterator[str]:
    """The addresses of the forms of snippets, settings, people and of what Wagtail keeps."""
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        yield reverse(viewset.get_url_name("add"))
        yield from (
            reverse(viewset.get_url_name("edit"), args=[row.pk]) for row in model.objects.all()[:1]
        )
    for model in registry:
        name = model._meta.app_label, model._meta.model_name
        yield reverse("wagtailsettings:edit", args=name)
    rows = {
        "wagtailusers_users": User,
        "wagtailusers_groups": Group,
        "wagtailadmin_collections": Collection,
        "wagtailredirects": Redirect,
        "wagtailimages": apps.get_model("portal", "Image"),
        "wagtaildocs": apps.get_model("portal", "Document"),
        "bundles": apps.get_model("portal", "Bundle"),
    }
    for name, model in rows.items():
        row = model.objects.order_by("pk").last()
        yield from [reverse(f"{name}:edit", args=[row.pk])] if row else []
    for name in ("wagtailusers_users", "wagtailusers_groups", "wagtailadmin_collections"):
        yield reverse(f"{name}:add")
    yield reverse("wagtailredirects:add")
    yield reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.last().pk])
    yield reverse("wagtailadmin_workflows:edit_task", args=[ReviewTask.objects.last().pk])
    yield reverse("wagtailadmin_workflows:add_task", args=["portal", "reviewtask"])
    yield reverse("wagtailadmin_account")


class Screen(NamedTuple):
    """A screen of the administration with a form."""

    address: str  # to which the form is sent
    form: FormElement
    fields: dict[str, forms.Field]  # by their names in the form
    instance: models.Model | None  # what the form creates or edits


def read_screen(client, address: str) -> Screen:
    """The screen at this address, with its largest form."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    if response.redirect_chain:
        address = response.redirect_chain[-1][0]
    elements = [
        form
        for form in document_fromstring(response.content.decode()).xpath("//form")
        if form.method == "POST"
    ]
    fields = {}
    for form in forms_of(response):
        fields |= {form[name].html_name: field for name, field in form.fields.items()}
    element = max(elements, key=lambda form: len(list(form.inputs)))
    instance = getattr(response.context.get("form"), "instance", None)
    return Screen(address, element, fields, instance)


def forms_of(response) -> Iterator[forms.BaseForm]:
    """The forms of a screen, those of rows after that which holds them."""
    contexts = [context for layers in response.context for context in layers.dicts]
    values = {id(value): value for context in contexts for value in context.values()}
    for form in values.values():
        if isinstance(form, forms.BaseForm):
            yield form
            for rows in getattr(form, "formsets", {}).values():
                yield from rows


def sent_fields(form: FormElement) -> dict[str, list[str]]:
    """What a browser sends of the form as it stands, without the rows that it may add."""
    for field in form.xpath(".//input[not(@value or @type='checkbox' or @type='radio')]"):
        field.set("value", "")  # or lxml would leave it out
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            sent.setdefault(name, []).append((value or "").removeprefix("\n"))
    return sent


def stream_fields(instance: models.Model | None, write: Write = str) -> dict[str, str]:
    """What the editor's script sends of the blocks of an object, each text changed by `write`."""
    sent = {}
    for field in instance._meta.get_fields() if instance else []:
        if isinstance(field, StreamField):
            value = getattr(instance, field.name)
            sent |= block_fields(value.stream_block, value, field.name, write)
    return sent


def block_fields(block: blocks.Block, value: Any, prefix: str, write: Write) -> dict[str, str]:
    """What the editor's script sends of a block, by the names of its fields."""
    if isinstance(block, blocks.BaseStreamBlock):
        return items_fields(value, prefix, write)
    if isinstance(block, blocks.ListBlock):
        return items_fields(value.bound_blocks, prefix, write)
    if isinstance(block, blocks.BaseStructBlock):
        sent = {}
        for name, child in block.child_blocks.items():
            sent |= block_fields(child, value.get(name), f"{prefix}-{name}", write)
        return sent
    if isinstance(block, TypedTableBlock):
        return table_fields(value, prefix, write)
    shown = block.get_form_state(value)
    if isinstance(block.field.widget, RichTextArea):
        return {prefix: write_rich_text(shown, write)}
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return {prefix: write(shown or "")}
    if isinstance(shown, dict):  # of what was chosen
        shown = shown["id"]
    if isinstance(shown, list):  # of a choice
        [shown] = shown or [""]
    return {prefix: "" if shown in (None, False) else str(shown)}


def items_fields(
    children: Sequence[blocks.BoundBlock], prefix: str, write: Write
) -> dict[str, str]:
    sent = {f"{prefix}-count": str(len(children))}
    for number, child in enumerate(children):
        item = f"{prefix}-{number}"
        sent |= {f"{item}-deleted": "", f"{item}-order": str(number), f"{item}-id": child.id or ""}
        sent[f"{item}-type"] = child.block.name
        sent |= block_fields(child.block, child.value, f"{item}-value", write)
    return sent


def table_fields(table: Any, prefix: str, write: Write) -> dict[str, str]:
    sent = {
        f"{prefix}-caption": write(table.caption),
        f"{prefix}-column-count": str(len(table.columns)),
        f"{prefix}-row-count": str(len(table.row_data)),
    }
    for number, column in enumerate(table.columns):
        name = f"{prefix}-column-{number}"
        sent |= {f"{name}-type": column["block"].name, f"{name}-order": str(number)}
        sent |= {f"{name}-deleted": "", f"{name}-heading": write(column["heading"])}
    for number, row in enumerate(table.row_data):
        sent |= {f"{prefix}-row-{number}-order": str(number), f"{prefix}-row-{number}-deleted": ""}
        for place, value in enumerate(row["values"]):
            name = f"{prefix}-cell-{number}-{place}"
            sent |= block_fields(table.columns[place]["block"], value, name, write)
    return sent


def write_rich_text(source: str, write: Write) -> str:
    """The JSON of the rich text editor with each of its paragraphs written anew."""
    content = json.loads(source)
    for paragraph in content["blocks"]:
        paragraph["text"] = write(paragraph["text"])
    return json.dumps(content)
