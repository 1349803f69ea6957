"""The addresses of the site beside those of publications: its pages and the views below them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from wagtail.models import Page, Site

from portal.core.visibility import is_public
from portal.publications import PublicationPage

VIEWS = ("disclosure", "feeds", "site_map")  # of no page; by the names of their URLs


def public_pages(root: Page) -> QuerySet[Page]:
    """Return the public pages from `root` down, without publications, in the order of the tree."""
    pages: QuerySet[Page] = (
        Page.objects.descendant_of(root, inclusive=True)
        .filter(is_public())
        .exclude(pk__in=PublicationPage.objects.order_by().values("pk"))
        .order_by("path")
    )
    return pages


def standing_addresses(site: Site) -> Iterator[tuple[str, Page | None]]:
    """Yield each address of a site, and the page whose visibility it shares, if any."""
    root = site.root_page.specific
    for page in public_pages(root):
        if path := page.get_url(current_site=site):
            yield path, page
    for index in getattr(root, "indexes", []):
        for view in index.subpage_views:
            yield index.url + index.reverse_subpage(view.route), index
    for name in VIEWS:
        yield reverse(name), None
