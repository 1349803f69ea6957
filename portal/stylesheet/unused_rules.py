"""The removal of the design system's rules that no page of ours can use.

A selector stays if each class, identifier and attribute in it is a used name, each part of a class
(`[class*="fr-fi-"]`) is part of such a name, and each type (`[type="range"]`) is a used one. What
stands inside `:not()`, `:is()` and the like is not looked at. Then go the custom properties that
nothing reads.
"""

import re
from collections.abc import Iterator

import tinycss2
from tinycss2.ast import Node

from portal.stylesheet import theme
from portal.stylesheet.rules import is_group, parse_rules, rewrite, rules_of
from portal.stylesheet.used_names import UsedNames

PROPERTY = re.compile(r"--[\w-]+")
# A media query of Internet Explorer alone, beside the one that replaced it
OBSOLETE_QUERY = re.compile(r"\(-ms-high-contrast:[^)]*\)")


def without_unused_rules(system: list[Node], ours: list[Node], used: UsedNames) -> str:
    """Return one sheet of both lists of rules, with the dark theme.

    Raise LookupError when a used name is that of an icon which the design system does not have.
    """

    def write(rule: Node) -> str:
        return write_used_selectors(rule, used)

    design = rewrite(without_obsolete_queries(system), write)
    if missing := [icon for icon in used.icons() if f".{icon}:" not in design]:
        raise LookupError(f"The DSFR has no icon of these names: {', '.join(missing)}")
    sheet = parse_rules(theme.with_system_theme(parse_rules(design + rewrite(ours, write))))
    properties = properties_in_use(sheet)
    return rewrite(sheet, lambda rule: write_used_properties(rule, properties))


def write_used_selectors(rule: Node, used: UsedNames) -> str:
    """Return the rule with the selectors that may match; an empty text if there is none."""
    selectors = [selector for selector in split(rule.prelude) if may_match(selector, used)]
    if not selectors:
        return ""
    prelude = ",".join(tinycss2.serialize(selector) for selector in selectors)
    return f"{prelude}{{{tinycss2.serialize(rule.content)}}}"


def may_match(selector: list[Node], used: UsedNames) -> bool:
    return (
        all(name in used for name in names_in(selector))
        and all(used.may_contain(part) for part in values_in(selector, "class"))
        and all(value in used.types for value in values_in(selector, "type"))
    )


def split(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield the selectors or media queries that commas separate."""
    selector: list[Node] = []
    for part in prelude:
        if part == ",":
            yield selector
            selector = []
        else:
            selector.append(part)
    yield selector


def names_in(selector: list[Node]) -> Iterator[str]:
    """Yield the classes, identifiers and attributes of a selector."""
    before = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and before == "."):
            yield token.value
        elif token.type == "[] block":
            yield next(part.value for part in token.content if part.type == "ident")
        before = token


def values_in(selector: list[Node], attribute: str) -> Iterator[str]:
    """Yield the values to which a selector compares an attribute: `fr-` of `[class*="fr-"]`."""
    for token in selector:
        if token.type == "[] block":
            match [part for part in token.content if part.type != "whitespace"]:
                case [name, _operator, value, *_flags] if name.value == attribute:
                    yield value.value.strip()


def without_obsolete_queries(rules: list[Node]) -> list[Node]:
    """Return the rules without those for Internet Explorer alone."""
    current_rules = []
    for rule in rules:
        if is_group(rule):
            queries = list(split(rule.prelude))
            current = [
                query for query in queries if not OBSOLETE_QUERY.search(tinycss2.serialize(query))
            ]
            if not current:
                continue
            if len(current) < len(queries):
                prelude = ",".join(tinycss2.serialize(query) for query in current)
                rule.prelude = tinycss2.parse_component_value_list(prelude)
        current_rules.append(rule)
    return current_rules


def declarations_of(rule: Node) -> list[Node]:
    declarations: list[Node] = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return declarations


def is_custom_property(declaration: Node) -> bool:
    return declaration.type == "declaration" and str(declaration.name).startswith("--")


def all_rules(rules: list[Node]) -> Iterator[Node]:
    """Yield the rules with selectors, those inside groups too."""
    for rule in rules:
        if is_group(rule):
            yield from all_rules(rules_of(rule))
        elif rule.type == "qualified-rule":
            yield rule


def properties_in_use(rules: list[Node]) -> set[str]:
    """Return the custom properties that a standard property reads, directly or through others."""
    reads: dict[str, set[str]] = {}  # the properties that a custom property reads
    to_visit: set[str] = set()
    for rule in all_rules(rules):
        for declaration in declarations_of(rule):
            value = tinycss2.serialize(getattr(declaration, "value", []))
            properties = set(PROPERTY.findall(value))
            if is_custom_property(declaration):
                reads.setdefault(declaration.name, set()).update(properties)
            else:
                to_visit |= properties
    in_use: set[str] = set()
    while to_visit:
        in_use.add(name := to_visit.pop())
        to_visit |= reads.get(name, set()) - in_use
    return in_use


def write_used_properties(rule: Node, in_use: set[str]) -> str:
    """Return the rule without the custom properties that nothing reads."""
    declarations = [
        declaration
        for declaration in declarations_of(rule)
        if not is_custom_property(declaration) or declaration.name in in_use
    ]
    body = ";".join(declaration.serialize() for declaration in declarations)
    return f"{tinycss2.serialize(rule.prelude)}{{{body}}}"
