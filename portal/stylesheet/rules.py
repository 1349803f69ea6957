"""Rules of a style sheet: parse them, rewrite them one by one."""

from collections.abc import Callable

import tinycss2
from tinycss2.ast import Node

GROUPS = {"layer", "media", "supports"}  # at-rules that hold rules


def parse_rules(text: str) -> list[Node]:
    rules: list[Node] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return rules


def is_group(rule: Node) -> bool:
    """Return whether the rule is an at-rule that holds rules."""
    is_block = rule.type == "at-rule" and rule.content is not None
    return is_block and rule.lower_at_keyword in GROUPS


def rules_of(group: Node) -> list[Node]:
    rules: list[Node] = tinycss2.parse_rule_list(
        group.content, skip_comments=True, skip_whitespace=True
    )
    return rules


def rewrite(rules: list[Node], write: Callable[[Node], str]) -> str:
    """Return the sheet in which `write` gives the text of each rule with selectors.

    Rules inside groups are rewritten too; a group that becomes empty is dropped.
    """
    parts = []
    for rule in rules:
        if is_group(rule):
            if text := rewrite(rules_of(rule), write):
                parts.append(f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude)}{{{text}}}")
        elif rule.type == "qualified-rule":
            parts.append(write(rule))
        else:
            parts.append(tinycss2.serialize([rule]))
    return "".join(parts)
