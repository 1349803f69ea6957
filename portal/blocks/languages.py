"""Rich text features that mark a passage as being in another language: a button for each.

The mark becomes the attribute `lang`, which screen readers, translators and spelling checkers need;
the passage looks like the rest of the text.
"""

from django.utils.translation import gettext_lazy as _

import wagtail.admin.rich_text.editors.draftail.features as draftail
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

LANGUAGES = {
    "en": _("Passage en anglais"),
    "de": _("Passage en allemand"),
    "es": _("Passage en espagnol"),
    "it": _("Passage en italien"),
}
FEATURES = [f"lang-{code}" for code in LANGUAGES]
EDITOR_STYLE = {"textDecoration": "underline dotted", "textUnderlineOffset": "0.2em"}


def register_language_features(features: FeatureRegistry) -> None:
    """Register the feature of each language for the Draftail editor."""
    for code, description in LANGUAGES.items():
        style, name = f"LANG-{code.upper()}", f"lang-{code}"
        button = {"label": code.upper(), "description": description, "style": EDITOR_STYLE}
        features.register_editor_plugin(
            "draftail", name, draftail.InlineStyleFeature({"type": style, **button})
        )
        rule = {
            "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
            "to_database_format": {
                "style_map": {style: {"element": "span", "props": {"lang": code}}}
            },
        }
        features.register_converter_rule("contentstate", name, rule)
