"""Addresses of pages that visitors can reach: not those that the site or the parent answers."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils.translation import gettext as _

from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from portal.core.slugs import propose_slug

LONGEST_SLUG = 240  # characters, which leave room for a number
MOST_NUMBERS = 1_000
FIRST_PART = re.compile(r"\^?([\w-]+)(?=/|\$|\\Z|$)")  # of a pattern, when it is literal


def first_parts(patterns: Iterable[object]) -> Iterator[str]:
    """Yield the literal first part of each URL pattern."""
    for pattern in patterns:
        route = str(pattern.pattern)  # type: ignore[attr-defined]  # of both kinds of patterns
        if match := FIRST_PART.match(route):
            yield match[1]
        elif not route.strip("^") and isinstance(pattern, URLResolver):
            yield from first_parts(pattern.url_patterns)


def site_parts() -> set[str]:
    """Return the first parts of the site's addresses that are not those of pages."""
    folders = {url.strip("/").split("/")[0] for url in (settings.STATIC_URL, settings.MEDIA_URL)}
    return folders | set(first_parts(get_resolver().url_patterns))


def is_answered_by_site(path: str) -> bool:
    """Whether an address of the site itself, or those below it, stands before that of a page."""
    if path.count("/") == 2 and path.strip("/") in site_parts():  # other pages may stand below it
        return True
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def is_answered_by_parents(parent: Page, slug: str) -> bool:
    """Whether a page above answers itself at the address of its child or descendant."""
    path, names = f"/{slug}/", {slug}
    for page in reversed(parent.get_ancestors(inclusive=True)):
        page_type = page.specific_class
        if page_type and issubclass(page_type, RoutablePageMixin):
            if names & {*first_parts(page_type.get_subpage_urls())}:
                return True
            try:
                page_type.get_resolver().resolve(path)
            except Resolver404:
                pass
            else:
                return True
        path, names = f"/{page.slug}{path}", set()
    return False


def is_reachable_at(parent: Page, slug: str) -> bool:
    """Whether visitors would reach a page of this slug below its parent."""
    if is_answered_by_parents(parent, slug):
        return False
    place = parent.get_url_parts()  # None below no site
    return place is None or not place[2] or not is_answered_by_site(f"{place[2]}{slug}/")


def find_free_slug(parent: Page, slug: str, page: Page | None = None) -> str:
    """Return the slug, or with the first number that makes it that of no other page or part."""
    siblings = parent.get_children()
    if page and page.pk:
        siblings = siblings.not_page(page)
    taken = set(siblings.filter(slug__startswith=slug).values_list("slug", flat=True))
    proposal, number = slug, 1
    while number < MOST_NUMBERS and (proposal in taken or not is_reachable_at(parent, proposal)):
        number += 1
        proposal = f"{slug}-{number}"
    return proposal


def check_slug(parent: Page, slug: str, page: Page | None = None) -> None:
    """Raise ValidationError, with another slug, when visitors would not reach the page."""
    if is_reachable_at(parent, slug):
        return
    message = _(
        "À l’adresse «\u00a0%(slug)s\u00a0», les visiteurs trouveraient une autre partie du site, "
        "jamais cette page\u00a0: écrivez par exemple «\u00a0%(other)s\u00a0»."
    )
    other = find_free_slug(parent, slug, page)
    raise ValidationError(message % {"slug": slug, "other": other}, code="unreachable")


def propose_page_slug(title: str, parent: Page, page: Page) -> str:
    """Return the slug that this title gives the page below its parent."""
    slug = propose_slug(title, LONGEST_SLUG) or propose_slug(str(page._meta.verbose_name))
    return find_free_slug(parent, slug, page)


def is_derived(slug: str, title: str) -> bool:
    """Whether this is the slug that the title gives, with or without a number."""
    proposal = re.escape(propose_slug(title, LONGEST_SLUG))
    return re.fullmatch(rf"{proposal}(-\d{{1,3}})?", slug) is not None
