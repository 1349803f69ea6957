"""The form of a publication."""

from portal.pages.forms import ReviewedPageForm
from portal.versions.forms import DeclarationFormMixin


class PublicationForm(DeclarationFormMixin, ReviewedPageForm):
    """Of a text whose versions are kept: once published, it says what changes."""
