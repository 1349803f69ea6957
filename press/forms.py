"""The edit form of press releases."""

from portal.publications.forms import PublicationForm
from press.date_rules import ReleaseDatesFormMixin


class PressReleaseForm(ReleaseDatesFormMixin, PublicationForm):
    """The form of a publication, with the rules of embargoes and of announced events."""
