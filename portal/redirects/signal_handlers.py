"""What a page leaves at an address when it moves, is renamed, or is removed; what it takes."""

import copy
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from portal.core.visibility import is_unrestricted
from portal.redirects.paths import addresses
from portal.wagtail_internals.background import RedirectBatch
from portal.withdrawal import Tombstone, Withdrawal

AT_ONCE = 2_000  # rows, of a list that moves with all that is below it


@receiver(page_slug_changed)
def renamed(instance, instance_before, **kwargs) -> None:
    leave(instance, instance_before)


@receiver(post_page_move)
def moved(instance, url_path_before, url_path_after, **kwargs) -> None:
    if url_path_before != url_path_after:
        before = copy.copy(instance)
        before.url_path = url_path_before
        leave(instance, before)


@receiver(page_published)
def published(instance, **kwargs) -> None:
    if instance.live:  # it is told of what is scheduled too
        take([instance])


@receiver(pre_delete, sender=Page)
def removed(instance, **kwargs) -> None:
    """Mark the address of the page and those that led to it."""
    redirects = Redirect.objects.filter(redirect_page=instance, redirect_page_route_path="")
    paths = {path.partition("?")[0] for path in redirects.values_list("old_path", flat=True)}
    if (
        was_public(instance, last_moves(instance).get(instance.pk))
        and Page.objects.filter(is_unrestricted(), pk=instance.pk).exists()
    ):
        paths |= {path for _site, path, below in addresses(instance) if not below}
    # What was withdrawn says the same when it is gone.
    withdrawn = Withdrawal.objects.in_force().filter(page=instance.pk).values("kind", "reason")
    told = {**withdrawn[0], "is_told": True} if withdrawn else {}
    if paths:
        Tombstone.objects.lay(instance.pk, paths, **told)


def was_public(page: Page, moved_at: datetime | None) -> bool:
    """Whether visitors know the page by its address.

    Unpublished, it kept the one that they knew, until it was moved or renamed for the first time.
    """
    if page.live:
        return True
    known = page.last_published_at or page.first_published_at
    return known is not None and not (moved_at and moved_at > known)


def leave(page: Page, before: Page) -> None:
    """Lead from the former addresses of the page and of those below it to the new ones."""
    below = page.get_descendants().defer_streamfields().specific().iterator(AT_ONCE)
    moved_at = last_moves(page)
    states = [(page.specific, before)] + [(child, child) for child in below]
    take(now for now, _then in states if now.live)
    batch = RedirectBatch(max_size=AT_ONCE, ignore_conflicts=True)
    for now, then in states:
        if not was_public(then, moved_at.get(now.pk)):
            continue
        former = before.url_path + now.url_path.removeprefix(page.url_path)
        for site, path, route in addresses(now, former):
            batch.add(
                old_path=path,
                site_id=site,
                redirect_page=now,
                redirect_page_route_path=route,
                automatically_created=True,
            )
    batch.process()


def last_moves(page: Page) -> dict[int, datetime]:
    """When each page from here on last left an address that visitors knew."""
    below = Redirect.objects.filter(redirect_page__path__startswith=page.path)
    below = below.filter(automatically_created=True)
    return dict(below.values_list("redirect_page").annotate(Max("created_at")))


def take(pages: Iterable[Page]) -> None:
    """What others left at the addresses of these pages is over: visitors find them there."""
    paths = [path for page in pages for _site, path, _route in addresses(page)]
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        Redirect.objects.filter(old_path__in=some, automatically_created=True).delete()
        Tombstone.objects.at(some).update(over_at=timezone.now())
