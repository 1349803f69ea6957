"""Move or lift the embargo of an approved text: one act, with its reason, and no new review.

A later end harms nobody: one person moves it. An earlier one, or a lift at once, may come before
what others were promised: a second person confirms it, or else a superuser answers for it alone, as
for a publication in an emergency. The text stays as it was approved: whoever moves its embargo
becomes no author of it.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.core.datetimes import format_datetime
from portal.core.personal_data import ACTS
from portal.core.users import User
from portal.pages.date_rules import date_of_release
from portal.workflow import planning
from portal.workflow.emergency import MIN_REASON_LENGTH
from portal.workflow.permissions import must_wait
from press.embargo import notifications
from press.embargo.links import REDIRECT_PERIOD
from press.embargo.mixins import EmbargoMixin

# Log actions of the page; their names are stored in its history.
MOVE_ACTION, LIFT_ACTION = "press.embargo.move", "press.embargo.lift"
ASK_ACTION, REFUSE_ACTION = "press.embargo.ask", "press.embargo.refuse"
PAST_MESSAGE = _("Cette minute est passée : choisissez-en une à venir, ou levez l’embargo.")
SAME_MESSAGE = _("L’embargo finit déjà à cette minute.")
IMPOSED_MESSAGE = _(
    "Ce texte paraît %s avec sa publication groupée : l’embargo finit à cette minute au plus tard, "
    "et se lève une fois que le texte en est retiré."
)
NEWER_DRAFT_MESSAGE = _(
    "Un brouillon plus récent que le texte approuvé attend : soumettez-le, ou supprimez-le, avant "
    "de déplacer l’embargo."
)


class EmbargoRequestQuerySet(models.QuerySet["EmbargoRequest"]):
    def about_what_waits(self) -> Self:
        """Keep the requests that nobody answered, about a text that still waits as it was."""
        approved = Revision.page_revisions.exclude(approved_go_live_at=None)
        return self.filter(is_over=False, revision__in=approved.values("pk"))


class EmbargoRequest(models.Model):
    """A request to end an embargo earlier, which awaits a second person."""

    page = models.ForeignKey(
        "press.PressReleasePage", on_delete=models.CASCADE, related_name="embargo_requests"
    )
    revision = models.BigIntegerField()  # the approved one; of any other the request is void
    until = models.DateTimeField(null=True)  # None to lift it at once
    reason = models.TextField(_("motif"))
    asked_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    is_over = models.BooleanField(default=False)

    objects = EmbargoRequestQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = dataclasses.replace(ACTS, fields=("asked_by",))

    class Meta:
        verbose_name = _("demande de levée d’embargo")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id} {self.asked_at:%d/%m/%Y %H:%M}"


def can_move(user: User, page: Page) -> bool:
    """Return whether the user may move the embargo of the page: whoever may unschedule its text."""
    return (
        isinstance(page, EmbargoMixin)
        and bool(page.pk)
        and page.get_embargoed_text() is not None
        and page.permissions_for_user(user).can_unschedule()
    )


def current_request(page: EmbargoMixin) -> EmbargoRequest | None:
    """Return the request about the text that waits; None without any."""
    requests = EmbargoRequest.objects.about_what_waits().filter(page=page.pk)
    return requests.order_by("-pk").first()


def is_later(page: EmbargoMixin, until: datetime.datetime | None) -> bool:
    text = page.get_embargoed_text()
    return bool(text and text.embargo_until and until and until > text.embargo_until)


def is_immediate(page: EmbargoMixin, user: User, until: datetime.datetime | None) -> bool:
    """Return whether one person is enough."""
    return is_later(page, until) or user.is_superuser


def check_reason(page: EmbargoMixin, until: datetime.datetime | None, reason: str) -> None:
    """Raise ValidationError when a superuser says too little of what they answer for alone."""
    if not is_later(page, until) and len(reason.strip()) < MIN_REASON_LENGTH:
        message = _("Sans confirmation, le motif a %d caractères au moins, comme en urgence.")
        raise ValidationError({"reason": message % MIN_REASON_LENGTH})


def move(page: EmbargoMixin, user: User, until: datetime.datetime | None, reason: str) -> bool:
    """Move the end of the embargo to `until`, or lift it for None; return whether it is done.

    It is not when somebody else must confirm it, who is asked by mail. Raise PermissionDenied when
    the user may not, ValidationError when the text cannot appear at that minute.
    """
    with locked(page, user) as page:
        if is_immediate(page, user, until):
            check_reason(page, until, reason)
            apply(page, user, until, reason)
            return True
        check(page, until)
        EmbargoRequest.objects.filter(page=page.pk, is_over=False).update(is_over=True)
        EmbargoRequest.objects.create(
            page_id=page.pk,
            revision=page.scheduled_revision.pk,
            until=until,
            reason=reason,
            asked_by=user,
        )
        write_down(page, ASK_ACTION, user, until, reason)
        return False


def confirm(page: EmbargoMixin, user: User) -> None:
    """Do what another person asked; raise what `move` raises.

    Neither the one who asked nor a new validator may confirm it.
    """
    with locked(page, user) as page:
        request = get_request(page)
        if request.asked_by == user or must_wait(user):
            raise PermissionDenied
        reason, asker = request.reason, request.asked_by
        apply(page, user, request.until, reason, asker=asker)


def refuse(page: EmbargoMixin, user: User) -> None:
    """Let the embargo as it is; the person who asked may do so too."""
    with locked(page, user) as page:
        request = get_request(page)
        EmbargoRequest.objects.filter(pk=request.pk).update(is_over=True)
        write_down(page, REFUSE_ACTION, user, request.until, request.reason)


def get_request(page: EmbargoMixin) -> EmbargoRequest:
    """Return the current request; raise PermissionDenied without any."""
    request = current_request(page)
    if request is None:
        raise PermissionDenied
    return request


@contextmanager
def locked(page: EmbargoMixin, user: User) -> Iterator[EmbargoMixin]:
    """Lock the page, and read it again; raise PermissionDenied when the user may not move it."""
    with transaction.atomic():
        Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)
        page = type(page).objects.get(pk=page.pk)
        if not can_move(user, page):
            raise PermissionDenied
        yield page


def check(page: EmbargoMixin, until: datetime.datetime | None) -> EmbargoMixin:
    """Return the approved text with its new dates; raise ValidationError when they cannot be."""
    revision = page.scheduled_revision
    if revision.pk != page.latest_revision_id:
        raise ValidationError(NEWER_DRAFT_MESSAGE)
    text: EmbargoMixin = revision.as_object()
    if until and until <= timezone.now():
        raise ValidationError(PAST_MESSAGE)
    if until and until == text.embargo_until:
        raise ValidationError(SAME_MESSAGE)
    imposed = page.get_imposed_release()
    if imposed and (until is None or until > imposed):
        raise ValidationError(IMPOSED_MESSAGE % format_datetime(imposed))
    if page.first_published_at is None and not imposed:
        text.date = date_of_release(text.date, until, text.embargo_until)
    if until is None or (text.go_live_at in (None, text.embargo_until) and not imposed):
        text.go_live_at = until
    text.embargo_until = until
    dates: dict[str, Any] = {
        name: getattr(text, name) for rule in text.date_orders for name in (rule.first, rule.second)
    }
    if broken := [rule.message for rule in text.date_orders if rule.is_broken(dates)]:
        raise ValidationError(broken)
    return text


def apply(
    page: EmbargoMixin,
    user: User,
    until: datetime.datetime | None,
    reason: str,
    asker: User | None = None,
) -> None:
    """Give the approved text its new dates, and plan or publish it again."""
    text = check(page, until)
    planning.follow(page)
    EmbargoRequest.objects.filter(page=page.pk).update(is_over=True)
    write_down(page, MOVE_ACTION if until else LIFT_ACTION, user, until, reason, asker=asker)
    # Of nobody: what is reviewed has not changed, and the history names who moved the embargo.
    revision = text.save_revision(user=None, clean=False)
    if until is None:
        planning.forget(page.pk)  # what became of it is told here
        expires_at = timezone.now() + REDIRECT_PERIOD
        page.embargo_links.valid().update(expires_at=expires_at)
    revision.publish(user=user, skip_permission_checks=True)
    if until is None:
        notifications.tell_holders(page, "lifted")


def write_down(
    page: EmbargoMixin,
    action: str,
    user: User,
    until: datetime.datetime | None,
    reason: str,
    asker: User | None = None,
) -> None:
    """Write the act in the history of the page, and send the mail to the section."""
    data = {"until": until.isoformat() if until else None, "reason": reason}
    log(page, action, user=user, data=data)
    notifications.tell_section(page, action, user=user, until=until, reason=reason, asker=asker)
