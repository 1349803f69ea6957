"""Signal handlers that keep redirects and tombstones as pages move, come and go."""

import copy
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from portal.core.visibility import is_unrestricted
from portal.redirects.paths import page_paths
from portal.wagtail_internals.background import RedirectBatch
from portal.withdrawal import Tombstone, Withdrawal

BATCH_SIZE = 2_000  # rows, when a page moves with all that is below it


@receiver(page_slug_changed)
def redirect_on_slug_change(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    create_redirects(instance, instance_before)


@receiver(post_page_move)
def redirect_on_move(
    instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if url_path_before != url_path_after:
        before = copy.copy(instance)
        before.url_path = url_path_before
        create_redirects(instance, before)


@receiver(page_published)
def claim_paths_on_publish(instance: Page, **kwargs: Any) -> None:
    if instance.live:  # Wagtail sends the signal for what is scheduled too
        claim_paths([instance])


@receiver(pre_delete, sender=Page)
def create_tombstones(instance: Page, **kwargs: Any) -> None:
    """Mark the paths of a removed page, and those that redirected to it."""
    redirects = Redirect.objects.filter(redirect_page=instance, redirect_page_route_path="")
    paths = {path.partition("?")[0] for path in redirects.values_list("old_path", flat=True)}
    if (
        was_public(instance, last_moves(instance).get(instance.pk))
        and Page.objects.filter(is_unrestricted(), pk=instance.pk).exists()
    ):
        paths |= {path for _site, path, route in page_paths(instance) if not route}
    # The tombstones of a withdrawn page have the reason of its withdrawal.
    withdrawn = Withdrawal.objects.in_force().filter(page=instance.pk).values("kind", "reason")
    reason: dict[str, Any] = {**withdrawn[0], "is_told": True} if withdrawn else {}
    if paths:
        Tombstone.objects.replace(instance.pk, paths, **reason)


def was_public(page: Page, moved_at: datetime | None) -> bool:
    """Whether visitors know the page by its present path.

    An unpublished page keeps the path that they knew until it is moved or renamed. `moved_at` is
    when that last happened.
    """
    if page.live:
        return True
    published_at = page.last_published_at or page.first_published_at
    return published_at is not None and not (moved_at and moved_at > published_at)


def create_redirects(page: Page, before: Page) -> None:
    """Redirect from the former paths of the page, and of those below it, to the new ones.

    `before` is the page as it was until it moved.
    """
    below = page.get_descendants().defer_streamfields().specific().iterator(BATCH_SIZE)
    moved_at = last_moves(page)
    states = [(page.specific, before)] + [(child, child) for child in below]
    claim_paths(now for now, _then in states if now.live)
    batch = RedirectBatch(max_size=BATCH_SIZE, ignore_conflicts=True)
    for now, then in states:
        if not was_public(then, moved_at.get(now.pk)):
            continue
        former = before.url_path + now.url_path.removeprefix(page.url_path)
        for site, path, route in page_paths(now, former):
            batch.add(
                old_path=path,
                site_id=site,
                redirect_page=now,
                redirect_page_route_path=route,
                automatically_created=True,
            )
    batch.process()


def last_moves(page: Page) -> dict[int, datetime]:
    """Return when the page, and each page below it, last left a path that visitors knew.

    The keys are those of the pages.
    """
    below = Redirect.objects.filter(redirect_page__path__startswith=page.path)
    below = below.filter(automatically_created=True)
    return dict(below.values_list("redirect_page").annotate(Max("created_at")))


def claim_paths(pages: Iterable[Page]) -> None:
    """End the redirects and tombstones that other pages left at the paths of these pages."""
    paths = [path for page in pages for _site, path, _route in page_paths(page)]
    for start in range(0, len(paths), BATCH_SIZE):
        batch = paths[start : start + BATCH_SIZE]
        Redirect.objects.filter(old_path__in=batch, automatically_created=True).delete()
        Tombstone.objects.at(batch).update(over_at=timezone.now())
