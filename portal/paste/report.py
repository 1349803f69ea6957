"""What is said of a pasted text: what it holds, and what is left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.paste.blocks import State
from portal.paste.pieces import Document, Kind, LeftOut, Line, Picture, Piece, Table

ASKED = (LeftOut.MEDIA, LeftOut.FORM, LeftOut.LOCAL_LINK, LeftOut.UNDERLINE, LeftOut.STRIKE)

LIST, TABLE, PICTURE = "list", "table", "picture"
JOINED = (LIST, Kind.QUOTATION)  # lines that follow each other are one


def must_ask(document: Document) -> bool:
    """Whether something is lost that the person did not take away themselves."""
    return bool(document.pictures) or any(document.left_out[kind] for kind in ASKED)


def has_blocks(pieces: Iterable[Piece]) -> bool:
    """Whether some of the pieces are no paragraphs: headings, tables, quotations."""
    return any(
        not isinstance(piece, Line) or piece.kind in (Kind.HEADING, Kind.QUOTATION)
        for piece in pieces
    )


def describe_pieces(pieces: Iterable[Piece]) -> str:
    """Return « 3 paragraphes, 1 liste, 2 intertitres »."""
    counts: Counter[str] = Counter()
    previous = ""
    for piece in pieces:
        name = get_name(piece)
        counts[name] += name not in JOINED or name != previous
        previous = name
    forms = {
        Kind.PARAGRAPH: ngettext("%d paragraphe", "%d paragraphes", counts[Kind.PARAGRAPH]),
        LIST: ngettext("%d liste", "%d listes", counts[LIST]),
        Kind.HEADING: ngettext("%d intertitre", "%d intertitres", counts[Kind.HEADING]),
        TABLE: ngettext("%d tableau", "%d tableaux", counts[TABLE]),
        PICTURE: ngettext("%d image", "%d images", counts[PICTURE]),
        Kind.QUOTATION: ngettext("%d citation", "%d citations", counts[Kind.QUOTATION]),
    }
    return ", ".join(form % counts[name] for name, form in forms.items() if counts[name])


def get_name(piece: Piece) -> str:
    if isinstance(piece, Table):
        return TABLE
    if isinstance(piece, Picture):
        return PICTURE
    if piece.is_item:
        return LIST
    return str(Kind.PARAGRAPH if piece.kind == Kind.LEAD else piece.kind)


def describe_left_out(document: Document) -> list[str]:
    """Return a sentence for each kind of thing that is left out."""
    return list(iter_left_out(document))


def iter_left_out(document: Document) -> Iterator[str]:
    if count := len(document.pictures):
        text = ngettext("%d image", "%d images", count) % count
        names = [f"«\u00a0{name}\u00a0»" for name in document.pictures if name]
        names_text = f" ({', '.join(names)})" if names else ""
        yield _("%(images)s\u00a0: ajoutez-les avec le bloc Image.") % {"images": text + names_text}
    sentences = {
        LeftOut.MEDIA: _("Vidéos, sons ou cadres d’un autre site."),
        LeftOut.FORM: _("Champs et boutons de formulaire."),
        LeftOut.LOCAL_LINK: _("Liens vers des fichiers de votre ordinateur\u00a0: le texte reste."),
        LeftOut.UNDERLINE: _("Soulignements\u00a0: les mots restent."),
        LeftOut.STRIKE: _("Mots barrés\u00a0: les mots restent, sans leur trait."),
        LeftOut.DELETION: _("Passages supprimés dans le suivi des modifications."),
        LeftOut.COMMENT: _("Commentaires."),
    }
    for kind, sentence in sentences.items():
        if document.left_out[kind]:
            yield sentence


def describe_changes(pieces: Iterable[Piece]) -> list[str]:
    """Return what the pieces become in a field that holds paragraphs alone."""
    pieces = list(pieces)
    kinds = {piece.kind for piece in pieces if isinstance(piece, Line)}
    changes = [
        _("les intertitres deviennent des lignes en gras") if Kind.HEADING in kinds else "",
        _("les tableaux deviennent des listes")
        if any(isinstance(piece, Table) for piece in pieces)
        else "",
        _("les citations restent entre guillemets") if Kind.QUOTATION in kinds else "",
    ]
    return [capfirst(change) for change in changes if change]


def describe_size(table: Table) -> str:
    """Return « 4 lignes et 3 colonnes »."""
    rows, columns = len(table.rows), len(table.rows[0])
    return _("%(rows)s et %(columns)s") % {
        "rows": ngettext("%d ligne", "%d lignes", rows) % rows,
        "columns": ngettext("%d colonne", "%d colonnes", columns) % columns,
    }


def lacks_author(blocks: Iterable[State]) -> bool:
    return any(b["type"] == "quotation" and not b["value"]["author"] for b in blocks)
