"""Whom journalists may ask: a contact for each theme, and one for all questions."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from portal.core.snippets import MediaContact
from portal.core.themes import Theme
from portal.pages.forms import SectionPageForm


class PressContact(Orderable):
    page = ParentalKey(
        "press.PressIndexPage", on_delete=models.CASCADE, related_name="contact_links"
    )
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Vide\u00a0: toutes les questions."),
    )
    contact = models.ForeignKey(
        MediaContact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldRowPanel([FieldPanel("theme"), FieldPanel("contact")])]


class PressContacts:
    """The contacts of a press room, sorted by what they answer to."""

    def __init__(self, links: Iterable[PressContact]) -> None:
        if isinstance(links, models.QuerySet):  # a preview holds plain lists
            links = links.select_related("theme", "contact")
        found = defaultdict(list)
        for link in links:
            found[link.theme].append(link.contact)
        self.general: list[MediaContact] = found.pop(None, [])
        self.by_theme = dict(sorted(found.items(), key=lambda item: item[0].slug))

    def __bool__(self) -> bool:
        return bool(self.general or self.by_theme)

    @property
    def by_team(self) -> list[tuple[list[Theme], tuple[MediaContact, ...]]]:
        """Those who answer together, once, after all their themes."""
        themes = defaultdict(list)
        for theme, contacts in self.by_theme.items():
            themes[tuple(contacts)].append(theme)
        return [(asked, contacts) for contacts, asked in themes.items()]

    def answering(self, themes: Iterable[str]) -> list[MediaContact]:
        """Those of the themes of these slugs; for a theme that has none, the general ones."""
        known = {theme.slug: contacts for theme, contacts in self.by_theme.items()}
        contacts = [one for slug in themes for one in known.get(slug, self.general)]
        return list(dict.fromkeys(contacts)) or self.general


class PressIndexForm(SectionPageForm):
    def clean(self) -> dict:
        """Themes that nobody lists fall back on the contact for all questions: there is one."""
        cleaned = super().clean()
        rows = self.formsets.get("contact_links", [])
        given = [
            row.cleaned_data
            for row in rows
            if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE")
        ]
        if given and all(row.get("theme") for row in given):
            self.add_error(
                None,
                _("Ajoutez un contact presse pour toutes les questions, dont le thème reste vide."),
            )
        return cleaned
