"""Wagtail hooks of rich text: links to public pages alone, passages in another language."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from portal.blocks import languages
from portal.blocks.rich_text import LINK_RULE, PublicPageLinkHandler

hooks.register("register_rich_text_features", languages.register_language_features)


@hooks.register("register_rich_text_features", order=10)
def register_public_page_link_handler(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_converter_rule("contentstate", "link", LINK_RULE)
