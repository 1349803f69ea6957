"""Texts with blocks, and what the checks find in them."""

from portal.content_checks import Level, check_page


def paragraph(html: str) -> dict:
    return {"type": "paragraph", "value": html}


def with_body(page, *blocks):
    page.body = page._meta.get_field("body").stream_block.to_python([*blocks])
    return page


def found(page, level: Level = Level.WARNING) -> str:
    return " ".join(str(each.message) for each in check_page(page) if each.level == level)


def link_to(page) -> dict:
    return paragraph(f'<p>Lire <a linktype="page" id="{page.pk}">ceci</a>.</p>')
