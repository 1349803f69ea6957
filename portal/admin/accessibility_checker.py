"""Wagtail's accessibility checker, in previews and on the site, with messages in French."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.userbar import AccessibilityItem, BaseItem, ContentCheckerItem
from wagtail.models import Page

MEANINGFUL_TEXT = _("Écrivez des mots qui ont un sens à l’écoute.")
# Rules of axe, beyond those that Wagtail runs: what is wrong, and what to do.
MORE_RULES = {
    "image-alt": (_("Image sans texte alternatif"), _("Décrivez-la, ou dites-la décorative.")),
    "image-redundant-alt": (
        _("Texte alternatif déjà écrit à côté"),
        _("Dites autre chose, ou cochez «\u00a0décorative\u00a0»."),
    ),
    "page-has-heading-one": (_("Page sans titre"), _("Donnez-lui un titre.")),
    "valid-lang": (_("Langue inconnue"), _("Choisissez la langue dans la barre de l’éditeur.")),
    "color-contrast": (_("Contraste insuffisant"), _("Prévenez l’administration du portail.")),
}
# The rules that Wagtail runs.
WAGTAIL_RULES = {
    "button-name": (_("Bouton sans mots"), MEANINGFUL_TEXT),
    "empty-heading": (_("Intertitre vide"), MEANINGFUL_TEXT),
    "empty-table-header": (_("En-tête de tableau vide"), MEANINGFUL_TEXT),
    "frame-title": (_("Cadre sans titre"), MEANINGFUL_TEXT),
    "heading-order": (
        _("Niveau d’intertitre sauté"),
        _("Un sous-intertitre vient après un intertitre."),
    ),
    "input-button-name": (_("Bouton sans mots"), MEANINGFUL_TEXT),
    "link-name": (_("Lien sans mots"), MEANINGFUL_TEXT),
    "p-as-heading": (
        _("Paragraphe en guise d’intertitre"),
        _("Employez le bloc «\u00a0Intertitre\u00a0»."),
    ),
    "alt-text-quality": (
        _("Le texte alternatif ressemble à un nom de fichier"),
        _("Dites ce que l’image apprend."),
    ),
    "empty-meta-description": (
        _("Page sans description"),
        _("Écrivez un chapô\u00a0: les moteurs de recherche le montrent."),
    ),
}


class CheckerItem(ContentCheckerItem):
    """The checker in the user bar, for what editors write."""

    axe_include = ["main"]  # the rest of the page is the portal's own
    axe_run_only = [*ContentCheckerItem.axe_run_only, *MORE_RULES]
    axe_messages = {
        rule: {"error_name": name, "help_text": remedy}
        for rule, (name, remedy) in (MORE_RULES | WAGTAIL_RULES).items()
    }


def replace_accessibility_item(
    request: HttpRequest, items: list[BaseItem], page: Page | None
) -> None:
    """Replace Wagtail's checker in the user bar by the portal's."""
    for place, item in enumerate(items):
        if isinstance(item, AccessibilityItem):
            items[place] = CheckerItem(in_editor=item.in_editor)
