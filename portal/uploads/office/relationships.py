"""The relationships of Office Open XML: what each leads to, and what becomes of it.

A relationship that no list names is refused. Names are those of ECMA-376, parts 1 and 4, and of
Microsoft's [MS-DOCX], [MS-XLSX], [MS-PPTX] and [MS-ODRAWXML]: the last segment of their type.
"""

import re

from portal.uploads.findings import Kind
from portal.uploads.office import kinds

TYPE = re.compile(  # transitional, strict, and Microsoft's own
    r"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml|schemas\.microsoft\.com)/.*"
    r"/?relationships/(?:metadata/)?([\w/-]+)",
    re.IGNORECASE,
)

XML = set(  # parts to walk on from
    """
    officeDocument styles theme themeOverride drawing vmlDrawing legacyDrawing
    chart chartEx chartStyle chartColorStyle chartUserShapes
    diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing

    settings webSettings fontTable numbering footnotes endnotes header footer

    worksheet chartsheet sharedStrings calcChain table tableSingleCells sheetMetadata
    slicer slicerCache timeline timelineCache ctrlProp
    rdRichValue rdRichValueStructure rdRichValueTypes rdArray richValueRel richStyles
    rdSupportingPropertyBag rdSupportingPropertyBagStructure FeaturePropertyBag

    slide slideMaster slideLayout notesSlide notesMaster handoutMaster presProps viewProps
    tableStyles
    """.split()
)
PICTURES = {"image"}
FONTS = {"font"}
KEPT = XML | PICTURES | FONTS

# What readers do not see, and that tells of authors, of their disks or of their programs.
DROPPED = set(
    """
    core-properties extended-properties extendedProperties custom-properties customProperties
    thumbnail docThumbnail printerSettings customXml customXmlProps customProperty customData
    webextension webextensiontaskpanes extensibility classificationlabels attachedToolbars
    transform tags smartTags

    attachedTemplate people commentsExtended commentsIds commentsExtensible documenttasks
    stylesWithEffects stylesWithtEffects glossaryDocument keyMapCustomizations recipientData

    person usernames volatileDependencies namedSheetViews namedSheetView
    webImagesSupportingPropertyBag

    commentAuthors authors changesInfo revisionInfo hdphoto slideUpdateInfo slideUpdateUrl
    htmlPubSaveAs
    """.split()
)
REFUSED: dict[str, Kind] = {
    "comments": kinds.COMMENTS,
    "threadedComment": kinds.COMMENTS,
    "revisionHeaders": kinds.REVISIONS,
    "revisionLog": kinds.REVISIONS,
    "vbaProject": kinds.MACROS,
    "wordVbaData": kinds.MACROS,
    "xlMacrosheet": kinds.MACROS,
    "xlIntlMacrosheet": kinds.MACROS,
    "dialogsheet": kinds.MACROS,
    "control": kinds.CONTROLS,
    "activeXControlBinary": kinds.CONTROLS,
    "oleObject": kinds.EMBEDDED,
    "package": kinds.EMBEDDED,
    "aFChunk": kinds.EMBEDDED,
    "model3d": kinds.EMBEDDED,
    "subDocument": kinds.EXTERNAL_LINKS,
    "frame": kinds.EXTERNAL_LINKS,
    "externalLink": kinds.EXTERNAL_LINKS,
    "externalLinkPath": kinds.EXTERNAL_LINKS,
    "mailMergeSource": kinds.CONNECTIONS,
    "mailMergeHeaderSource": kinds.CONNECTIONS,
    "connections": kinds.CONNECTIONS,
    "queryTable": kinds.CONNECTIONS,
    "xmlMaps": kinds.CONNECTIONS,
    "powerPivotData": kinds.CONNECTIONS,
    "pivotTable": kinds.PIVOTS,
    "pivotCacheDefinition": kinds.PIVOTS,
    "pivotCacheRecords": kinds.PIVOTS,
    "audio": kinds.MEDIA,
    "video": kinds.MEDIA,
    "media": kinds.MEDIA,
}
SIGNATURES = {"digital-signature/origin", "digital-signature/signature"}


def short_type(relationship_type: str) -> str:
    """Return the name of a type of relationship, or the type itself when it is unknown."""
    match = TYPE.fullmatch(relationship_type)
    return match[1] if match else relationship_type
