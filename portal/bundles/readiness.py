"""What keeps the texts of a bundle from appearing: asked again, under a lock, at its moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, Revision, WorkflowState

from portal.bundles.models import BundleMember
from portal.content_checks import find_errors
from portal.pages.date_rules import find_broken_rules
from portal.publications import PublicationPage
from portal.wagtail_internals.background import is_expired
from portal.workflow.fingerprints import content_digest
from portal.workflow.planning import approved_revision
from portal.workflow.sections import step_name

GONE = _("Il est supprimé.")
WITHDRAWN = _("Il est retiré.")
NOTHING_NEW = _("Il est déjà en ligne, sans rien de nouveau à publier.")
DRAFT = _("C’est un brouillon\u00a0: personne ne l’a soumis.")
RETURNED = _("Il est renvoyé à son auteur, avec des remarques.")
IN_REVIEW = _("Il attend\u00a0: %s.")
CHANGED = _("Il a changé depuis son approbation\u00a0: soumettez ce qui est nouveau.")
EXPIRED = _("Sa date de retrait est passée.")
REFUSED_BY_CHECK = _("Une vérification le refuse\u00a0: ouvrez-le, elle est dans son panneau.")
READY = _("Prêt\u00a0: approuvé.")
Reason = str | Promise


@dataclass(frozen=True)
class Standing:
    """Where a text of a bundle stands."""

    member: BundleMember
    page: Any  # as a publication of its type; None if it is gone
    revision: Revision | None  # that would appear
    reasons: list[Reason]  # why it would not

    @property
    def is_ready(self) -> bool:
        return not self.reasons


def standings(members: Iterable[BundleMember]) -> list[Standing]:
    """Return where each of these texts stands."""
    return [standing_of(member) for member in members]


def standing_of(member: BundleMember) -> Standing:
    page = member.page and member.page.specific
    if page is None:
        return Standing(member, None, None, [GONE])
    revision = approved_revision(page)
    return Standing(member, page, revision, list(find_reasons(page, revision)))


def find_reasons(page: PublicationPage, revision: Revision | None) -> Iterator[Reason]:
    """Yield why the approved revision of the page could not appear; nothing if it could."""
    if getattr(page, "withdrawal", None):
        yield WITHDRAWN
    elif revision is None:
        yield unapproved_reason(page)
    elif has_changed(page, revision):
        yield CHANGED
    else:
        yield from find_faults(revision)


def unapproved_reason(page: PublicationPage) -> Reason:
    """Return what a text that nobody approved awaits."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return RETURNED
    if state and (task := page.current_workflow_task):
        return IN_REVIEW % capfirst(step_name(task))
    return NOTHING_NEW if page.live and not page.has_unpublished_changes else DRAFT


def has_changed(page: Page, revision: Revision) -> bool:
    """Whether somebody wrote another text since; a comment makes a new revision of the same."""
    latest = page.get_latest_revision()
    return latest.pk != revision.pk and content_digest(latest) != content_digest(revision)


def find_faults(revision: Revision) -> Iterator[Reason]:
    """Yield what is wrong in the text of an approved revision, at the moment of its bundle."""
    text = revision.as_object()
    yield from find_date_faults(text)
    if is_expired(revision):
        yield EXPIRED
    # A date that has come is no fault of a text that appears at it.
    dates = {str(message) for _field, message in find_broken_rules(text)}
    if any(str(finding.message) not in dates for finding in find_errors(text)):
        yield REFUSED_BY_CHECK


def find_date_faults(text: Any) -> Iterator[Reason]:
    """Yield the messages of the rules that the moment of the bundle breaks: that of an embargo."""
    for rule in text.date_orders:
        if rule.is_broken(vars(text)):
            yield rule.message
