"""What people do with bundles: gather texts, take some out, move the moment, publish now, cancel.

Each act locks the bundle, is refused with its reason (ValidationError), and stays in the history of
the bundle and in those of its texts. None gives a right: a text is approved by its own reviewers.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.admin_access import visible_title
from portal.bundles import notifications
from portal.bundles.mixins import BundledMixin
from portal.bundles.models import Bundle, BundleMember, Status
from portal.bundles.readiness import NOTHING_NEW, WITHDRAWN, find_date_faults, standings
from portal.bundles.release import RefusedError, finish, lock, release
from portal.core.users import User
from portal.workflow import planning
from portal.workflow.authorship import authors
from portal.workflow.permissions import must_wait

# Log actions: of the bundle, then of its texts. Their names are stored.
CREATE_ACTION, MOVE_ACTION, CANCEL_ACTION = (
    "portal.bundle.create",
    "portal.bundle.move",
    "portal.bundle.cancel",
)
ADD_ACTION, REMOVE_ACTION = "portal.bundle.add", "portal.bundle.remove"
JOIN_ACTION, LEAVE_ACTION, MOVED_ACTION = (
    "portal.bundle.join",
    "portal.bundle.leave",
    "portal.bundle.moved",
)
MAX_MEMBERS = 20

ENDED = _("Cette publication groupée est terminée\u00a0: elle ne change plus.")
PAST = _("Cette minute est passée\u00a0: choisissez-en une à venir.")
SAME = _("Elle est déjà prévue à cette minute.")
FULL = _("Une publication groupée a %d textes au plus.")
NO_TEXT = _("Elle n’a encore aucun texte.")
NOT_YOURS = _("Vous ne pouvez pas modifier «\u00a0%s\u00a0».")
TAKEN = _("«\u00a0%s\u00a0» est déjà dans une publication groupée\u00a0: retirez-l’en d’abord.")
TEMPLATE = _("«\u00a0%s\u00a0» est un modèle\u00a0: un modèle n’est jamais publié.")
NOT_BUNDLED = _("«\u00a0%s\u00a0» n’est pas un texte d’une section.")
UNFIT = _("«\u00a0%(title)s\u00a0»\u00a0: %(reason)s")
NEEDS_VALIDATION = _(
    "«\u00a0%s\u00a0» est approuvé\u00a0: une personne qui valide les textes de sa section peut "
    "seule changer l’heure à laquelle il paraît."
)
NEEDS_ANOTHER = _(
    "Vous avez écrit ou soumis «\u00a0%s\u00a0»\u00a0: une autre personne doit avancer sa parution."
)
NEW_VALIDATOR = _("Vos droits de validation sont trop nouveaux pour avancer une parution.")
NOT_READY = _("Rien n’est publié\u00a0: tous les textes ne sont pas prêts.")
REFUSED = _("Rien n’est publié\u00a0: le portail a refusé un des textes.")


@contextmanager
def locked(bundle: Bundle) -> Iterator[Bundle]:
    """Lock the bundle, and read it again; raise ValidationError when it has ended."""
    with transaction.atomic():
        current = lock(bundle.pk)
        if current is None or not current.is_open:
            raise ValidationError(ENDED)
        yield current


@transaction.atomic
def create(bundle: Bundle, people: Iterable[User], pages: Iterable[Page], user: User) -> None:
    """Save a new bundle with its first texts; raise what `add` raises."""
    if bundle.at <= timezone.now():
        raise ValidationError({"at": PAST})
    bundle.created_by = user
    bundle.plan(bundle.at)
    bundle.save()
    bundle.people.set(people)
    bundle.write_down(CREATE_ACTION, user, at=bundle.at.isoformat())
    for page in pages:
        add(bundle, page, user)


def change(bundle: Bundle, data: dict[str, Any], people: Iterable[User], user: User) -> None:
    """Save the title, the notice and the people of a bundle, and its moment as `move` does."""
    with locked(bundle) as bundle:
        for name in ("title", "notice_minutes", "sections"):
            setattr(bundle, name, data[name])
        if bundle.notice_at:
            bundle.plan(bundle.at)
        bundle.save(update_fields=["title", "notice_minutes", "notice_at", "sections"])
        bundle.people.set(people)
        bundle.write_down("wagtail.edit", user)
        if data["at"] != bundle.at:
            move(bundle, data["at"], user)


def add(bundle: Bundle, page: Page, user: User) -> None:
    """Let the page wait for the bundle; raise ValidationError when it may not."""
    with locked(bundle) as bundle:
        Page.objects.select_for_update(of=("self",), no_key=True).filter(pk=page.pk).first()
        page = Page.objects.get(pk=page.pk).specific
        title = visible_title(page, page.draft_title, user)
        check_addition(bundle, page, title, user)
        planning.follow(page)
        try:
            with transaction.atomic():
                BundleMember.objects.create(
                    bundle=bundle, page_id=page.pk, section_key=page.section.key, added_by=user
                )
        except IntegrityError as error:
            raise ValidationError(TAKEN % title) from error
        if faults := find_page_faults(page):
            raise ValidationError([UNFIT % {"title": title, "reason": fault} for fault in faults])
        reschedule(page, bundle.at)
        bundle.write_down(ADD_ACTION, user, page=page.pk)
        log(page, JOIN_ACTION, user=user, data=details(bundle))


def check_addition(bundle: Bundle, page: Any, title: str, user: User) -> None:
    """Raise ValidationError with the reason for which this person may not add this page."""
    if not isinstance(page, BundledMixin) or page.alias_of_id:
        raise ValidationError(NOT_BUNDLED % title)
    if not page.permissions_for_user(user).can_edit():
        raise ValidationError(NOT_YOURS % title)
    if getattr(page, "is_template", False):
        raise ValidationError(TEMPLATE % title)
    if page.get_bundle():
        raise ValidationError(TAKEN % title)
    if getattr(page, "withdrawal", None):
        raise ValidationError(UNFIT % {"title": title, "reason": WITHDRAWN})
    if page.live and not page.has_unpublished_changes:
        raise ValidationError(UNFIT % {"title": title, "reason": NOTHING_NEW})
    require_right_to_move([page], bundle.at, user)
    if bundle.members.count() >= MAX_MEMBERS:
        raise ValidationError(FULL % MAX_MEMBERS)


def remove(bundle: Bundle, key: int, user: User) -> None:
    """Take the member of this key out. A text that was approved appears no more, until it is anew.

    Raise PermissionDenied or ValidationError when this person may not.
    """
    with locked(bundle) as bundle:
        member = bundle.members.select_related("page").filter(pk=key).first()
        if member is None:
            return
        if member.page:
            page = member.page.specific
            if not may_remove(bundle, page, user):
                raise PermissionDenied
            require_validation([page], user)
        bundle.write_down(REMOVE_ACTION, user, page=member.page_id)
        member.delete()
        let_go(member, user)


def may_remove(bundle: Bundle, page: Page, user: User) -> bool:
    """Whether the text is the user's to change, or the bundle theirs."""
    return bundle.created_by_id == user.pk or bool(page.permissions_for_user(user).can_edit())


