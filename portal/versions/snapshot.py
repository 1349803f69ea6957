"""A page as it reads at this moment, to be kept: nothing of it is read from elsewhere again."""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from django.utils.translation import override

from wagtail.models import Page

from bs4 import BeautifulSoup

from portal.blocks.plain_text import WRITERS
from portal.media.models import Document, Image, Media, Upload
from portal.wagtail_internals.content import references_of

# These show the words of other pages, which may be taken back one day: their own words are kept.
OF_OTHERS = {"see_also", "buttons", "cards", "callout"}
LEFT_OUT = ["script", "style", "button", "form", "iframe", "progress", ".app-blank"]
ATTRIBUTES = {"class", "lang", "href", "cite", "datetime", "scope", "start", "colspan", "rowspan"}
OUTSIDE = ("https://", "http://", "mailto:", "tel:")


@override("fr")
def rendered(page: Page) -> str:
    """The text with its titles, lists and tables; its pictures are told in words.

    Their files may be replaced or become private. An address inside the portal may lead elsewhere.
    """
    page.fetch_all()
    blocks = [
        (block, WRITERS[block.block_type](block.value) if block.block_type in OF_OTHERS else "")
        for block in page.body
    ]
    html = render_to_string(page.frozen_template, {"page": page, "blocks": blocks})
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.select(", ".join(LEFT_OUT)):
        node.decompose()
    for node in soup.select("picture, img, video"):
        if not node.decomposed and node.parent:
            node.replace_with(in_words(node))
    for link in soup.select("a"):
        if not link.get("href", "").startswith(OUTSIDE):
            link.unwrap()
    for node in soup.find_all(True):
        node.attrs = {name: value for name, value in node.attrs.items() if name in ATTRIBUTES}
    return str(soup).strip()


def in_words(node) -> BeautifulSoup:
    picture = node if node.name == "img" else node.find("img")
    context = {"alt": picture.get("alt", "") if picture else node.get("aria-label", "")}
    return BeautifulSoup(render_to_string("portal/versions/_picture.html", context), "html.parser")


def files(page: Page) -> list[dict]:
    """The pictures, documents and videos of a page, each with the fingerprint of its file."""
    types = {
        found.pk: model
        for model, found in ContentType.objects.get_for_models(Image, Document, Media).items()
    }
    keys = {}
    for kind, key, *_path in references_of(page):
        if kind in types:
            keys.setdefault(types[kind], set()).add(int(key))
    found = [row for model in keys for row in model.objects.filter(pk__in=keys[model])]
    return sorted(map(described, found), key=lambda file: (file["kind"], file["key"]))


def described(upload: Upload) -> dict:
    return {
        "kind": str(upload._meta.verbose_name),
        "key": upload.pk,
        "title": name_of(upload),
        "credit": getattr(upload, "credit", ""),
        "sha256": digest_of(upload.file),
    }


def name_of(upload: Upload) -> str:
    """As readers know it: the title of an image is for those who choose it."""
    return upload.default_alt_text if isinstance(upload, Image) else upload.title


def digest_of(file) -> str:
    """Empty for a file that is not there: the text is published all the same."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
