"""The reviews between a draft and its publication: nobody approves what he or she wrote."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState, WorkflowState

from portal.desk.authorship import authors
from portal.desk.sections import Section


def section_of(page: Page) -> Section | None:
    return getattr(page.specific_class, "section", None)


def approvals(page: Page):
    """Those of the text as it is now, in the review under way."""
    return TaskState.objects.filter(
        workflow_state__in=page.workflow_states.active(),
        status=TaskState.STATUS_APPROVED,
        revision=page.latest_revision_id,
    )


def objection(page: Page, user) -> str:
    """Why this person cannot approve this page; empty if nothing stands against it."""
    rules = section_of(page).rules
    if not rules.four_eyes:
        return ""
    if user.pk in authors(page):
        return _(
            "Vous avez écrit ou soumis ce texte depuis sa dernière publication\u00a0: "
            "une autre personne doit l’approuver."
        )
    if rules.distinct_reviewers and approvals(page).filter(finished_by=user).exists():
        return _("Vous avez approuvé la relecture précédente\u00a0: celle-ci revient à un autre.")
    return ""


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
    if section and section.rules.four_eyes:
        writers = authors(page)
        states = workflow_state.task_states.filter(
            status=TaskState.STATUS_APPROVED, revision=page.latest_revision_id
        ).exclude(finished_by=None)
        reviews = {
            name
            for name, reviewer in states.values_list("task__name", "finished_by")
            if reviewer not in writers
        }
        if reviews != set(task_names(section)):
            raise PermissionDenied(_("Ce texte n’a pas été relu par une autre personne."))
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


def task_names(section: Section) -> list[str]:
    return [f"{section.name}\u00a0: {review}" for review in section.reviews]


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
        return not self._user_in_groups(user)

    def get_actions(self, obj, user) -> list[tuple]:
        if not self._user_in_groups(user):  # no exception for superusers
            return []
        actions = [("reject", _("Demander des modifications"), True)]
        if not objection(obj, user):
            actions += [
                ("approve", _("Approuver"), False),
                ("approve", _("Approuver avec un commentaire"), True),
            ]
        return actions

    def objection(self, page: Page, user) -> str:
        """What stands against this reviewer's approval; empty for those who are none."""
        return objection(page, user) if self._user_in_groups(user) else ""

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs) -> None:
        # The text stands still while it is judged, and may have changed since it was read.
        page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
        task_state.refresh_from_db()
        if action_name not in {name for name, *_label in self.get_actions(page, user)}:
            raise PermissionDenied(objection(page, user))
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied(_("Dites ce qui doit changer."))
        super().on_action(task_state, user, action_name, **kwargs)
