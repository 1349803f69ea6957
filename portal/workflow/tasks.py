"""The reviews between a draft and its publication: nobody approves what they wrote."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.forms import TaskStateCommentForm
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    Revision,
    TaskState,
    WorkflowState,
)

from portal.content_checks import find_lasting_errors
from portal.core.datetimes import format_datetime, format_minute
from portal.core.users import User
from portal.pages import accessibility
from portal.versions.declaration import DeclarationMixin
from portal.wagtail_internals.content import is_in_groups_of
from portal.workflow.authorship import authors, authors_by_page, pages_worked_on
from portal.workflow.resources import required_reviews, review_keys
from portal.workflow.sections import SectionRules, section_of
from portal.workflow.seen_texts import require_shown

UNDECLARED_MESSAGE = gettext_lazy(
    "Ce texte a déjà été publié\u00a0: avant de l’approuver, quelqu’un doit dire dans l’éditeur "
    "ce qui change."
)
REASON_MISSING = gettext_lazy("Dites ce qui doit changer.")
DECIDED_MESSAGE = gettext_lazy(
    "Quelqu’un a déjà décidé de cette relecture\u00a0: votre décision n’est pas comptée."
)
NEW_VALIDATOR_MESSAGE = gettext_lazy(
    "Vos droits de validation sont nouveaux\u00a0: vous pourrez approuver des textes dès %s."
)

# Wagtail's: the name of an action, its label, and whether a dialog asks for a comment.
Action = tuple[str, str, bool]


def release_fields(page: Page) -> tuple[str, ...]:
    """Return the names of the dates of which the last one to come is that of the publication."""
    names: tuple[str, ...] = getattr(page.specific_class, "release_fields", ())
    return names


class Reviews:
    """The authors of some pages and the approvals of their latest revisions, in a few queries.

    With a user, only what keeps that user from approving is fetched.
    """

    def __init__(self, pages: Iterable[Page], user: User | None = None) -> None:
        self.pages = pages = list(pages)
        sections = {section_of(page) for page in pages}
        self.rules = {section: section.rules if section else SectionRules for section in sections}
        self.authors = authors_by_page(pages_worked_on(user, pages) if user else pages)
        # By the page's key: the reviewer's key, by that of the task.
        self.approvals: dict[int, dict[int, int | None]] = {page.pk: {} for page in pages}
        latest = {page.latest_revision_id: page.pk for page in pages}
        for revision, task, reviewer in TaskState.objects.filter(
            workflow_state__in=WorkflowState.objects.active(),
            status=TaskState.STATUS_APPROVED,
            revision__in=latest,
        ).values_list("revision", "task", "finished_by"):
            self.approvals[latest[revision]][task] = reviewer

    def objection(self, page: Page, user: User) -> str:
        """Return why the user cannot approve the page now; an empty string if they can."""
        if user.is_new_validator:
            return NEW_VALIDATOR_MESSAGE % format_datetime(user.approves_from)
        return self.lasting_objection(page, user)

    def lasting_objection(self, page: Page, user: User) -> str:
        """Return the same, but for new validators, who only have to wait."""
        rules = self.rules[section_of(page)]
        if not rules.four_eyes:
            return ""
        if user.pk in self.authors.get(page.pk, ()):
            return _(
                "Vous avez écrit ou soumis ce texte depuis sa dernière publication\u00a0: "
                "une autre personne doit l’approuver."
            )
        if rules.distinct_reviewers and user.pk in self.approvals[page.pk].values():
            return _(
                "Vous avez approuvé la relecture précédente\u00a0: "
                "celle-ci revient à une autre personne."
            )
        return ""

    def appears_at(self, page: Page) -> datetime.datetime | None:
        """Return when the page's latest text would appear; None if it would at once."""
        written = filter(None, (self.release_dates[page.pk].get(f) for f in release_fields(page)))
        dates = filter(None, map(parse_datetime, written))
        latest = page.specific.get_imposed_release() or max(dates, default=None)
        return latest if latest and latest > timezone.now() else None

    @cached_property
    def release_dates(self) -> dict[int, dict[str, str | None]]:
        """The dates of release in the latest revisions, as these keep them, by the page's key."""
        names = sorted({name for page in self.pages for name in release_fields(page)})
        keys = [KeyTextTransform(name, "content") for name in names]
        revisions = Revision.objects.filter(pk__in=[page.latest_revision_id for page in self.pages])
        rows = revisions.values_list("object_id", *keys)
        return {int(key): dict(zip(names, values, strict=True)) for key, *values in rows}

    @cached_property
    def review_keys(self) -> dict[int, tuple[str, str]]:
        return review_keys()

    def is_last_step(self, page: Page, task: int) -> bool:
        """Whether the step with this key of a task is all that is left before the publication."""
        section = section_of(page)
        done = {self.review_keys.get(key) for key in (task, *self.approvals[page.pk])}
        return section is not None and done >= required_reviews(section)


def is_decided(revision: Revision) -> bool:
    """Whether the revision was published, scheduled, approved or rejected.

    Such a revision stays as it is: what is saved next is another one.
    """
    return bool(
        revision.approved_go_live_at is not None
        or Page.objects.filter(live_revision=revision).exists()
        or revision.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()
    )


def move_review_to_latest_revision(page: Page, previous: Revision | None, same_text: bool) -> None:
    """Let the review under way look at the page's latest revision.

    Approvals of the previous revision move with it if the text is the same: a comment does not ask
    reviewers again.
    """
    states = TaskState.objects.filter(workflow_state__in=page.workflow_states.active())
    states.filter(status=TaskState.STATUS_IN_PROGRESS).update(revision=page.latest_revision_id)
    if same_text:
        approved = states.filter(status=TaskState.STATUS_APPROVED, revision=previous)
        approved.update(revision=page.latest_revision_id)


