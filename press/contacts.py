"""The press contacts: one for each theme, and one for all other questions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from portal.core.snippets import MediaContact
from portal.core.themes import Theme
from portal.pages.forms import ReviewedPageForm


class PressContact(Orderable):
    """A contact of the press room, for one theme or, without a theme, for all questions."""

    page = ParentalKey(
        "press.PressIndexPage", on_delete=models.CASCADE, related_name="contact_links"
    )
    theme: "models.ForeignKey[Theme | None, Theme | None]" = models.ForeignKey(
        Theme,
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Vide\u00a0: toutes les questions."),
    )
    contact: "models.ForeignKey[MediaContact, MediaContact]" = models.ForeignKey(
        MediaContact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldRowPanel([FieldPanel("theme"), FieldPanel("contact")])]


class PressContacts:
    """The contacts of a press room, grouped by theme; false when there is none."""

    def __init__(self, links: Iterable[PressContact]) -> None:
        if isinstance(links, models.QuerySet):  # in a preview, the links are a plain list
            links = links.select_related("theme", "contact")
        self.general: list[MediaContact] = []
        by_theme: dict[Theme, list[MediaContact]] = defaultdict(list)
        for link in links:
            (self.general if link.theme is None else by_theme[link.theme]).append(link.contact)
        self.by_theme = dict(sorted(by_theme.items(), key=lambda item: item[0].slug))

    def __bool__(self) -> bool:
        return bool(self.general or self.by_theme)

    @property
    def by_team(self) -> list[tuple[list[Theme], tuple[MediaContact, ...]]]:
        """The groups of contacts that share themes, each once: its themes, then its contacts."""
        themes: dict[tuple[MediaContact, ...], list[Theme]] = defaultdict(list)
        for theme, contacts in self.by_theme.items():
            themes[tuple(contacts)].append(theme)
        return [(team_themes, team) for team, team_themes in themes.items()]

    def for_themes(self, slugs: Iterable[str]) -> list[MediaContact]:
        """Return the contacts of these themes, each once.

        The general contacts stand for a theme that has none, and for no theme at all.
        """
        by_slug = {theme.slug: contacts for theme, contacts in self.by_theme.items()}
        contacts = [contact for slug in slugs for contact in by_slug.get(slug, self.general)]
        return list(dict.fromkeys(contacts)) or self.general


class PressIndexForm(ReviewedPageForm):
    def clean(self) -> dict[str, Any]:
        """Refuse contacts that all have a theme: one must answer for the themes without contact."""
        cleaned_data: dict[str, Any] = super().clean()
        rows = [
            form.cleaned_data
            for form in self.formsets.get("contact_links", [])
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if rows and all(row.get("theme") for row in rows):
            self.add_error(
                None,
                _("Ajoutez un contact presse pour toutes les questions, dont le thème reste vide."),
            )
        return cleaned_data
