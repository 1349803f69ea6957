"""Rules of a sheet, rewritten one by one."""

from collections.abc import Callable

import tinycss2

GROUPS = {"layer", "media", "supports"}  # at-rules that hold rules


def parsed(text: str) -> list:
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def is_group(rule) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None


def inside(group) -> list:
    return tinycss2.parse_rule_list(group.content, skip_comments=True, skip_whitespace=True)


def rewritten(rules: list, write: Callable[[object], str]) -> str:
    """The sheet, each rule of selectors as `write` has it, wherever it is; no empty group."""
    parts = []
    for rule in rules:
        if is_group(rule):
            if text := rewritten(inside(rule), write):
                parts.append(f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude)}{{{text}}}")
        elif rule.type == "qualified-rule":
            parts.append(write(rule))
        else:
            parts.append(tinycss2.serialize([rule]))
    return "".join(parts)
