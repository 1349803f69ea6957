"""Read the whole site as its visitors see it, and keep what it says as destinations."""

import datetime
import logging
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from wagtail.models import Site

from portal.core import visitor
from portal.core.themes import Theme
from portal.media.models import Document
from portal.publications import PublicationPage
from portal.site_search.destinations import Destination
from portal.site_search.document_text import read_document
from portal.site_search.reading import PageText, read_page
from portal.site_search.standing_pages import standing_addresses

BATCH = 200  # publications that one job reads
LONG_AGO = Value(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))

logger = logging.getLogger(__name__)


def read_site() -> bool:
    """Keep what the site says now; return whether publications are left to be read."""
    paths = {*read_standing_pages(), *read_themes(), *read_documents()}
    others = Destination.objects.exclude(kind=Destination.Kind.PUBLICATION)
    others.exclude(path__in=paths).delete()
    return read_publications()


def read_standing_pages() -> Iterator[str]:
    """Read the pages and views of the site; yield the paths of those that answer."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    for path, page in standing_addresses(site) if site else ():
        if content := visit(path):
            Destination.objects.write(path, content, kind=Destination.Kind.PAGE, page=page)
            yield path


def read_themes() -> Iterator[str]:
    """Yield the path of each theme of a listed publication: the search narrowed to it."""
    listed = PublicationPage.objects.listed().filter(theme_links__tag=OuterRef("pk"))
    for theme in Theme.objects.filter(Exists(listed)):
        path = f"{reverse('search')}?{urlencode({'theme': theme.slug})}"
        Destination.objects.write(path, PageText(theme.name), kind=Destination.Kind.THEME)
        yield path


def read_documents() -> Iterator[str]:
    """Yield the path of each published document; only those that changed are opened."""
    already_read = set(Destination.objects.values_list("document", "path", "title"))
    for document in Document.objects.filter(public=True):
        path = document.file.url
        if (
            document.pk,
            path,
            document.title,
        ) not in already_read:  # a file keeps its name and content
            values = {"kind": Destination.Kind.DOCUMENT, "document": document}
            Destination.objects.write(path, read_document(document), **values)
        yield path


def read_publications() -> bool:
    """Read a batch of those that were published since; return whether there may be more."""
    readings = Destination.objects.filter(
        page=OuterRef("pk"),
        url_path=OuterRef("url_path"),
        # What was imported has no such moment
        read_at__gte=Coalesce(OuterRef("last_published_at"), LONG_AGO),
    )
    listed = PublicationPage.objects.listed()
    Destination.objects.filter(kind=Destination.Kind.PUBLICATION).exclude(
        page__in=listed.order_by().values("pk")
    ).delete()
    kind = Destination.Kind.PUBLICATION
    pages = list(listed.filter(~Exists(readings)).newest().defer_streamfields()[:BATCH])
    for page in pages:
        Destination.objects.filter(kind=kind, page=page).exclude(path=page.url).delete()
        # One that cannot be read is not asked for again until it is published again
        content = visit(page.url) or PageText(page.title)
        values = {"kind": kind, "page": page, "url_path": page.url_path}
        Destination.objects.write(page.url, content, **values)
    return len(pages) == BATCH


def visit(path: str) -> PageText | None:
    """Return what a visitor reads at this path; None where there is nothing to read."""
    response = visitor.get(path)
    if isinstance(response, HttpResponse) and response.status_code == 200:
        content = read_page(response.content)
        if content.title:
            return content
    if response.status_code >= 500:
        logger.warning("The search could not read %s: status %s", path, response.status_code)
    return None
