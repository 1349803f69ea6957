"""The light and dark themes without a script; on paper the theme is always light.

The dark rules of the design system depend on an attribute that a script sets. Each is repeated for
a system that prefers dark. Compressed, the repetition weighs 0.2 kB, and browsers too old for
`light-dark()` have the dark theme too.
"""

import re

import tinycss2
from tinycss2.ast import Node

from portal.stylesheet.rules import rewrite

DARK = re.compile(r"(:root)?\[data-fr-theme=\"?dark\"?\]")


def with_system_theme(rules: list[Node]) -> str:
    """Return the sheet in which the dark rules also serve a system that prefers dark."""
    return rewrite(rules, write_rule)


def write_rule(rule: Node) -> str:
    """Return the text of the rule; of a dark one, with its repetition, both for screens only."""
    text: str = tinycss2.serialize([rule])
    if not DARK.search(text):
        return text
    system = f"@media (prefers-color-scheme:dark){{{DARK.sub(no_chosen_theme, text)}}}"
    return f"@media screen{{{text}{system}}}"


def no_chosen_theme(match: re.Match[str]) -> str:
    """Return the selector of pages without a chosen theme, as specific as the one it replaces."""
    return ":root:not([data-fr-theme])" if match[1] else ":root:where(:not([data-fr-theme]))"
