"""Snapshots of a page, to be kept for good: nothing in them is read from elsewhere later."""

import hashlib
from typing import TypeAlias, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils.translation import override

from wagtail.models import Page

from bs4 import BeautifulSoup, Tag

from portal.blocks.plain_text import WRITERS
from portal.media.models import Document, Image, Media
from portal.wagtail_internals.content import references_of

# Blocks that show titles and summaries of other pages. These may be taken back one day: a snapshot
# has plain text in their place, which is of the page alone.
BLOCKS_OF_OTHER_PAGES = {"see_also", "buttons", "cards", "callout"}
REMOVED_ELEMENTS = ["script", "style", "button", "form", "iframe", "progress", ".app-blank"]
KEPT_ATTRIBUTES = {
    *("class", "lang", "href", "cite", "datetime", "scope", "start", "colspan", "rowspan")
}
File: TypeAlias = Image | Document | Media
FILE_MODELS: tuple[type[File], ...] = (Image, Document, Media)
EXTERNAL_URLS = ("https://", "http://", "mailto:", "tel:")


class FileDescription(TypedDict):
    """A file of a page, as a version keeps it."""

    kind: str  # the name of its model in French
    key: int
    title: str
    credit: str
    sha256: str  # in hexadecimal; empty for a file that was not there


@override("fr")
def render_body(page: Page) -> str:
    """Render the page's text with its headings, lists and tables, and its pictures as words.

    Files of pictures may be replaced or become private. Links inside the portal are unwrapped:
    their addresses may lead elsewhere one day.
    """
    page.fetch_all()
    blocks = [
        (
            block,
            WRITERS[block.block_type](block.value)
            if block.block_type in BLOCKS_OF_OTHER_PAGES
            else "",
        )
        for block in page.body
    ]
    html = render_to_string(page.snapshot_template, {"page": page, "blocks": blocks})
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.select(", ".join(REMOVED_ELEMENTS)):
        node.decompose()
    for node in soup.select("picture, img, video"):
        if not node.decomposed and node.parent:
            node.replace_with(describe_picture(node))
    for link in soup.select("a"):
        if not str(link.get("href", "")).startswith(EXTERNAL_URLS):
            link.unwrap()
    for node in soup.find_all(True):
        node.attrs = {name: node.attrs[name] for name in node.attrs if name in KEPT_ATTRIBUTES}
    return str(soup).strip()


def describe_picture(node: Tag) -> BeautifulSoup:
    """Return the words that stand for a picture or a video."""
    picture = node if node.name == "img" else node.find("img")
    alt = picture.get("alt", "") if isinstance(picture, Tag) else node.get("aria-label", "")
    html = render_to_string("portal/versions/_picture.html", {"alt": alt})
    return BeautifulSoup(html, "html.parser")


def describe_files(page: Page) -> list[FileDescription]:
    """Return the pictures, documents and videos of a page, with the digests of their files."""
    content_types = ContentType.objects.get_for_models(*FILE_MODELS)
    types = {content_types[model].pk: model for model in FILE_MODELS}
    keys: dict[type[File], set[int]] = {}
    for kind, key, *_path in references_of(page):
        if kind in types:
            keys.setdefault(types[kind], set()).add(int(key))
    uploads = [upload for model in keys for upload in model.objects.filter(pk__in=keys[model])]
    descriptions = page.picture_words()
    return sorted(
        (describe_file(upload, descriptions) for upload in uploads),
        key=lambda description: (description["kind"], description["key"]),
    )


def describe_file(upload: File, words: dict[int, tuple[str, str]]) -> FileDescription:
    """Return what readers know of a file; `words` are those of the page about its pictures.

    The title of an image is for those who choose it in the administration.
    """
    title, credit = upload.title, ""
    if isinstance(upload, Image):
        title, credit = words.get(upload.pk, (upload.default_alt_text, upload.credit))
    return {
        "kind": str(upload._meta.verbose_name),
        "key": upload.pk,
        "title": title,
        "credit": credit,
        "sha256": file_digest(upload.file),
    }


def file_digest(file: FieldFile) -> str:
    """Return the SHA-256 of a file, in hexadecimal; empty if it is not there.

    A text whose file is missing is published all the same.
    """
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
