"""Putting pages in the tree, as their people would: a draft, its reviews, a publication."""

import datetime
import json

from django.utils import timezone

from wagtail.models import Page

from portal.core.themes import Theme
from portal.demo.blocks import resolved
from portal.demo.gallery import picture
from portal.demo.people import publish_reviewed
from portal.demo.prose import line
from portal.publications import PublicationPage
from portal.workflow.mixins import ReviewMixin

OFFICE_HOURS = datetime.time(9, 30)


def publish(parent: Page, page: Page, date: datetime.date | None = None) -> Page:
    """Add the page below its parent and publish it, on that day if one is given."""
    if date:
        page.first_published_at = timezone.make_aware(datetime.datetime.combine(date, OFFICE_HOURS))
    page.live = False
    parent.add_child(instance=page)
    return republish(page)


def republish(page: Page) -> Page:
    if isinstance(page, ReviewMixin):
        publish_reviewed(page)
    else:
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def words(story) -> dict:
    """The fields that every page takes from its story."""
    fields = {"slug": story.slug, "title": line(story.title), "summary": line(story.summary)}
    if hasattr(story, "body"):
        fields["body"] = stream(story.body)
    if getattr(story, "short_title", ""):
        fields["short_title"] = line(story.short_title)
    if getattr(story, "picture", ""):
        fields["illustration"] = picture(story.picture)
    return fields


def stream(blocks: list[dict]) -> str:
    """Blocks with their references resolved, as a StreamField stores them."""
    return json.dumps(resolved(blocks))


def tag(page: PublicationPage, slugs) -> None:
    """The closed list of themes refuses an unknown one: a mistyped slug must not pass."""
    found = {theme.slug: theme for theme in Theme.objects.filter(slug__in=slugs)}
    page.themes.set([found[slug] for slug in slugs])


def relate(page: PublicationPage, slugs) -> None:
    """Hand-picked publications, of any app: they are found through the tree."""
    for slug in slugs:
        page.related_links.create(target=PublicationPage.objects.get(slug=slug))
