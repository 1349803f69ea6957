"""Texts as files of office programs: as little of their formats as a text needs."""

from tests.support import uploads

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006"
WP = f"{A}/wordprocessingDrawing"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"Title": "Title", "Chapo": "Chapô", "H1": "heading 1", "H2": "heading 2", "TM1": "toc 1"}
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def word(body: str, leads: dict[str, tuple[str, str]] | None = None, **parts: str | bytes) -> bytes:
    """Return a .docx; `leads` gives the relationships of its text, as type and target."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    more = {
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}">'
        f"<w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": relationships(
            {"s": ("styles", "styles.xml")} | (leads or {})
        ),
    }
    return uploads.docx(**more | parts)


def relationships(leads: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}"'
        f' Target="{target}" TargetMode="{mode(target)}"/>'
        for key, (kind, target) in leads.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{rows}</Relationships>'


def mode(target: str) -> str:
    return "External" if "://" in target else "Internal"


def part(name: str, body: str) -> str:
    """Return a part of a .docx beside its text: « hdr », « footnotes », « comments »."""
    return f'<w:{name} xmlns:w="{W}">{body}</w:{name}>'


def p(text: str, style: str = "") -> str:
    """Return a paragraph of runs, or of a plain text."""
    runs = text if text.startswith("<") else run(text)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(relationship: str, description: str) -> str:
    """Return a picture in a paragraph of a .docx."""
    return (
        f"<w:r><w:drawing><wp:inline>"
        f'<wp:docPr id="1" name="Image" descr="{description}"/>'
        f'<a:graphic xmlns:a="{A}/main"><a:graphicData uri="{A}/picture">'
        f'<pic:pic xmlns:pic="{A}/picture"><pic:blipFill><a:blip r:embed="{relationship}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def open_text(body: str, styles: str = "", **parts: str | bytes) -> bytes:
    """Return an .odt; `styles` are those that its text makes for itself."""
    names = " ".join(
        f'xmlns:{name}="{ODF}:{rest}"'
        for name, rest in {
            "office": "office:1.0",
            "text": "text:1.0",
            "style": "style:1.0",
            "table": "table:1.0",
            "draw": "drawing:1.0",
        }.items()
    )
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"/>'
    return uploads.archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {names}/>",
            "META-INF/manifest.xml": manifest,
        }
        | parts
    )
