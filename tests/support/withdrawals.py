"""Texts that are published as the press office does it, then withdrawn, reopened, removed."""

from portal.models import PublicationPage
from portal.withdrawal import actions

WHY = "Une phrase du texte était inexacte."


def published(factory, **fields) -> PublicationPage:
    """A page whose publication was told to those who listen."""
    page = factory(live=False, **fields)
    page.save_revision().publish()
    return fresh(page)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def withdraw(page, user, kind="erreur", reason=WHY):
    actions.withdraw(fresh(page), user, kind, reason)
    return fresh(page)


def reopen(page, user, reason="Le texte a été vérifié."):
    actions.reopen(fresh(page), user, reason)
    return fresh(page)


def remove(page, user, kind="erreur", reason=WHY, is_told=True) -> None:
    actions.remove(fresh(page), user, kind, reason, is_told)