def let_go(member: BundleMember, user: User) -> None:
    """Write in the history of a text that it waits no more; what was approved appears no more."""
    if member.page is None:
        return
    page = member.page.specific
    log(page, LEAVE_ACTION, user=user, data=details(member.bundle))
    if revision := planning.approved_revision(page):
        revision.approved_go_live_at = None
        # It leaves an entry in the history, by which the section is told.
        revision.save(user=user, update_fields=["approved_go_live_at"])


def move(bundle: Bundle, at: datetime.datetime, user: User) -> None:
    """Let the bundle appear at another moment; raise ValidationError when it cannot be."""
    with locked(bundle) as bundle:
        if at <= timezone.now():
            raise ValidationError({"at": PAST})
        if at == bundle.at and bundle.status == Status.PLANNED:
            raise ValidationError({"at": SAME})
        pages = pages_of(bundle)
        require_right_to_move(pages, at, user)
        former = bundle.at
        set_moment(bundle, pages, at, user)
        rows = standings(bundle.all_members())
        people = notifications.people_of(bundle, rows)
        notifications.send("moved", bundle, rows, people, user=user, former=former)


def set_moment(bundle: Bundle, pages: list[Any], at: datetime.datetime, user: User) -> None:
    """Write the moment in the bundle, in what was approved for it, and in all histories."""
    for page in pages:
        planning.follow(page)
    former = bundle.at
    bundle.plan(at)
    bundle.save(update_fields=["at", "status", "notice_at"])
    for page in pages:
        for fault in find_page_faults(page):
            title = visible_title(page, page.draft_title, user)
            raise ValidationError({"at": UNFIT % {"title": title, "reason": fault}})
    moments = {"before": former.isoformat(), "at": bundle.at.isoformat()}
    bundle.write_down(MOVE_ACTION, user, **moments)
    for page in pages:
        reschedule(page, bundle.at)
        log(page, MOVED_ACTION, user=user, data=details(bundle))


