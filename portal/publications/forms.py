"""The edit form of publications."""

from portal.content_checks.forms import ContentChecksFormMixin
from portal.pages.forms import ReviewedPageForm
from portal.versions.forms import DeclarationFormMixin


class PublicationForm(ContentChecksFormMixin, DeclarationFormMixin, ReviewedPageForm):
    """A page form that asks, once the page was published, to declare what changes."""
