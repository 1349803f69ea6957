"""The panel that fills a page with a text prepared elsewhere."""

from typing import Any

from wagtail.admin.panels import HelpPanel


class PasteTextPanel(HelpPanel):
    """A button to paste a whole text at once.

    Its arguments name the fields of the page's form that the text fills beside its title, summary,
    date and body: the chooser of the place, the rows of contacts.
    """

    def __init__(self, place: str = "", contacts: str = "", **kwargs: Any) -> None:
        kwargs = {"template": "portal/paste/panel.html"} | kwargs
        super().__init__(**kwargs)
        self.place = place
        self.contacts = contacts

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        return kwargs | {"place": self.place, "contacts": self.contacts}
