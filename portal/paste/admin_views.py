"""What the editor asks when something is brought: an address for each place to paste, and files."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from portal.admin_access import AdminRequest
from portal.blocks.choosers import RichTextBlock
from portal.blocks.rich_text_area import conform, read_content_state
from portal.core.snippets import MediaContact, Place
from portal.media.models import Image
from portal.paste import files, head, report
from portal.paste.blocks import NO_IMAGES, cell_state, make_blocks, table_state
from portal.paste.comments import make_comments
from portal.paste.content_state import cell_text, flatten, make_content_state
from portal.paste.corrections import find_corrections
from portal.paste.forms import BroughtForm, ClipboardForm, FileForm, TableForm
from portal.paste.pieces import Document, Piece

FIELD_DATE_FORMAT = "d/m/Y"  # that of the fields of the administration


def refuse(form: BroughtForm) -> JsonResponse:
    messages = [str(message) for errors in form.errors.values() for message in errors]
    return JsonResponse({"error": " ".join(messages)}, status=400)


def render(name: str, document: Document, pieces: list[Piece], **context: Any) -> str:
    """Return a part of the dialog, about these pieces of the document."""
    context |= {
        "pieces": report.describe_pieces(pieces),
        "changes": report.describe_changes(pieces),
        "left_out": report.describe_left_out(document),
        "leftovers": document.leftovers,
        "has_blocks": report.has_blocks(pieces),
        "lacks_author": report.lacks_author(make_blocks(pieces)),
    }
    return render_to_string(f"portal/paste/{name}.html", context)


@require_POST
def paste_text(request: HttpRequest) -> JsonResponse:
    """Answer what a rich text can hold of the clipboard, and the blocks that hold all of it."""
    form = ClipboardForm(request.POST)
    if not form.is_valid():
        return refuse(form)
    if state := form.cleaned_data["state"]:  # copied in another field of the editor
        content = conform(read_content_state(state), RichTextBlock.FEATURES)
        return JsonResponse({"content": content, "asks": False})
    document = form.document
    can_split = form.cleaned_data["can_split"] and report.has_blocks(document.pieces)
    return JsonResponse(
        {
            "content": make_content_state(flatten(document.pieces)),
            "is_empty": not document.pieces,
            "blocks": make_blocks(document.pieces) if can_split else [],
            "asks": report.has_blocks(document.pieces) or report.must_ask(document),
            "question": render("question", document, document.pieces, can_split=can_split),
            "notice": render("notice", document, document.pieces),
        }
    )


@require_POST
def paste_table(request: HttpRequest) -> JsonResponse:
    """Answer the cells of the first table that the clipboard holds."""
    form = TableForm(request.POST)
    if not form.is_valid():
        return refuse(form)
    table = form.table
    size = report.describe_size(table)
    cells = [
        [{"text": cell_text(cell), "rich_text": cell_state(cell, "rich_text")} for cell in row]
        for row in table.rows
    ]
    value = table_state(table)["value"]
    is_plain = all(column["type"] == "text" for column in value["columns"])
    return JsonResponse(
        {
            "cells": cells,
            "value": value,
            "has_header": table.has_header,
            "notice": render("table_notice", form.document, [table], size=size, is_plain=is_plain),
        }
    )


@require_POST
def paste_page(request: HttpRequest) -> JsonResponse:
    """Answer what the clipboard puts in the fields of a page, and the blocks of its body."""
    form = ClipboardForm(request.POST)
    return answer_page(form) if form.is_valid() else refuse(form)


@require_POST
def paste_file(request: AdminRequest) -> JsonResponse:
    """Answer what a file puts in a page; add its pictures to those of the portal at last."""
    collection = files.find_collection(request.user)
    form = FileForm(request.POST, request.FILES, can_add_images=collection is not None)
    if not form.is_valid():
        return refuse(form)
    sources = files.find_sources(form.text_file)
    images: dict[str, Image] = {}
    if collection and form.cleaned_data["is_final"]:
        pictures = form.document.iter_pictures()
        images, refused = files.add_images(pictures, sources, collection, request.user)
        form.document.leftovers += refused
    return answer_page(
        form,
        images,
        is_file=True,
        picture_count=len(sources) if collection else 0,
        comment_count=len(form.document.comments),
        revisions=files.count_revisions(form.text_file),
        **{name: form.cleaned_data[name] for name in form.CHOICES},
    )


def answer_page(
    form: BroughtForm, images: Mapping[str, Image] = NO_IMAGES, **choices: Any
) -> JsonResponse:
    document = form.document
    parts = head.part(document.pieces, skipped=form.cleaned_data["skipped"])
    choices["corrections"] = find_corrections(document.pieces)
    blocks = make_blocks(parts.body, images)
    comments = document.comments if choices.get("takes_comments") else []
    return JsonResponse(
        {
            "title": parts.title,
            "summary": parts.lead,
            "date": date_format(parts.date, FIELD_DATE_FORMAT) if parts.date else "",
            "place": parts.place and chosen(parts.place),
            "contacts": [chosen(contact) for contact in parts.contacts],
            "blocks": blocks,
            "comments": make_comments(comments, parts, blocks),
            "preview": render("preview", document, parts.body, head=parts, **choices),
            "notice": render("filled", document, parts.body, head=parts),
            "is_empty": not document.pieces,
        }
    )


def chosen(row: MediaContact | Place) -> dict[str, Any]:
    """Return what a chooser holds once somebody chose the row."""
    name = f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}:edit"
    return {"id": row.pk, "string": str(row), "edit_url": reverse(name, args=[row.pk])}
