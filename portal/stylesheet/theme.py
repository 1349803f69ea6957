"""Light and dark without a script; paper is always light.

The dark rules wait for an attribute that a script sets: each is repeated for a system that
asks for dark. Compressed, the repetition weighs 0.2 kB, and browsers too old for `light-dark()`
have their dark theme.
"""

import re

import tinycss2

from portal.stylesheet.rules import rewritten

DARK = re.compile(r"(:root)?\[data-fr-theme=\"?dark\"?\]")


def both(rules: list) -> str:
    return rewritten(rules, written)


def written(rule) -> str:
    """The rule; one for the dark theme also serves a system that asks for dark."""
    text = tinycss2.serialize([rule])
    if not DARK.search(text):
        return text
    system = f"@media (prefers-color-scheme:dark){{{DARK.sub(unchosen, text)}}}"
    return f"@media screen{{{text}{system}}}"


def unchosen(match: re.Match) -> str:
    """No theme chosen: a selector that weighs as much as the one it stands for."""
    return ":root:not([data-fr-theme])" if match[1] else ":root:where(:not([data-fr-theme]))"
