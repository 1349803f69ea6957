"""Blocks of a body to search in, and the addresses to which a search leads."""

from bs4 import BeautifulSoup


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def heading(text: str) -> dict:
    return {"type": "heading", "value": {"text": text, "level": "h2"}}


def links(client, **query) -> list[str]:
    page = BeautifulSoup(client.get("/recherche/", query).content, "html.parser")
    return [str(link["href"]) for link in page.select(".fr-card__title a")]
