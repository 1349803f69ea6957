"""The part of an address that stands for a title; static/js/admin/slugs.js does the same."""

import re

from portal.core.folding import fold

LETTERS_IN_ASCII = re.compile(r"[^a-z0-9]+")
LETTERS_OF_ALL_SCRIPTS = re.compile(r"[\W_]+")


def propose_slug(text: str, max_length: int = 255, is_ascii: bool = True) -> str:
    """Return « l-ia-d-aujourd-hui » for « L’IA d’aujourd’hui »; "" when nothing is left of it.

    Unless `is_ascii`, letters of other scripts stay.
    """
    others = LETTERS_IN_ASCII if is_ascii else LETTERS_OF_ALL_SCRIPTS
    return others.sub("-", fold(text)).strip("-")[:max_length].rstrip("-")
