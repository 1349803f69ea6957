"""The user whom the administration answers, and what they may see of other sections' work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from wagtailmedia.models import Media as WagtailMedia

from portal.core.users import User
from portal.core.visibility import is_public, is_reachable
from portal.media.models import Document, Image, Media, Upload

AnyUser: TypeAlias = User | AnonymousUser

HIDDEN_TITLE = _("Page d’une autre section")
WORK_ACTIONS = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})
VIEW_ACTIONS = ["choose", "change"]
CHOOSE_ACTIONS = ["choose", "view", "add", "change", "delete"]  # of rows that are neither
# Permissions on files are those of Wagtail's own models, which ours extend or replace.
FILE_POLICIES: dict[type[Upload], CollectionOwnershipPermissionPolicy] = {
    model: CollectionOwnershipPermissionPolicy(model, permission_model, "uploaded_by_user")
    for model, permission_model in (
        (Image, WagtailImage),
        (Document, WagtailDocument),
        (Media, WagtailMedia),
    )
}

# The user whom the administration is answering; None in a command, a job or on a public page.
current_user: ContextVar[AnyUser | None] = ContextVar("current_user", default=None)


@contextmanager
def unattended() -> Iterator[None]:
    """Act as a command does for the time of the block: by the settings, in the name of nobody."""
    token = current_user.set(None)
    try:
        yield
    finally:
        current_user.reset(token)


class AdminRequest(HttpRequest):
    """A request to the administration: Wagtail has made sure that its user is logged in.

    It is for annotations alone: Django makes an `HttpRequest`.
    """

    user: User


def can_work_on(user: AnyUser, page: Page) -> bool:
    """Whether a group of the user works on the page, or on a page above it."""
    return bool(
        page_permission_policy.user_has_any_permission_for_instance(user, WORK_ACTIONS, page)
    )


def pages_to_work_on(user: AnyUser) -> QuerySet[Page]:
    """Return the pages on which a group of the user works."""
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(
        user, WORK_ACTIONS
    )
    return pages


def can_review(user: AnyUser, page: Page) -> bool:
    """Whether the review under way is given to the user.

    The answer holds as long as the user object, which is one request: an approval ends the review,
    and Wagtail then writes the page's title in a message.
    """
    answers: dict[int, bool] | None = getattr(user, "reviewed_pages", None)
    if answers is None:
        answers = user.reviewed_pages = {}  # type: ignore[union-attr] # for the time of the request
    if page.pk not in answers:
        task = page.current_workflow_task
        answers[page.pk] = task is not None and bool(task.user_can_access_editor(page, user))
    return answers[page.pk]


def can_explore(user: AnyUser, page: Page) -> bool:
    """Whether the user works on the page, or on a page below it."""
    permissions = page_permission_policy.get_cached_permissions_for_user(user)
    return can_work_on(user, page) or any(
        permission.page.path.startswith(page.path) for permission in permissions
    )


def visible_title(page: Page, draft_title: str, user: AnyUser | None = None) -> str:
    """Return the title of the page that the user, or else the current one, may see.

    It is `draft_title` for those who work on the page or review it, and outside the administration.
    For the others it is the published title, or `HIDDEN_TITLE` if visitors see none.
    """
    user = user or current_user.get()
    if user is None or page.pk is None or can_work_on(user, page):
        return draft_title
    if is_reachable(page):
        return str(page.title)
    return draft_title if can_review(user, page) else str(HIDDEN_TITLE)


def can_read_title(user: AnyUser, page: Page) -> bool:
    """Whether the user may know what the page is about."""
    return can_work_on(user, page) or is_reachable(page) or can_review(user, page)


def choosable(model: type[Model], user: AnyUser) -> QuerySet[Model]:
    """Return the rows of the model that the user may link to, or put in a page."""
    if issubclass(model, Upload):
        rows: QuerySet[Model] = FILE_POLICIES[model].instances_user_has_any_permission_for(
            user, VIEW_ACTIONS
        )
        return rows
    if issubclass(model, Page):
        explored = page_permission_policy.explorable_instances(user).values("pk")
        return model._default_manager.filter(is_public() | Q(pk__in=explored))
    return model._default_manager.all()  # what the sections share


def can_view(user: AnyUser, row: Model) -> bool:
    """Whether the user may read the name of this page or file; rows of other models are shared."""
    if isinstance(row, Upload):
        policy = FILE_POLICIES[type(row)]
        return bool(policy.user_has_any_permission_for_instance(user, VIEW_ACTIONS, row))
    return not isinstance(row, Page) or can_explore(user, row) or can_review(user, row)
