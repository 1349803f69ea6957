"""One page of each kind, and how many queries it takes when nothing keeps it."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Site

from portal.models import AgencyPage
from portal.publications import PublicationIndexPage

SEARCH = "intelligence"


def page_urls() -> dict[str, str]:
    """Return the URL of one page of each kind. Raise CommandError when the site is empty."""
    home = Site.objects.get(is_default_site=True).root_page
    urls = {"home": home.get_url()}
    if agency := AgencyPage.objects.live().first():
        urls["agency"] = agency.get_url()
    for model in PublicationIndexPage.models():
        for index in model.objects.live():
            name, listed = index.slug, index.publications()
            if newest := listed.newest().first():
                urls[f"{name}, list"] = index.get_url()
                urls[f"{name}, text"] = newest.get_url()
            if text := listed.filter(themes__isnull=False).newest().first():
                facets = {"theme": text.themes.first().slug, "annee": text.date.year}
                urls[f"{name}, list with facets"] = f"{index.get_url()}?{urlencode(facets)}"
                urls[f"{name}, feed"] = index.get_url() + index.reverse_subpage("feed")
    if len(urls) < 3:
        raise CommandError("Le site est vide : lancez « make run » une première fois.")
    return urls | {"search": f"{reverse('search')}?{urlencode({'q': SEARCH})}"}


def count_queries(path: str) -> int:
    """Return the number of queries of a page of which the third request is counted.

    The first one may be answered before the model that searches ask is loaded.
    """
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    for _ in range(2):
        client.get(path, secure=settings.HTTPS)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, secure=settings.HTTPS)
    return len(queries)
