"""The reviews between a draft and its publication: nobody approves what he or she wrote."""

from collections.abc import Iterable

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
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

from portal.pages import accessibility
from portal.versions.declaration import DeclarationMixin
from portal.wagtail_internals.content import is_in_groups_of
from portal.workflow.authorship import authors, authors_of, touched
from portal.workflow.resources import required_reviews, review_keys
from portal.workflow.sections import Section, SectionRules

UNDECLARED = gettext_lazy(
    "Ce texte a déjà été publié\u00a0: avant de l’approuver, quelqu’un doit dire dans l’éditeur "
    "ce qui change."
)


def section_of(page: Page) -> Section | None:
    return getattr(page.specific_class, "section", None)


class Reviews:
    """Who wrote some pages and who approved them as they are now: a few queries for all of them.

    With a user, only what stands against that person is looked up.
    """

    def __init__(self, pages: Iterable[Page], user=None):
        pages = list(pages)
        sections = {section_of(page) for page in pages}
        self.rules = {section: section.rules if section else SectionRules for section in sections}
        self.authors = authors_of(touched(user, pages) if user else pages)
        self.approvals = {page.pk: {} for page in pages}
        latest = {page.latest_revision_id: page.pk for page in pages}
        for revision, task, reviewer in TaskState.objects.filter(
            workflow_state__in=WorkflowState.objects.active(),
            status=TaskState.STATUS_APPROVED,
            revision__in=latest,
        ).values_list("revision", "task", "finished_by"):
            self.approvals[latest[revision]][task] = reviewer

    def objection(self, page: Page, user) -> str:
        """Why this person cannot approve this page; empty if nothing stands against it."""
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

    @cached_property
    def review_keys(self) -> dict[int, tuple[str, str]]:
        return review_keys()

    def end_with(self, page: Page, task: int) -> bool:
        """Whether nothing but this step, by its task's key, is left before the publication."""
        section = section_of(page)
        done = {self.review_keys.get(key) for key in (task, *self.approvals[page.pk])}
        return section is not None and done >= required_reviews(section)


def is_settled(revision: Revision) -> bool:
    """Whether somebody decided on this very text: what comes next is another revision."""
    return (
        revision.approved_go_live_at is not None
        or Page.objects.filter(live_revision=revision).exists()
        or revision.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()
    )


def follow(page: Page, before: Revision | None, same_text: bool) -> None:
    """Let the review under way look at the page's newest revision.

    What was approved stays approved if the text is the same: a comment asks nobody again.
    """
    states = TaskState.objects.filter(workflow_state__in=page.workflow_states.active())
    states.filter(status=TaskState.STATUS_IN_PROGRESS).update(revision=page.latest_revision_id)
    if same_text:
        approved = states.filter(status=TaskState.STATUS_APPROVED, revision=before)
        approved.update(revision=page.latest_revision_id)


def publish(workflow_state: WorkflowState, user=None) -> None:
    """Publish what was reviewed, after having looked again that it was: Wagtail's last step.

    A workflow without its steps, a task approved behind the screens: nothing of it publishes.
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
        raise PermissionDenied(UNDECLARED)
    # For the mail that Wagtail's next signal sends: once it is published, nobody is an author.
    workflow_state.authors, workflow_state.replaced = writers, page.live_revision_id
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


class ReasonForm(TaskStateCommentForm):
    """A text that comes back says why."""

    comment = forms.CharField(
        label=gettext_lazy("Ce qui doit changer"), widget=forms.Textarea({"rows": 4})
    )


class ReviewTask(AbstractGroupApprovalTask):
    class Meta:
        verbose_name = gettext_lazy("relecture")
        verbose_name_plural = gettext_lazy("relectures")

    @classmethod
    def get_description(cls) -> str:
        return _("Les membres des groupes choisis relisent\u00a0; personne n’approuve son texte.")

    def locked_for_user(self, obj, user) -> bool:
        return not is_in_groups_of(self, user)

    def get_actions(self, obj, user) -> list[tuple]:
        if not is_in_groups_of(self, user):  # no exception for superusers
            return []
        actions = self.offered(obj, user, Reviews([obj], user))
        if accessibility.sentences(obj.get_latest_revision_as_object()):
            return [action for action in actions if action[0] == "reject"]
        return actions

    def offered(self, page: Page, user, reviews: Reviews) -> list[tuple]:
        refuse = ("reject", _("Demander des modifications"), True)
        if reviews.objection(page, user):
            return [refuse]
        if reviews.end_with(page, self.pk):  # let nobody publish without knowing it
            words = _("Approuver et publier"), _("Publier avec un commentaire")
        else:
            words = _("Approuver"), _("Approuver avec un commentaire")
        return [("approve", words[0], False), ("approve", words[1], True), refuse]

    def objection(self, page: Page, user) -> str:
        """What stands against this reviewer's approval; empty for those who are none."""
        if not is_in_groups_of(self, user):
            return ""
        return Reviews([page], user).objection(page, user) or accessibility.sentences(
            page.get_latest_revision_as_object()
        )

    def reviewers(self, page: Page) -> list:
        """Those of its groups against whose approval nothing stands."""
        people = get_user_model().objects.filter(groups__in=self.groups.all()).distinct()
        reviews = Reviews([page])
        return [person for person in people if not reviews.objection(page, person)]

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs) -> None:
        # The text stands still while it is judged, and may have changed since it was read.
        page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
        task_state.refresh_from_db()
        if action_name not in {name for name, *_label in self.get_actions(page, user)}:
            raise PermissionDenied(self.objection(page, user))
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied(_("Dites ce qui doit changer."))
        super().on_action(task_state, user, action_name, **kwargs)
