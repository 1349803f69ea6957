"""The creation of pages as editors do it: a draft, its reviews, its publication."""

import datetime
import json
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from django.utils import timezone

from wagtail.models import Page

from portal.core.themes import Theme
from portal.demo.blocks import resolve_references
from portal.demo.gallery import get_image
from portal.demo.people import publish_reviewed
from portal.demo.prose import Block, line
from portal.publications import PublicationPage
from portal.workflow.sections import section_of

PUBLICATION_TIME = datetime.time(9, 30)
AnyPage = TypeVar("AnyPage", bound=Page)


class Story(Protocol):
    """What the demonstration writes of a page.

    It may also have a `body`, a `short_title`, and a `picture`, the name of one in the gallery.
    """

    @property
    def slug(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def summary(self) -> str: ...


def publish(parent: Page, page: AnyPage, date: datetime.date | None = None) -> AnyPage:
    """Add the page below its parent and publish it, as if on that day when one is given."""
    if date:
        published_at = datetime.datetime.combine(date, PUBLICATION_TIME)
        page.first_published_at = timezone.make_aware(published_at)
    page.live = False
    parent.add_child(instance=page)
    return republish(page)


def republish(page: AnyPage) -> AnyPage:
    """Publish what changed in the page, through the reviews of its section when it has some."""
    if section := section_of(page):
        publish_reviewed(page, section)
    else:
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def page_fields(story: Story) -> dict[str, Any]:
    """Return the fields that a page of any type takes from its story."""
    fields: dict[str, Any] = {
        "slug": story.slug,
        "title": line(story.title),
        "summary": line(story.summary),
    }
    if hasattr(story, "body"):
        fields["body"] = serialize_blocks(story.body)
    if short_title := getattr(story, "short_title", ""):
        fields["short_title"] = short_title
    if picture := getattr(story, "picture", ""):
        fields["illustration"] = get_image(picture)
    return fields


def serialize_blocks(blocks: list[Block]) -> str:
    """Return the blocks, their references resolved, as the JSON that a StreamField stores."""
    return json.dumps(resolve_references(blocks))


def set_themes(page: PublicationPage, slugs: Iterable[str]) -> None:
    """Set the themes of a page; raise KeyError for an unknown slug, which is a typing error."""
    themes = {theme.slug: theme for theme in Theme.objects.filter(slug__in=slugs)}
    page.themes.set([themes[slug] for slug in slugs])


def add_related(page: PublicationPage, slugs: Iterable[str]) -> None:
    """Add related publications, of any application; raise DoesNotExist for an unknown slug."""
    for slug in slugs:
        page.related_links.create(target=PublicationPage.objects.get(slug=slug))
