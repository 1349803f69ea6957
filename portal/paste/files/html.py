"""The HTML of pandoc, as the reader of pasted HTML understands it."""

import re

from django.utils.text import slugify
from django.utils.translation import gettext as _

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

STYLE = "data-custom-style"  # the name of a style, as pandoc tells it
CONTENTS = re.compile(r"toc (?:heading|\d)", re.IGNORECASE)
HEADINGS = [f"h{level}" for level in range(1, 7)]


def adapt(html: str) -> tuple[str, str]:
    """Return the HTML with named styles as classes, and notes as a part of the text.

    Beside it, the text of Word's table of contents, which is left out.
    """
    soup = BeautifulSoup(html, "html.parser")
    contents = [tag.extract().text for tag in soup.find_all(True, {STYLE: CONTENTS})]
    for tag in soup.find_all(True, {STYLE: True}):
        tag["class"] = slugify(str(tag[STYLE]))
    for reference in soup.select("a.footnote-ref"):
        reference.unwrap()
    for link in soup.select("a.footnote-back"):
        link.decompose()
    for notes in soup.select("section.footnotes"):
        add_heading(soup, notes)
    return str(soup), "".join(contents)


def add_heading(soup: BeautifulSoup, notes: Tag) -> None:
    """Put a heading above the notes, of the highest level that the text has below its title."""
    names = {tag.name for tag in soup.select(", ".join(f"{name}:not(.title)" for name in HEADINGS))}
    heading = soup.new_tag(min(names, default=HEADINGS[1]))
    heading.append(NavigableString(_("Notes")))
    notes.insert(0, heading)
