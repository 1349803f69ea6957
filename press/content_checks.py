"""What a text for the press lacks beside what all texts may lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.content_checks import Finding, Level
from press.models import PressReleasePage


def check_release(page: Page) -> Iterator[Finding]:
    """Yield a contact or a place that is missing. Nobody would answer a text without a contact."""
    if not isinstance(page, PressReleasePage):
        return
    if not page.contact_list:
        message = _("Aucun contact presse\u00a0: choisissez-en un, ou donnez-en à l’espace presse.")
        yield Finding(message, Level.ERROR, "contacts")
    elif not page.contacts.all():
        message = _("Aucun contact choisi\u00a0: le texte donne ceux de l’espace presse.")
        yield Finding(message, field="contacts")
    if not page.place:
        yield Finding(_("Le lieu d’où le texte est daté manque."), field="place")
