"""From plain text to body blocks with French typography.

A blank line separates paragraphs; `## ` and `### ` start a heading, `- ` the item of a list. Bold
text, superscripts and links are written in HTML. No-break spaces are inserted here: the sources of
the demonstration have ordinary spaces.
"""

import re
from itertools import groupby
from textwrap import dedent
from typing import Any

from portal.core.typography import typeset

Block = dict[str, Any]  # the type and the value of a block of a StreamField


def line(text: str) -> str:
    """Return the text on one line, wrapped as it may be in the source."""
    return typeset(" ".join(text.split()))


def html(text: str) -> str:
    """Return paragraphs and lists as the HTML of a rich text field."""
    return "".join(chunk_html(chunk) for chunk in split_chunks(text))


def prose(text: str) -> list[Block]:
    """Return blocks of headings and paragraphs; adjacent paragraphs and lists share one block."""
    blocks: list[Block] = []
    for is_heading, chunks in groupby(split_chunks(text), lambda chunk: chunk.startswith("#")):
        if is_heading:
            blocks += [heading(chunk) for chunk in chunks]
        else:
            value = "".join(chunk_html(chunk) for chunk in chunks)
            blocks.append({"type": "paragraph", "value": value})
    return blocks


def heading(chunk: str) -> Block:
    marks, text = chunk.split(" ", 1)
    return {"type": "heading", "value": {"text": line(text), "level": f"h{len(marks)}"}}


def split_chunks(text: str) -> list[str]:
    """Return the headings, paragraphs and lists of the text, without its indentation."""
    return [chunk for chunk in re.split(r"\n\s*\n", dedent(text).strip()) if chunk]


def chunk_html(chunk: str) -> str:
    """Return the HTML of a paragraph or of a list."""
    if not chunk.startswith("- "):
        return f"<p>{line(chunk)}</p>"
    items = re.split(r"^- ", chunk, flags=re.MULTILINE)[1:]
    return "<ul>" + "".join(f"<li>{line(item)}</li>" for item in items) + "</ul>"
