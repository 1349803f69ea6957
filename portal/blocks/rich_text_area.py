"""The field of the rich text editor: what the editor sends is stored, as far as the field can.

Wagtail deletes, in silence, the blocks and the entities that the features of a field do not know:
headings, quotations, pictures. Here they first become what the field knows. Addresses of the portal
become links to its pages and documents.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import features as feature_registry

from portal.blocks.own_addresses import find_targets
from portal.core.keys import parse_key
from portal.core.text_fields import DAMAGES, DamagedText

Block = dict[str, Any]
ContentState = dict[str, Any]
PARAGRAPH, ATOMIC, BOLD = "unstyled", "atomic", "BOLD"
EMPTY_BLOCK: Block = {
    "type": PARAGRAPH,
    "depth": 0,
    "text": "",
    "inlineStyleRanges": [],
    "entityRanges": [],
}
NAMES_OF_MEDIA = ("alt", "title", "url", "src")  # in the data of an entity
DEEPEST_LIST = 20
ASTRAL = "\U00010000"  # the first character that takes two units of UTF-16


class RichTextArea(DraftailRichTextArea):
    """Wagtail's field, which loses nothing of what it is sent; damaged, it is an error."""

    def value_from_datadict(
        self, data: QueryDict, files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        sent = data.get(name)
        if sent is None:
            return None
        try:
            state = link_own_addresses(conform(read_content_state(sent), self.features))
            html: str = self.converter.to_database_format(json.dumps(move_ranges(state, to_python)))
        except DAMAGES:
            return DamagedText(sent)
        return html

    def format_value(self, value: Any) -> str:
        state = json.loads(super().format_value(value))
        return json.dumps(move_ranges(state, to_browser))


def read_content_state(sent: str) -> ContentState:
    """Return the content state that was sent; that of the text when it is not one.

    Raise ValueError for a part of a content state.
    """
    try:
        state = json.loads(sent)
    except ValueError:
        if sent.lstrip().startswith(("{", "[")):
            raise
        state = None
    if isinstance(state, dict):
        if not isinstance(state.get("blocks"), list):
            raise ValueError("The content state has no blocks")
        blocks = [EMPTY_BLOCK | block for block in state["blocks"]]
        require_countable(blocks)
    else:
        lines = [] if sent == "null" else sent.splitlines()
        blocks = [EMPTY_BLOCK | {"text": line} for line in lines if line.strip()]
        state = {}
    return {"entityMap": {}} | state | {"blocks": blocks}


def require_countable(blocks: list[Block]) -> None:
    """Raise ValueError for a depth or a range that no editor sends: texts would be lost."""
    for block in blocks:
        if block["depth"] not in range(DEEPEST_LIST):
            raise ValueError("A list is too deep")
        for each in (*block["inlineStyleRanges"], *block["entityRanges"]):
            if not (isinstance(each["offset"], int) and each["offset"] >= 0 <= each["length"]):
                raise ValueError("A passage begins or ends nowhere")


def known_names(features: list[str], part: str) -> set[str]:
    """Return what the features can store: of "block_map", "style_map" or "entity_decorators"."""
    rules = (feature_registry.get_converter_rule("contentstate", name) for name in features)
    return {name for rule in rules if rule for name in rule["to_database_format"].get(part, {})}


def conform(state: ContentState, features: list[str]) -> ContentState:
    """Return the content state as the features can store it, with all of its text.

    A heading becomes a paragraph in bold, another block a paragraph, a picture its description; a
    passage loses the entities that are not known, and those whose key is none.
    """
    block_types = known_names(features, "block_map") | {PARAGRAPH}
    entity_types = known_names(features, "entity_decorators")
    has_bold = BOLD in known_names(features, "style_map")
    entities = state["entityMap"]
    blocks = []
    for block in state["blocks"]:
        ranges = [r for r in block["entityRanges"] if str(r["key"]) in entities]
        allowed = [r for r in ranges if is_storable(entities[str(r["key"])], entity_types)]
        conformed = block | {"entityRanges": allowed}
        if block["type"] == ATOMIC and not allowed:
            data = entities[str(ranges[0]["key"])].get("data") or {} if ranges else {}
            text = next((str(data[name]) for name in NAMES_OF_MEDIA if data.get(name)), "")
            conformed |= {"type": PARAGRAPH, "text": text, "inlineStyleRanges": []}
        elif block["type"] not in block_types | {ATOMIC}:
            conformed |= {"type": PARAGRAPH}
            if has_bold and block["type"].startswith("header-"):
                whole = {"offset": 0, "length": utf16_length(block["text"]), "style": BOLD}
                others = [r for r in block["inlineStyleRanges"] if r["style"] != BOLD]
                conformed |= {"inlineStyleRanges": [*others, whole]}
        if conformed["text"] or block["type"] in block_types:
            blocks.append(conformed)
    return state | {"blocks": blocks}


def is_storable(entity: dict[str, Any], types: set[str]) -> bool:
    """Whether the entity is of one of these types, with the key or the address that it needs."""
    if entity["type"] not in types:
        return False
    data = entity.get("data") or {}
    if data.get("id") is not None:
        return parse_key(data["id"]) is not None
    return entity["type"] != "DOCUMENT" and (entity["type"] != "LINK" or bool(data.get("url")))


def is_address(entity: dict[str, Any]) -> bool:
    """Whether the entity is a link to an address, and not to a page by its key."""
    data = entity["data"] if entity["type"] == "LINK" else {}
    return bool(data.get("url")) and data.get("id") is None


def link_own_addresses(state: ContentState) -> ContentState:
    """Return the content state with links to pages and documents in place of their addresses."""
    entities = state["entityMap"]
    addresses = {
        key: str(entity["data"]["url"]) for key, entity in entities.items() if is_address(entity)
    }
    targets = find_targets(addresses.values()) if addresses else {}
    linked = {}
    for key, address in addresses.items():
        if target := targets.get(address):
            kind = "LINK" if target.kind == "page" else "DOCUMENT"
            data = {"id": target.pk, "suffix": target.suffix}
            linked[key] = entities[key] | {"type": kind, "data": data}
    return state | {"entityMap": entities | linked}


# Browsers count in units of UTF-16, Wagtail in characters.


def utf16_length(text: str) -> int:
    return len(text) + sum(character >= ASTRAL for character in text)


def to_browser(text: str, position: int) -> int:
    return utf16_length(text[:position])


def to_python(text: str, position: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))


def move_ranges(state: ContentState, convert: Callable[[str, int], int]) -> ContentState:
    """Return the content state, its ranges counted in the other unit."""
    blocks = []
    for block in state["blocks"]:
        text = block["text"]
        if any(character >= ASTRAL for character in text):
            block = block | {
                name: [move_range(one, text, convert) for one in block[name]]
                for name in ("inlineStyleRanges", "entityRanges")
            }
        blocks.append(block)
    return state | {"blocks": blocks}


def move_range(
    one: dict[str, Any], text: str, convert: Callable[[str, int], int]
) -> dict[str, Any]:
    start = convert(text, one["offset"])
    end = convert(text, one["offset"] + one["length"])
    return one | {"offset": start, "length": end - start}
