"""The keys of PDF files that stay, and what annotations and actions are (ISO 32000-2).

The keys of what draws and of what helps to read stay: pages, fonts, tags, languages, bookmarks,
links. Those of a list that are not here are dropped.
"""

from portal.uploads.findings import Kind
from portal.uploads.pdf import kinds


def names(text: str) -> set[str]:
    return {f"/{name}" for name in text.split()}


PERMISSIONS = names("Perms DSS")  # of Acrobat Reader, and what proves signatures
TRAILER = names("Root Info ID Size")
CATALOG = names(
    "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode "
    "Outlines OpenAction URI AcroForm StructTreeRoot MarkInfo Lang OutputIntents OCProperties"
)
NAME_TREES = names("Dests")
PAGE = names(
    "Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate "
    "Group Dur Trans Annots StructParents PZ SeparationInfo Tabs UserUnit"
)
FORM = names("Fields NeedAppearances DR DA Q")
LAYERS = names("OCGs D")
STREAM = names("Length Filter DecodeParms Type Subtype Name OC StructParent StructParents")
XOBJECTS = {  # by subtype
    "/Form": STREAM | names("FormType BBox Matrix Resources Group"),
    "/Image": STREAM
    | names(
        "Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate "
        "SMask SMaskInData Matte"
    ),
}
DROPPED = names(  # wherever they are: private data, dates, small pictures, files beside
    "Metadata PieceInfo LastModified OPI Thumb AA PTEX.FileName PTEX.InfoDict PTEX.PageNumber "
    "PTEX.Fullbanner SpiderInfo"
)

ACTION_KEYS = names("A PA OpenAction Next")
CONTENT = names("ByteRange EF XFA Rect F Ref Subtype")  # keys of what may be refused
OPEN_ACTIONS = names("GoTo URI Named ResetForm")
ACTIONS: dict[str, Kind] = {
    "/JavaScript": kinds.SCRIPTS,
    "/Launch": kinds.ACTIONS,
    "/SubmitForm": kinds.ACTIONS,
    "/ImportData": kinds.ACTIONS,
    "/GoToR": kinds.LOCAL_LINKS,
    "/GoToE": kinds.ATTACHMENTS,
    "/SetOCGState": kinds.LAYERS,
    "/Sound": kinds.MEDIA,
    "/Movie": kinds.MEDIA,
    "/Rendition": kinds.MEDIA,
    "/GoTo3DView": kinds.MEDIA,
    "/RichMediaExecute": kinds.MEDIA,
}
OPEN_ANNOTATIONS = names("Link Widget PrinterMark TrapNet Watermark")
LINK = names(
    "Type Subtype Rect Contents P F AP AS Border C StructParent OC A Dest H PA QuadPoints BS Path"
)
FOLLOWING_ANNOTATIONS = names("Popup FileAttachment")  # of comments and files, which are refused
ANNOTATIONS: dict[str, Kind] = dict.fromkeys(
    names(
        "Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut "
        "Caret Stamp Ink Projection"
    ),
    kinds.COMMENTS,
) | {
    "/Redact": kinds.REDACTIONS,
    "/Sound": kinds.MEDIA,
    "/Movie": kinds.MEDIA,
    "/Screen": kinds.MEDIA,
    "/3D": kinds.MEDIA,
    "/RichMedia": kinds.MEDIA,
}
