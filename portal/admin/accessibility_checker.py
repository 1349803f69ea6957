"""What the built-in checker looks at, in the preview and on the site; its words in French."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

MEANT = _("Écrivez des mots qui ont un sens à l’écoute.")
# Of axe, beyond the rules that Wagtail asks for.
RULES = {
    "image-alt": (_("Image sans texte alternatif"), _("Décrivez-la, ou dites-la décorative.")),
    "image-redundant-alt": (
        _("Texte alternatif déjà écrit à côté"),
        _("Dites autre chose, ou cochez «\u00a0décorative\u00a0»."),
    ),
    "page-has-heading-one": (_("Page sans titre"), _("Donnez-lui un titre.")),
    "valid-lang": (_("Langue inconnue"), _("Choisissez la langue dans la barre de l’éditeur.")),
    "color-contrast": (_("Contraste insuffisant"), _("Prévenez l’administration du portail.")),
}
SAID = {
    "button-name": (_("Bouton sans mots"), MEANT),
    "empty-heading": (_("Intertitre vide"), MEANT),
    "empty-table-header": (_("En-tête de tableau vide"), MEANT),
    "frame-title": (_("Cadre sans titre"), MEANT),
    "heading-order": (
        _("Niveau d’intertitre sauté"),
        _("Un sous-intertitre vient après un intertitre."),
    ),
    "input-button-name": (_("Bouton sans mots"), MEANT),
    "link-name": (_("Lien sans mots"), MEANT),
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
    axe_include = ["main"]  # what editors write; the rest is the portal's own
    axe_run_only = [*ContentCheckerItem.axe_run_only, *RULES]
    axe_messages = {
        rule: {"error_name": name, "help_text": remedy}
        for rule, (name, remedy) in (RULES | SAID).items()
    }


def replace_accessibility_item(request, items, page) -> None:
    for place, item in enumerate(items):
        if isinstance(item, AccessibilityItem):
            items[place] = CheckerItem(in_editor=item.in_editor)