def publish(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish the text of a review that has ended: the last step of Wagtail's workflow.

    Check again that all reviews of the section took place: neither a workflow without its steps
    nor a task approved by other ways than the screens publishes anything. Raise PermissionDenied
    if a review is missing or was an author's own, if a declaration of what changes is missing, or
    if the text has an error since it was submitted.
    """
    page = Page.objects.get(pk=workflow_state.object_id)
    section = section_of(page)
    writers = authors(page)
    if section and section.rules.four_eyes:
        states = workflow_state.task_states.filter(
            status=TaskState.STATUS_APPROVED, revision=page.latest_revision_id
        ).exclude(finished_by=None)
        keys = review_keys()
        reviews = {
            keys.get(task)
            for task, reviewer in states.values_list("task", "finished_by")
            if reviewer not in writers
        }
        if reviews != required_reviews(section):
            raise PermissionDenied(_("Ce texte n’a pas été relu par une autre personne."))
    text = page.get_latest_revision_as_object()
    if isinstance(text, DeclarationMixin) and text.is_undeclared():
        raise PermissionDenied(UNDECLARED_MESSAGE)
    if errors := find_lasting_errors(text):
        raise PermissionDenied(" ".join(dict.fromkeys(str(error.message) for error in errors)))
    # For the mail that Wagtail's next signal sends: once it is published, nobody is an author.
    workflow_state.authors, workflow_state.replaced = writers, page.live_revision_id
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


class DecisionForm(TaskStateCommentForm):
    """The form of a decision: it says which text was read."""

    comment = forms.CharField(
        label=gettext_lazy("Remarques"), required=False, widget=forms.Textarea({"rows": 4})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # of `seen_token`


class RejectionForm(DecisionForm):
    """The form that sends a text back: it asks what must change."""

    comment = forms.CharField(
        label=gettext_lazy("Ce qui doit changer"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": REASON_MISSING},
    )


class ReviewTask(AbstractGroupApprovalTask):
    """A review of the workflow of a section."""

    class Meta:
        verbose_name = gettext_lazy("relecture")
        verbose_name_plural = gettext_lazy("relectures")

    @classmethod
    def get_description(cls) -> str:
        return _("Les membres des groupes choisis relisent\u00a0; personne n’approuve son texte.")

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not is_in_groups_of(self, user)

    def get_actions(self, obj: Page, user: User) -> list[Action]:
        """Return what the user may do; a superuser outside the task's groups may do nothing."""
        if not is_in_groups_of(self, user):
            return []
        actions = self.available_actions(obj, user, Reviews([obj], user))
        if accessibility.fault_messages(obj.get_latest_revision_as_object()):
            return [action for action in actions if action[0] == "reject"]
        return actions

    def available_actions(self, page: Page, user: User, reviews: Reviews) -> list[Action]:
        """Return what a member of the task's groups may do, faults of accessibility apart."""
        reject = ("reject", _("Demander des modifications"), True)
        if reviews.objection(page, user):
            return [reject]
        if not reviews.is_last_step(page, self.pk):
            label, label_with_comment = _("Approuver"), _("Approuver avec un commentaire")
        elif at := reviews.appears_at(page):
            label = _("Approuver\u00a0: publication %s") % format_minute(at)
            label_with_comment = _("Approuver avec un commentaire")
        else:  # let nobody publish without knowing it
            label, label_with_comment = _("Approuver et publier"), _("Publier avec un commentaire")
        return [("approve", label, False), ("approve", label_with_comment, True), reject]

    def objection(self, page: Page, user: User) -> str:
        """Return why the user cannot approve the page.

        The string is empty if they can, and for those who are no reviewers.
        """
        if not is_in_groups_of(self, user):
            return ""
        return Reviews([page], user).objection(page, user) or accessibility.fault_messages(
            page.get_latest_revision_as_object()
        )

    def reviewers(self, page: Page) -> list[User]:
        """Return the members of the task's groups who may approve the page, now or tomorrow."""
        return self.possible_reviewers(page, Reviews([page]))

    def possible_reviewers(self, page: Page, reviews: Reviews) -> list[User]:
        """Return the same, with the reviews of pages among which is this one."""
        members = User.objects.filter(pk__in=self.members())
        return [member for member in members if not reviews.lasting_objection(page, member)]

    def members(self) -> set[int]:
        """Return the keys of the active members of the task's groups."""
        members = User.objects.filter(is_active=True, groups__in=self.groups.all())
        return set(members.values_list("pk", flat=True))

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return RejectionForm if action == "reject" else DecisionForm

    @transaction.atomic
    def on_action(
        self,
        task_state: TaskState,
        user: User,
        action_name: str,
        comment: str = "",
        seen: str = "",
        **kwargs: Any,
    ) -> None:
        """Approve or reject the latest revision, which `seen` says was read.

        Raise PermissionDenied when the user may not do this now, or when a rejection says nothing;
        ChangedTextError when they decide on another text than the one that they read.
        """
        # The lock keeps the text from changing while it is judged. It may have changed since the
        # reviewer read it.
        page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
        task_state.refresh_from_db()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied(DECIDED_MESSAGE)
        if action_name not in {name for name, *_label in self.get_actions(page, user)}:
            raise PermissionDenied(self.objection(page, user))
        require_shown(page, seen)
        if action_name == "reject" and not comment.strip():
            raise PermissionDenied(REASON_MISSING)
        super().on_action(task_state, user, action_name, comment=comment)
