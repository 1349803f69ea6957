"""The comments of a file, as those of the editor: each on the words that it is about."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.blocks.rich_text_area import utf16_length
from portal.paste.blocks import State
from portal.paste.files.leftovers import bare
from portal.paste.head import Head
from portal.paste.pieces import Comment

Place = dict[str, Any]  # the field, or the number of the block; in the block, the path and position


def make_comments(comments: Iterable[Comment], head: Head, blocks: list[State]) -> list[State]:
    """Return the comments with their places in the page."""
    return [
        place | {"text": describe(comment, bool(place["position"]))}
        for comment in comments
        for place in [find_place(comment, head, blocks)]
    ]


def describe(comment: Comment, is_on_passage: bool) -> str:
    """Return the text of a comment, with its author and what nothing else says it is about."""
    author = comment.author or _("Auteur inconnu")
    values = {"author": author, "text": comment.text, "passage": comment.passage}
    if is_on_passage or not comment.passage:
        return _("%(author)s, dans le fichier\u00a0: %(text)s") % values
    return _("%(author)s, dans le fichier, sur «\u00a0%(passage)s\u00a0»\u00a0: %(text)s") % values


def find_place(comment: Comment, head: Head, blocks: list[State]) -> Place:
    """Return where the paragraph of a comment stands; the title where it stands nowhere."""
    letters = bare(comment.paragraph)
    for number, block in enumerate(blocks) if letters else ():
        for path, position in iter_places(comment, letters, block):
            return {"block": number, "path": path, "position": position}
    is_lead = bool(letters) and letters in bare(head.lead)
    return {"field": "summary" if is_lead else "title", "position": ""}


def iter_places(comment: Comment, letters: str, block: State) -> Iterator[tuple[str, str]]:
    """Yield the path in a block of what says the paragraph, and the position of its passage."""
    value = block["value"]
    if block["type"] == "paragraph":
        for line in json.loads(value)["blocks"]:
            if letters in bare(line["text"]):
                yield "", json.dumps([locate(comment.passage, line)])
    elif letters in bare(str(value.get("text", ""))):
        yield ".text", ""


def locate(passage: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return the range of a passage in a line of a rich text; that of all of it without one."""
    text = line["text"]
    place = text.find(passage)
    before, within = (text[:place], passage) if passage and place >= 0 else ("", text)
    start = utf16_length(before)
    return {"key": line["key"], "start": start, "end": start + utf16_length(within)}
