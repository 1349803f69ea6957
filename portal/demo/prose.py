"""From plain text, as one types it, to body blocks with French typography.

Paragraphs are parted by blank lines; `## ` and `### ` open headings, `- ` an item of a list.
Bold, superscripts and links are written in HTML. No-break spaces are put in here, so that the
prose of the demonstration stays readable in its source.
"""

import re
from itertools import groupby
from textwrap import dedent

from portal.core.typography import insert_no_break_spaces


def line(text: str) -> str:
    """Text wrapped over several lines of the source, as one line."""
    return insert_no_break_spaces(" ".join(text.split()))


def html(text: str) -> str:
    """Paragraphs and lists, as the HTML of a rich text field."""
    return "".join(markup(chunk) for chunk in chunks(text))


def prose(text: str) -> list[dict]:
    """Paragraph and heading blocks; neighbouring paragraphs and lists share one block."""
    blocks = []
    for is_heading, group in groupby(chunks(text), key=lambda chunk: chunk.startswith("#")):
        if is_heading:
            blocks += [heading(chunk) for chunk in group]
        else:
            value = "".join(markup(chunk) for chunk in group)
            blocks.append({"type": "paragraph", "value": value})
    return blocks


def heading(chunk: str) -> dict:
    marks, text = chunk.split(" ", 1)
    return {"type": "heading", "value": {"text": line(text), "level": f"h{len(marks)}"}}


def chunks(text: str) -> list[str]:
    return [chunk for chunk in re.split(r"\n\s*\n", dedent(text).strip()) if chunk]


def markup(chunk: str) -> str:
    if not chunk.startswith("- "):
        return f"<p>{line(chunk)}</p>"
    items = re.split(r"^- ", chunk, flags=re.MULTILINE)[1:]
    return "<ul>" + "".join(f"<li>{line(item)}</li>" for item in items) + "</ul>"
