"""The edit form of publications."""

from portal.pages.forms import ReviewedPageForm
from portal.versions.forms import DeclarationFormMixin


class PublicationForm(DeclarationFormMixin, ReviewedPageForm):
    """A page form that asks, once the page was published, to declare what changes."""
