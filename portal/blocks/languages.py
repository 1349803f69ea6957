"""Words of another language inside a text: an editor's button for each, an attribute for readers.

Screen readers, translators and spelling checkers need it; nothing else looks different.
"""

from django.utils.translation import gettext_lazy as _

import wagtail.admin.rich_text.editors.draftail.features as draftail
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler

LANGUAGES = {
    "en": _("Passage en anglais"),
    "de": _("Passage en allemand"),
    "es": _("Passage en espagnol"),
    "it": _("Passage en italien"),
}
FEATURES = [f"lang-{code}" for code in LANGUAGES]
IN_THE_EDITOR = {"textDecoration": "underline dotted", "textUnderlineOffset": "0.2em"}


def register_language_features(features) -> None:
    for code, words in LANGUAGES.items():
        style, name = f"LANG-{code.upper()}", f"lang-{code}"
        button = {"label": code.upper(), "description": words, "style": IN_THE_EDITOR}
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
