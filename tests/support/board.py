"""The board of the offers, as its page shows it."""

from bs4 import BeautifulSoup

BOARD = "/gestion/recrutement/offres/"


def board_titles(response) -> list[str]:
    """The titles of the offers, without the « Poste » that they begin with."""
    soup = BeautifulSoup(response.content, "html.parser")
    titles = [link.text for link in soup.select(".app-board__table .app-board__title a")]
    return [title.removeprefix("Poste ") for title in titles]
