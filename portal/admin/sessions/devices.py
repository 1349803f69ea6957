"""The browser and the system that a person uses, as they call them."""

import re

LONGEST = 500  # characters that are looked at

# The first that is found: browsers name those from which they descend.
BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|Chromium/|CriOS/",
    "Safari": r"Safari/",
}
SYSTEMS = {
    "Android": r"Android",
    "iOS": r"iPhone|iPad|iPod",
    "ChromeOS": r"CrOS",
    "Windows": r"Windows",
    "macOS": r"Mac OS X|Macintosh",
    "Linux": r"Linux|X11",
}


def describe(user_agent: str) -> str:
    """Return « Firefox, Windows » or what of it can be told; nothing of an unknown browser."""
    names = (find(BROWSERS, user_agent), find(SYSTEMS, user_agent))
    return ", ".join(filter(None, names))


def find(patterns: dict[str, str], user_agent: str) -> str:
    return next((name for name, each in patterns.items() if re.search(each, user_agent)), "")
