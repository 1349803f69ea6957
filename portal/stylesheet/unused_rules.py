"""The rules that our pages can use; the others of the design system fall.

A selector stays if each class, identifier and attribute in it is a word of the pages, and each part
of a class (`[class*="fr-fi-"]`) that of such a word; one inside `:not()`, `:is()` and the like is
not looked at. Then fall the custom properties and the animations that nothing reads.
"""

import re
from collections.abc import Iterator

import tinycss2

from portal.stylesheet import theme
from portal.stylesheet.rules import inside, is_group, parsed, rewritten
from portal.stylesheet.used_names import Words

PROPERTY = re.compile(r"--[\w-]+")
# What no browser of today has ever understood stands beside what replaced it.
BYGONE = re.compile(r"\(-ms-high-contrast:[^)]*\)")


def shaken(system: list, ours: list, words: Words) -> str:
    """Both parts in one sheet, with its dark theme."""

    def write(rule) -> str:
        return used(rule, words)

    design = rewritten(modern(system), write)
    if missing := [icon for icon in words.icons() if f".{icon}:" not in design]:
        raise LookupError(f"The DSFR has no icon of these names: {', '.join(missing)}")
    sheet = parsed(theme.both(parsed(design + rewritten(ours, write))))
    read = read_properties(sheet)
    return rewritten(sheet, lambda rule: without_unread(rule, read))


def used(rule, words: Words) -> str:
    selectors = [one for one in split(rule.prelude) if may_match(one, words)]
    if not selectors:
        return ""
    start = ",".join(tinycss2.serialize(selector) for selector in selectors)
    return f"{start}{{{tinycss2.serialize(rule.content)}}}"


def may_match(selector: list, words: Words) -> bool:
    return all(name in words for name in names(selector)) and all(
        words.hold(part) for part in parts_of_classes(selector)
    )


def split(prelude: list) -> Iterator[list]:
    """Its selectors, which commas part."""
    selector = []
    for part in prelude:
        if part == ",":
            yield selector
            selector = []
        else:
            selector.append(part)
    yield selector


def names(selector: list) -> Iterator[str]:
    """The classes, identifiers and attributes of a selector."""
    before = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and before == "."):
            yield token.value
        elif token.type == "[] block":
            yield next(part.value for part in token.content if part.type == "ident")
        before = token


def parts_of_classes(selector: list) -> Iterator[str]:
    for token in selector:
        if token.type == "[] block":
            match [part for part in token.content if part.type != "whitespace"]:
                case [name, _operator, value, *_flags] if name.value == "class":
                    yield value.value.strip()


def modern(rules: list) -> list:
    """The rules without those for Internet Explorer alone."""
    kept = []
    for rule in rules:
        if is_group(rule):
            queries = list(split(rule.prelude))
            today = [one for one in queries if not BYGONE.search(tinycss2.serialize(one))]
            if not today:
                continue
            if len(today) < len(queries):
                prelude = ",".join(tinycss2.serialize(query) for query in today)
                rule.prelude = tinycss2.parse_component_value_list(prelude)
        kept.append(rule)
    return kept


def declarations(rule) -> list:
    return tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)


def every_rule(rules: list) -> Iterator:
    for rule in rules:
        if is_group(rule):
            yield from every_rule(inside(rule))
        elif rule.type == "qualified-rule":
            yield rule


def read_properties(rules: list) -> set[str]:
    """The custom properties that other ones read, down to one that draws something."""
    reads: dict[str, set[str]] = {}
    waiting = set()
    for rule in every_rule(rules):
        for one in declarations(rule):
            found = set(PROPERTY.findall(tinycss2.serialize(getattr(one, "value", []))))
            if one.type == "declaration" and one.name.startswith("--"):
                reads.setdefault(one.name, set()).update(found)
            else:
                waiting |= found
    read = set()
    while waiting:
        read.add(name := waiting.pop())
        waiting |= reads.get(name, set()) - read
    return read


def without_unread(rule, read: set[str]) -> str:
    kept = [
        one
        for one in declarations(rule)
        if not (one.type == "declaration" and one.name.startswith("--") and one.name not in read)
    ]
    return f"{tinycss2.serialize(rule.prelude)}{{{';'.join(one.serialize() for one in kept)}}}"
