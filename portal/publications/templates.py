"""Templates of texts: people write others from them, and they are never published."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.actions.copy_page import CopyPageAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision, Workflow

from portal.core.users import User
from portal.pages.addresses import propose_page_slug
from portal.publications.kept_facts import BEGUN_ACTION
from portal.publications.page import PublicationPage
from portal.workflow.copying import delete_earlier_revisions
from portal.workflow.permissions import ReviewedPermissionTester

NEVER_PUBLISHED = _("Un modèle n’est jamais publié\u00a0: créez un texte à partir de lui.")
TEMPLATE_PREFIX = re.compile(r"\s*mod[eè]le\s*([dl][’']\w+)?\s*[:–—-]\s*", re.IGNORECASE)


class TemplatePermissionTester(ReviewedPermissionTester):
    """The permissions on a text that may be a template: nobody may publish one."""

    def can_publish(self) -> bool:
        """Return whether the user may publish the page, and it is no template."""
        return super().can_publish() and not self.page.specific.is_template


class TemplateMixin(PublicationPage):
    """A text that may be a template: no editor, review or emergency ever publishes one."""

    is_template = models.BooleanField(
        _("modèle"),
        default=False,
        help_text=_("Un modèle sert à écrire d’autres textes\u00a0: il n’est jamais publié."),
    )

    class Meta:
        abstract = True

    @classmethod
    def templates_url(cls, index: Page) -> str:
        """Return the address of the screen that shows the templates of this list."""
        return reverse("text_templates", args=[index.pk])

    def permissions_for_user(self, user: User) -> TemplatePermissionTester:
        """Return the permissions of this user on the text."""
        return TemplatePermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        """Whether the page is reviewed: a template is not."""
        return not self.is_template and super().has_workflow

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of the page, None for a template."""
        return None if self.is_template else super().get_workflow()

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish the revision. Raise PermissionDenied when it is a template."""
        # The revision decides: the page itself may have become a template since, or stopped.
        if revision.content.get("is_template"):
            raise PermissionDenied(NEVER_PUBLISHED)
        super().publish(revision, *args, **kwargs)

    def copy_attributes(self) -> dict[str, Any]:
        """Return the values that a new text gets, beside those that no copy takes; to extend."""
        title = strip_template_prefix(self.title)
        return {
            "title": title,
            "draft_title": title,
            "slug": propose_page_slug(title, self.get_parent(), type(self)()),
            "is_template": False,
        }


def strip_template_prefix(title: str) -> str:
    """Return the title of a text that is made from a template: without « Modèle : »."""
    return capfirst(TEMPLATE_PREFIX.sub("", title) or title)


def can_duplicate(user: User, page: TemplateMixin) -> bool:
    """Return whether the user may copy the text beside itself."""
    return bool(page.permissions_for_user(user).can_copy_to(page.get_parent()))


def duplicate(request: HttpRequest, page: TemplateMixin) -> Any:
    """Return a draft of the user, made from the latest text of the page.

    The earlier revisions are not copied: they belong to the authors of the page. Raise
    PermissionDenied when the user may not copy the page.
    """
    attributes = page.copy_attributes()
    action = CopyPageAction(page, update_attrs=attributes, keep_live=False, user=request.user)
    copy = action.execute()
    delete_earlier_revisions(request, page, copy)
    log(copy, BEGUN_ACTION, user=request.user, data={"source": page.pk})
    return copy


class BegunFormatter(LogFormatter):
    """Show in the history of a text from which one it was begun."""

    label = _("Début du texte")

    def format_message(self, entry: PageLogEntry) -> str:
        source = Page.objects.filter(pk=entry.data["source"]).first()
        title = source.specific.get_admin_display_title() if source else _("un texte supprimé")
        message: str = _("Commencé depuis\u00a0: %s.") % title
        return message
