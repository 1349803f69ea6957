"""The checks of links inside the portal: what they lead to exists, and visitors may open it."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils.translation import gettext as _

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from portal.admin_access import visible_title
from portal.blocks.own_addresses import get_own_path
from portal.blocks.typed_addresses import iter_places
from portal.content_checks.findings import Finding, Level
from portal.core.visibility import is_linkable
from portal.wagtail_internals.content import Reference, references_of


def check_links(page: Page) -> Iterator[Finding]:
    """Yield the links of the texts to pages that visitors may not open, and to no document."""
    fields = {field.name for field in page._meta.fields} - {"alias_of", "live_revision"}
    references = [each for each in references_of(page) if field_of(each) in fields]
    pages = keys_of_type(references, Page)
    open_pages = set(Page.objects.filter(is_linkable(), pk__in=pages).values_list("pk", flat=True))
    open_pages |= getattr(page, "appears_with", set())
    closed = Page.objects.in_bulk([key for key in pages if key not in open_pages])
    for key, reference in pages.items():
        if key in open_pages or key == page.pk:
            continue
        message = _("Un lien mène à une page qui n’existe plus.")
        if key in closed:  # its title, as far as this person may read it
            message = _("Un lien mène à «\u00a0%s\u00a0», que les visiteurs ne peuvent pas ouvrir.")
            message %= visible_title(closed[key], closed[key].draft_title)
        yield at(reference, message)
    documents = keys_of_type(references, get_document_model())
    stored = set(get_document_model().objects.filter(pk__in=documents).values_list("pk", flat=True))
    for key in documents.keys() - stored:
        yield at(documents[key], _("Un lien mène à un document qui n’existe plus."))


def check_own_addresses(page: Page) -> Iterator[Finding]:
    """Yield the addresses of the portal that were typed, and at which visitors find nothing."""
    places = {
        path: place
        for place in iter_places(page)
        if (path := get_own_path(place.address)) and path != get_own_path(page.url or "")
    }
    site = page.get_site() if places else None
    for path, place in places.items():
        if site and not is_answered(path, site):
            message = _("Un lien mène à %s, où les visiteurs ne trouvent rien.") % path
            yield Finding(message, Level.ERROR, place.field, place.block)


def is_answered(path: str, site: Site) -> bool:
    """Return whether a visitor finds something at this path, or is led elsewhere."""
    if not path.endswith("/") and "." not in path:
        path += "/"
    try:
        if resolve(path).url_name != "wagtail_serve":
            return True
        site.root_page.specific.route(HttpRequest(), list(filter(None, path.split("/"))))
        return True
    except Http404:  # also of `resolve`
        redirects = Redirect.get_for_site(site)
        return bool(redirects.filter(old_path__iexact=Redirect.normalise_path(path)).exists())


def keys_of_type(references: list[Reference], model: type) -> dict[int, Reference]:
    """Return the references to rows of a model by the keys of the rows."""
    content_type = ContentType.objects.get_for_model(model).pk
    return {int(each.key): each for each in references if each.content_type == content_type}


def field_of(reference: Reference) -> str:
    return reference.model_path.partition(".")[0]


def at(reference: Reference, message: str) -> Finding:
    field, _dot, place = reference.content_path.partition(".")
    return Finding(message, Level.ERROR, field, place.partition(".")[0])
