"""Panels of the editor: the title, and what belongs to some kinds of texts alone."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class TitleInput(AdminAutoHeightTextInput):
    """A field that shows a long title whole, on as many lines as it needs; it remains one line."""

    is_single_line = True


title_panel = TitleFieldPanel("title", widget=TitleInput)


def kinds_panel(kinds: Iterable[str], children: list[Panel], **options: Any) -> MultiFieldPanel:
    """Return a panel for these values of the field `kind`; it shows too if it holds something.

    The script `kinds.js` hides it: without a script it always shows.
    """
    attributes = {
        "data-kinds": " ".join(kinds),
        "data-misplaced": _("Ces champs ne sont pas ceux de cette nature\u00a0: videz-les."),
    }
    return MultiFieldPanel(children, attrs=attributes, **options)
