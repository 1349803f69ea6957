"""Who reads the administration, and what of another section's pages and files he or she may see."""

from contextvars import ContextVar

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

HIDDEN = _("Page d’une autre section")
TOUCH = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})
SEE = ["choose", "change"]
# Wagtail's own models are the ones that the permissions of ours hang on.
FILES = {
    model: CollectionOwnershipPermissionPolicy(model, of, "uploaded_by_user")
    for model, of in ((Image, WagtailImage), (Document, WagtailDocument), (Media, WagtailMedia))
}

# Whoever the administration is answering; nobody in a command or on a public page.
reader: ContextVar = ContextVar("reader", default=None)


class AdminRequest(HttpRequest):
    """A request to the administration: Wagtail has made sure that its user is logged in.

    It is for annotations alone: Django makes an `HttpRequest`.
    """

    user: User


def touches(user, page: Page) -> bool:
    """Whether a group of this person works on the page, or above it."""
    return page_permission_policy.user_has_any_permission_for_instance(user, TOUCH, page)


def touched_by(user) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_any_permission_for(user, TOUCH)


def reviews(user, page: Page) -> bool:
    """Whether the review under way is given to this person; known for the time of a request, for
    an approval ends it and is then written down under the page's title.
    """
    if not hasattr(user, "given_to_review"):
        user.given_to_review = {}
    if page.pk not in user.given_to_review:
        task = page.current_workflow_task
        given = task is not None and task.user_can_access_editor(page, user)
        user.given_to_review[page.pk] = given
    return user.given_to_review[page.pk]


def explores(user, page: Page) -> bool:
    """Whether the page is this person's own, or on the way to it."""
    held = page_permission_policy.get_cached_permissions_for_user(user)
    return touches(user, page) or any(
        permission.page.path.startswith(page.path) for permission in held
    )


def title(page: Page, coming: str) -> str:
    """What to call the page: as it will be called, for those who work on it; for the others as it
    is on the site, if it is there.
    """
    user = reader.get()
    if user is None or page.pk is None or touches(user, page):
        return coming
    if is_reachable(page):
        return page.title
    return coming if reviews(user, page) else str(HIDDEN)


def choosable(model: type[Model], user) -> QuerySet:
    """What this person may link to, or put in a page."""
    if issubclass(model, Upload):
        return FILES[model].instances_user_has_any_permission_for(user, SEE)
    if issubclass(model, Page):
        explored = page_permission_policy.explorable_instances(user).values("pk")
        return model.objects.filter(is_public() | Q(pk__in=explored))
    return model.objects.all()  # what the sections share


def sees(user, row: Model) -> bool:
    """Whether this person may read the name of that page, or of that file."""
    if isinstance(row, Upload):
        return FILES[type(row)].user_has_any_permission_for_instance(user, SEE, row)
    return not isinstance(row, Page) or explores(user, row) or reviews(user, row)
