"""What lists and their feeds need of an index."""

from typing import TYPE_CHECKING, Any, Protocol

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from portal.listing.forms import ListingForm
    from portal.publications import PublicationPage, PublicationQuerySet


class PublicationIndex(Protocol):
    """An index page, or an object that stands for one, as that of the search of the site."""

    @property
    def form_class(self) -> "type[ListingForm]": ...

    @property
    def title(self) -> "str | StrPromise": ...

    @property
    def summary(self) -> "str | StrPromise": ...

    @property
    def feed_url(self) -> str: ...

    @property
    def feed_full_url(self) -> str: ...

    def get_full_url(self) -> str: ...

    def publications(self) -> "PublicationQuerySet":
        """Return what the list may show, before any filter."""
        ...

    def withdrawn(self) -> "PublicationQuerySet":
        """Return what was withdrawn from the list: only its feed says so."""
        ...

    def entries(self, count: int) -> "list[PublicationPage]":
        """Return what its feed shows: the newest publications, and those withdrawn last."""
        ...

    def count_sentence(self, count: int, searched: bool) -> str: ...

    def get_context(self, request: HttpRequest) -> dict[str, Any]: ...
