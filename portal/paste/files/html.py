"""The HTML of pandoc, as the reader of pasted HTML understands it."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

HEADINGS = [f"h{level}" for level in range(1, 7)]


def adapt(html: str) -> str:
    """Return the HTML with named styles as classes, and notes as a part of the text."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select("[data-custom-style]"):
        tag["class"] = slugify(str(tag["data-custom-style"]))
    for reference in soup.select("a.footnote-ref"):
        reference.unwrap()
    for link in soup.select("a.footnote-back"):
        link.decompose()
    for notes in soup.select("section.footnotes"):
        add_heading(soup, notes)
    return str(soup)


def add_heading(soup: BeautifulSoup, notes: Tag) -> None:
    """Put a heading above the notes, of the highest level that the text has below its title."""
    names = {tag.name for tag in soup.select(", ".join(f"{name}:not(.title)" for name in HEADINGS))}
    heading = soup.new_tag(min(names, default=HEADINGS[1]))
    heading.append(NavigableString(_("Notes")))
    notes.insert(0, heading)
