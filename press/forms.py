"""The form of a communiqué."""

from portal.publications.forms import PublicationForm
from press.date_rules import ReleaseDatesFormMixin


class PressReleaseForm(ReleaseDatesFormMixin, PublicationForm):
    """Of a publication under embargo, or that announces an event."""