def find_page_faults(page: Any) -> list[Any]:
    revision = planning.approved_revision(page) or page.get_latest_revision()
    return [*find_date_faults(revision.as_object())] if revision else []


def reschedule(page: Page, at: datetime.datetime) -> None:
    """Let what was approved of the page appear at this moment."""
    Revision.page_revisions.filter(object_id=str(page.pk)).exclude(approved_go_live_at=None).update(
        approved_go_live_at=at
    )


def cancel(bundle: Bundle, user: User) -> None:
    """Give the bundle up: each of its texts is again on its own, and what was approved is not."""
    with locked(bundle) as bundle:
        require_validation(pages_of(bundle), user)
        rows = standings(bundle.all_members())
        people = notifications.people_of(bundle, rows)
        notifications.send("cancelled", bundle, rows, people, user=user)
        bundle.write_down(CANCEL_ACTION, user)
        finish(bundle, Status.CANCELLED)
        for member in bundle.all_members():
            let_go(member, user)


def publish_now(bundle: Bundle, user: User) -> None:
    """Publish all the texts at this second; raise ValidationError when one is not ready."""
    try:
        with locked(bundle) as bundle:
            pages, now = pages_of(bundle), timezone.now()
            if not pages:
                raise ValidationError(NO_TEXT)
            require_right_to_move(pages, now, user)
            set_moment(bundle, pages, now, user)
            if not release(bundle, user):
                raise ValidationError(NOT_READY)
    except RefusedError as error:
        raise ValidationError(REFUSED) from error


def pages_of(bundle: Bundle) -> list[Any]:
    return [member.page.specific for member in bundle.all_members() if member.page]


def require_validation(pages: Iterable[Any], user: User) -> None:
    """Raise ValidationError unless the user may take back what was approved of these pages."""
    for page in pages:
        is_approved = planning.approved_revision(page) is not None
        if is_approved and not page.permissions_for_user(user).can_unschedule():
            raise ValidationError(NEEDS_VALIDATION % visible_title(page, page.draft_title, user))


def require_right_to_move(pages: Iterable[Any], at: datetime.datetime, user: User) -> None:
    """Raise ValidationError unless the user may let what was approved appear at this moment.

    Nobody brings forward what they wrote: others approved it for a later moment.
    """
    for page in pages:
        require_validation([page], user)
        revision = planning.approved_revision(page)
        if revision is None or at >= revision.approved_go_live_at:
            continue
        if must_wait(user):
            raise ValidationError(NEW_VALIDATOR)
        if page.section.rules.four_eyes and user.pk in authors(page):
            raise ValidationError(NEEDS_ANOTHER % visible_title(page, page.draft_title, user))


def details(bundle: Bundle) -> dict[str, Any]:
    """Return what the history of a text says of its bundle."""
    return {"bundle": bundle.pk, "title": bundle.title, "at": bundle.at.isoformat()}
