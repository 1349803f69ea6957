"""The front of the press room, as a journalist reads it."""

from tests.support.html import read, text_of


def room(client, address: str = "/presse/") -> str:
    """The text of the front of the room; empty where the page has none."""
    element = read(client, address).select_one(".app-room")
    return text_of(element) if element else ""
