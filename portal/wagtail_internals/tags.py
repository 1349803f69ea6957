"""The tags that the lists and the choosers of files propose."""

from collections.abc import Callable
from typing import Any

import wagtail.admin.filters
import wagtail.images.views.chooser

import wagtailmedia.views.chooser
import wagtailmedia.views.media

NAME = "popular_tags_for_model"
MODULES = (
    wagtail.admin.filters,
    wagtail.images.views.chooser,
    wagtailmedia.views.chooser,
    wagtailmedia.views.media,
)


def replace_popular_tags(popular_tags: Callable[..., Any]) -> None:
    """Have those screens propose what `popular_tags(model)` returns, in place of all tags.

    Read in Wagtail 7.4.4: each of these modules, wagtailmedia 0.19 included, imports the name.
    """
    for module in MODULES:
        setattr(module, NAME, popular_tags)
