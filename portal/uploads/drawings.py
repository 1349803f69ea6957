"""The SVG drawings inside documents: shapes alone, without programs or private data."""

from portal.uploads.links import DISK_PATH
from portal.uploads.markup import Names, attributes, parse, remove, serialize

SVG = "http://www.w3.org/2000/svg"
short = Names({SVG: "svg", "http://www.w3.org/1999/xlink": "xlink"}).short
REMOVED = {"svg:script", "svg:metadata", "svg:foreignObject", "svg:desc"}
INSIDE = ("#", "data:image/png", "data:image/jpeg")  # where references may lead


def clean_svg(content: bytes) -> bytes:
    """Return the drawing. Raise ValidationError when it is not sound XML."""
    root = parse(content)
    for element in [*root.iter()]:
        name = short(element.tag)
        if name in REMOVED or not name.startswith("svg:"):  # others are of drawing programs
            remove(element)
            continue
        for attribute, value in attributes(element):
            bare = short(attribute)
            leads_out = bare in {"href", "xlink:href"} and not value.startswith(INSIDE)
            is_foreign = ":" in bare and not bare.startswith("xlink:")
            if is_foreign or leads_out or bare.startswith("on") or DISK_PATH.match(value):
                del element.attrib[attribute]
    return serialize(root)
