"""Wagtail hooks of blocks: links to public pages alone, passages in another language, omissions."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from django_tasks.base import Task

from portal.blocks import languages
from portal.blocks.omissions import forget_omissions
from portal.blocks.rich_text import (
    DOCUMENT_RULE,
    LINK_RULE,
    DocumentLinkHandler,
    ImageEmbedHandler,
    PublicPageLinkHandler,
)

hooks.register("register_rich_text_features", languages.register_language_features)


@hooks.register("register_rich_text_features", order=10)
def register_strict_handlers(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(DocumentLinkHandler)
    features.register_embed_type(ImageEmbedHandler)
    features.register_converter_rule("contentstate", "link", LINK_RULE)
    features.register_converter_rule("contentstate", "document-link", DOCUMENT_RULE)


@hooks.register("register_periodic_job")
def register_forget_omissions_job() -> Task[[], None]:
    return forget_omissions
