"""The map of the site for search engines."""

from typing import Any

from django.contrib.sites.requests import RequestSite
from django.db.models import QuerySet
from django.db.models.functions import Now

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from portal.core.visibility import is_public
from portal.publications import PublicationPage


class PortalSitemap(Sitemap):
    """The pages that any visitor may open, without a query for each of their types."""

    def items(self) -> QuerySet[Page]:
        ended = PublicationPage.objects.order_by().filter(listed_until__lte=Now())
        home = self.get_wagtail_site().root_page
        pages: QuerySet[Page] = home.get_descendants(inclusive=True).filter(is_public())
        return pages.exclude(pk__in=ended.values("pk")).order_by("path")

    def get_urls(
        self,
        page: int | str = 1,
        site: RequestSite | None = None,
        protocol: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return the addresses of the pages, and those that lists add to their own."""
        home = self.get_wagtail_site().root_page.specific
        lists = {each.pk: each for each in getattr(home, "indexes", [])}
        urls = [
            url
            for item in self.paginator.page(page).object_list
            for url in lists.get(item.pk, item).get_sitemap_urls(self.request)
        ]
        moments = {url.get("lastmod") for url in urls}
        if moments and None not in moments:  # as Wagtail does
            self.latest_lastmod = max(moments)
        return urls
