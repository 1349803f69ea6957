"""What PDF files hold that readers must not see or run."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from portal.uploads.content import SIGNED_MESSAGE
from portal.uploads.findings import Findings
from portal.uploads.links import SCHEME, leads_readers
from portal.uploads.pdf import keys, kinds


def walk(start: Object) -> Iterator[Object]:
    """Yield all the dictionaries and streams to which `start` leads, once each.

    What a part loses before the next one is asked for is not followed.
    """
    waiting, seen = [start], set()
    while waiting:
        part = waiting.pop()
        is_array = isinstance(part, Array)
        if not is_array and not isinstance(part, Dictionary | Stream):
            continue
        if part.is_indirect:
            if part.objgen in seen:
                continue
            seen.add(part.objgen)
        if not is_array:
            yield part
        waiting.extend(part if is_array else [value for _name, value in part.items()])


def look(document: Pdf) -> Findings:
    """Return what must not be there. Raise ValidationError when the document is signed."""
    findings = Findings()
    base = document.Root.get(Name.URI, Dictionary()).get(Name.Base)
    has_base = base is not None and leads_readers(str(base))
    for part in walk(document.Root):
        names = {*part.keys()}
        if Name.S in part:
            look_at_action(part, has_base, findings)
        if Name.JS in part and part.get(Name.S) != Name.JavaScript:
            findings.add(kinds.SCRIPTS)
        for name in keys.ACTION_KEYS & names:
            require_known_action(part[name], findings)
        if names & keys.CONTENT:
            look_at_content(part, findings)
    look_at_layers(document, findings)
    look_at_form(document, findings)
    return findings


def look_at_action(part: Object, has_base: bool, findings: Findings) -> None:
    """Add an action that runs, sends or opens something, or a link to what is not on the web.

    Parts of other kinds may have an `S` too, of other values.
    """
    kind = str(part.S)
    if refused := keys.ACTIONS.get(kind):
        findings.add(refused)
    elif kind == "/URI" and Name.URI in part:
        address = str(part.URI)
        is_open = leads_readers(address) or (has_base and not SCHEME.match(address))
        findings.add(kinds.LOCAL_LINKS, not is_open, detail=address)


def require_known_action(action: Object, findings: Findings) -> None:
    if isinstance(action, Dictionary) and Name.S in action:
        unknown = str(action.S) not in keys.OPEN_ACTIONS | keys.ACTIONS.keys()
        findings.add(kinds.UNKNOWN, unknown, detail=str(action.S))


def look_at_content(part: Object, findings: Findings) -> None:
    """Add files that are inside or beside, annotations, forms of Adobe LiveCycle.

    Raise ValidationError for a signature.
    """
    if Name.ByteRange in part:
        raise ValidationError(SIGNED_MESSAGE)
    if Name.EF in part:
        findings.add(kinds.ATTACHMENTS, detail=str(part.get(Name.UF, part.get(Name.F, ""))))
    findings.add(kinds.XFA, Name.XFA in part)
    subtype = str(part.get(Name.Subtype))
    if Name.Rect in part and Name.Subtype in part:
        if kind := keys.ANNOTATIONS.get(subtype):
            findings.add(kind)
        elif subtype not in keys.OPEN_ANNOTATIONS | keys.FOLLOWING_ANNOTATIONS:
            findings.add(kinds.UNKNOWN, detail=subtype)
    if isinstance(part, Stream):
        findings.add(kinds.EXTERNAL, Name.F in part or Name.Ref in part)
        findings.add(kinds.UNKNOWN, subtype == "/PS", detail=subtype)


def look_at_layers(document: Pdf, findings: Findings) -> None:
    """Add the layers that are not shown when the document opens."""
    layers = document.Root.get(Name.OCProperties, Dictionary())
    first = layers.get(Name.D, Dictionary())
    hidden = [*first.get(Name.OFF, [])]
    if first.get(Name.BaseState) == Name.OFF:
        visible = {layer.objgen for layer in first.get(Name.ON, [])}
        hidden = [layer for layer in layers.get(Name.OCGs, []) if layer.objgen not in visible]
    for layer in hidden:
        findings.add(kinds.LAYERS, detail=str(layer.get(Name.Name, "")))


def look_at_form(document: Pdf, findings: Findings) -> None:
    """Add the fields that somebody filled."""
    form = document.Root.get(Name.AcroForm, Dictionary())
    for field in walk(form.get(Name.Fields, Array())):
        if Name.V not in field or Name.T not in field:
            continue
        value = field.V
        empty = isinstance(value, Array | Dictionary) and len(value) == 0
        is_filled = not empty and str(value).strip() not in {"", "/Off", "Off"}
        if is_filled and value != field.get(Name.DV):
            findings.add(kinds.VALUES, detail=str(field.T))
