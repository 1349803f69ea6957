"""The texts that one person finds on arriving, fetched together for all the lists of the panel."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise, cached_property

from wagtail.models import Page, Revision, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.media.models import Image
from portal.workflow.resources import user_roles
from portal.workflow.sections import Section, step_name
from portal.workflow.setup import OVERSEE, index_page_types
from portal.workflow.tasks import Reviews, ReviewTask, section_of


@dataclass
class Text:
    """A row: a page, and where it stands."""

    page: Page
    state: WorkflowState | None = None  # of its review
    at: datetime | None = None
    actions: list[tuple] | tuple = ()  # what the person may decide
    words: str | Promise = ""  # what is to be known of it
    place: str = ""  # where in the editor: the end of its address
    image: Image | None = None

    @property
    def section(self) -> Section | None:
        return section_of(self.page)

    @property
    def kind(self) -> str:
        return self.page.page_type_display_name

    @property
    def task_state(self) -> TaskState:
        return self.state.current_task_state

    @property
    def step(self) -> str:
        return step_name(self.task_state.task)

    @property
    def awaits(self) -> bool:
        return self.state.status == WorkflowState.STATUS_IN_PROGRESS


class Tray:
    def __init__(self, user):
        self.user = user

    @cached_property
    def own(self) -> list[type[Page]]:
        """The types of the lists of the person's sections."""
        sections = {section for section, _role in user_roles(self.user)}
        return [index for index in index_page_types() if index.section.key in sections]

    @cached_property
    def lists(self) -> list[type[Page]]:
        """Those, or all of them for who belongs to no section and oversees them all."""
        return self.own or (index_page_types() if self.user.has_perm(OVERSEE) else [])

    @cached_property
    def pages(self) -> PageQuerySet:
        """Those of the sections that the person's permissions reach."""
        kinds = ContentType.objects.get_for_models(
            *[index.publication_model for index in self.lists]
        )
        pages = page_permission_policy.instances_user_has_permission_for(self.user, "change")
        return (
            pages.filter(content_type__in=kinds.values())
            .select_related("latest_revision__user")
            .defer("latest_revision__content")
        )

    @cached_property
    def public(self) -> PageQuerySet:
        """What readers see and the person may change: of the sections, in his or hers alone."""
        others = [
            index.publication_model for index in index_page_types() if index not in self.lists
        ]
        kinds = ContentType.objects.get_for_models(*others)
        pages = page_permission_policy.instances_user_has_permission_for(self.user, "change")
        return pages.filter(live=True).exclude(content_type__in=kinds.values())

    @cached_property
    def keys(self):
        """Of these pages, as revisions and reviews hold them."""
        return self.pages.order_by().values(key=Cast("pk", CharField()))

    def of_keys(self, keys) -> dict[int, Page]:
        return self.pages.in_bulk([int(key) for key in keys])

    def mine(self, pages: PageQuerySet) -> PageQuerySet:
        """What the person created or saved last; all of it for who oversees."""
        own = Q(owner=self.user) | Q(latest_revision__user=self.user)
        return pages.filter(own) if self.own else pages

    def is_mine(self, text: Text) -> bool:
        people = [text.page.owner_id, text.state.requested_by_id]
        return not self.own or self.user.pk in people

    @cached_property
    def reviews(self) -> list[Text]:
        """What is under review or came back, the longest waiting first."""
        states = (
            WorkflowState.objects.active()
            .filter(base_content_type=get_default_page_content_type(), object_id__in=self.keys)
            .select_related(
                "requested_by", "current_task_state__task", "current_task_state__finished_by"
            )
            .order_by("current_task_state__started_at")
        )
        pages = self.of_keys(state.object_id for state in states)
        return [Text(pages[int(state.object_id)], state) for state in states]

    @cached_property
    def tasks(self) -> dict[int, ReviewTask]:
        """The steps that the person's groups review."""
        return ReviewTask.objects.filter(groups__user=self.user).distinct().in_bulk()

    @cached_property
    def awaiting(self) -> list[Text]:
        """What the person may approve; for who oversees, what anybody may."""
        texts = [text for text in self.reviews if text.awaits]
        if not self.own:
            return texts
        texts = [text for text in texts if text.task_state.task_id in self.tasks]
        reviews = Reviews([text.page for text in texts], self.user)
        texts = [text for text in texts if not reviews.objection(text.page, self.user)]
        for text in texts:
            task = self.tasks[text.task_state.task_id]
            text.actions = task.available_actions(text.page, self.user, reviews)
        return texts

    @cached_property
    def scheduled(self) -> dict[int, datetime]:
        """When each of the pages that are approved for later will appear, the next one first."""
        revisions = Revision.page_revisions.filter(object_id__in=self.keys)
        approved = revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at")
        return {
            int(key): at for key, at in approved.values_list("object_id", "approved_go_live_at")
        }
