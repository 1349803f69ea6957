"""The texts that a user finds on the landing page, fetched once for all its panels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise, cached_property

from wagtail.models import Page, Revision, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.core.users import User
from portal.media.models import Image
from portal.publications import PublicationPage
from portal.workflow.authorship import people_at_work
from portal.workflow.mixins import reviewed_types
from portal.workflow.resources import user_roles
from portal.workflow.rounds import NO_ROUND, Round, last_rounds
from portal.workflow.sections import Section, section_of, step_name
from portal.workflow.setup import OVERSEE, index_page_types
from portal.workflow.tasks import Reviews, ReviewTask


@dataclass
class WorklistItem:
    """A row of a panel: a page, and where it stands."""

    page: Page
    state: WorkflowState = None  # of the review; None for a page without one
    at: date | datetime | None = None
    label: str | Promise = ""  # what is to know of the page
    place: str = ""  # the anchor in the editor, with « # »
    image: Image | None = None
    round: Round = NO_ROUND  # of the review

    @property
    def section(self) -> Section | None:
        return section_of(self.page)

    @property
    def kind(self) -> str:
        """The name of the type of page."""
        return str(self.page.page_type_display_name)

    @property
    def task_state(self) -> TaskState:
        """The state of the current step of the review; an item without review has none."""
        return self.state.current_task_state

    @property
    def step(self) -> str:
        return step_name(self.task_state.task)

    @property
    def is_in_review(self) -> bool:
        """Whether a reviewer is awaited; False for a text that came back."""
        return bool(self.state.status == WorkflowState.STATUS_IN_PROGRESS)


class Worklist:
    """What a user may see on the landing page; each property is fetched when it is first needed."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def own_index_types(self) -> list[type[Page]]:
        """The types of the index pages of the user's sections."""
        sections = {section for section, _role in user_roles(self.user)}
        return [index for index in index_page_types() if index.section.key in sections]

    @cached_property
    def index_types(self) -> list[type[Page]]:
        """Those, or all of them for a user of no section who oversees all sections."""
        return self.own_index_types or (index_page_types() if self.user.has_perm(OVERSEE) else [])

    @cached_property
    def indexes(self) -> list[Page]:
        """The lists in which the user may write a text."""
        lists = Page.objects.exact_type(*self.index_types) if self.index_types else []
        return [page for page in lists if page.permissions_for_user(self.user).can_add_subpage()]

    @cached_property
    def kinds(self) -> list[ContentType]:
        """The types of the publications of these sections."""
        models = [index.publication_model for index in self.index_types]
        return list(ContentType.objects.get_for_models(*models).values())

    @cached_property
    def pages(self) -> PageQuerySet:
        """The publications of these sections, and the pages that stay, that the user may change."""
        models = [model for model in reviewed_types() if not issubclass(model, PublicationPage)]
        kinds = [*self.kinds, *ContentType.objects.get_for_models(*models).values()]
        pages = page_permission_policy.instances_user_has_permission_for(self.user, "change")
        return (
            pages.filter(content_type__in=kinds)
            .select_related("latest_revision__user")
            .defer("latest_revision__content")
        )

    @cached_property
    def public_pages(self) -> PageQuerySet:
        """The live pages that the user may change, without the publications of other sections."""
        other_types = [
            index.publication_model for index in index_page_types() if index not in self.index_types
        ]
        kinds = ContentType.objects.get_for_models(*other_types)
        pages = page_permission_policy.instances_user_has_permission_for(self.user, "change")
        return pages.filter(live=True).exclude(content_type__in=kinds.values())

    @cached_property
    def page_keys(self) -> QuerySet[Page]:
        """The keys of `pages` as strings, for the object ids of revisions and reviews."""
        keys: QuerySet[Page] = self.pages.order_by().values(key=Cast("pk", CharField()))
        return keys

    def pages_by_key(self, keys: Iterable[int | str]) -> dict[int, Page]:
        pages: dict[int, Page] = self.pages.in_bulk([int(key) for key in keys])
        return pages

    def own_pages(self, pages: PageQuerySet) -> PageQuerySet:
        """Keep the pages that the user created or saved last; all of them for an overseer."""
        own = Q(owner=self.user) | Q(latest_revision__user=self.user)
        return pages.filter(own) if self.own_index_types else pages

    def is_own(self, text: WorklistItem) -> bool:
        """Whether the user created or submitted this text under review; True for an overseer."""
        users = [text.page.owner_id, text.state.requested_by_id]
        return not self.own_index_types or self.user.pk in users

    @cached_property
    def reviews(self) -> list[WorklistItem]:
        """The texts that are under review or came back, the longest waiting first."""
        states = (
            WorkflowState.objects.active()
            .filter(base_content_type=get_default_page_content_type(), object_id__in=self.page_keys)
            .select_related(
                "requested_by", "current_task_state__task", "current_task_state__finished_by"
            )
            .order_by("current_task_state__started_at")
        )
        pages = self.pages_by_key(state.object_id for state in states)
        rounds = last_rounds(states)
        keys = [int(state.object_id) for state in states]
        return [
            WorklistItem(pages[key], state, round=rounds[key])
            for key, state in zip(keys, states, strict=True)
        ]

    @cached_property
    def own_reviews(self) -> list[WorklistItem]:
        """Those that the user created or submitted; all of them for an overseer."""
        return [text for text in self.reviews if self.is_own(text)]

    @cached_property
    def tasks(self) -> dict[int, ReviewTask]:
        """The review tasks of the user's groups, by their keys."""
        tasks: dict[int, ReviewTask] = (
            ReviewTask.objects.filter(groups__user=self.user).distinct().in_bulk()
        )
        return tasks

    @cached_property
    def approvable(self) -> list[WorklistItem]:
        """The texts that the user may approve; for an overseer, those that anybody may."""
        texts = [text for text in self.reviews if text.is_in_review]
        if not self.own_index_types:
            return texts
        texts = [text for text in texts if text.task_state.task_id in self.tasks]
        reviews = Reviews([text.page for text in texts], self.user)
        return [text for text in texts if not reviews.objection(text.page, self.user)]

    @cached_property
    def stranded(self) -> list[WorklistItem]:
        """The texts under review that nobody is left to approve."""
        texts = [text for text in self.reviews if text.is_in_review]
        tasks = ReviewTask.objects.in_bulk({text.task_state.task_id for text in texts})
        members = {key: task.members() for key, task in tasks.items()}
        worked_on = people_at_work([text.page for text in texts])
        suspects = [
            text
            for text in texts
            if text.task_state.task_id in tasks
            and members[text.task_state.task_id] <= worked_on.get(text.page.pk, set())
        ]
        reviews = Reviews([text.page for text in suspects])
        return [
            text
            for text in suspects
            if not tasks[text.task_state.task_id].possible_reviewers(text.page, reviews)
        ]

    @cached_property
    def scheduled(self) -> dict[int, datetime]:
        """When each page that is approved for later will appear, by its key, the next one first."""
        revisions = Revision.page_revisions.filter(object_id__in=self.page_keys)
        approved = revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at")
        return {
            int(key): at for key, at in approved.values_list("object_id", "approved_go_live_at")
        }
