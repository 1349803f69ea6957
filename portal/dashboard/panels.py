"""The panels of the landing page: what awaits each user, what is theirs, what is late."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState
from wagtail.permissions import page_permission_policy

from portal.admin_access import AdminRequest
from portal.dashboard.bundles import BundlesPanel
from portal.dashboard.components import LIMIT, WorklistPanel, count_and_first
from portal.dashboard.new_texts import NewTextsPanel
from portal.dashboard.warnings import (
    RECENT_PERIOD,
    LatePanel,
    MissedPanel,
    OmissionsPanel,
    StaleFiguresPanel,
    StrandedPanel,
    UndescribedImagesPanel,
)
from portal.dashboard.worklist import Worklist, WorklistItem


class ToReviewPanel(WorklistPanel):
    name = "a-relire"
    heading = _("À relire")
    icon = "glasses"
    empty = _(
        "Rien à relire. Un courriel prévient les personnes qui relisent dès qu’un texte attend."
    )
    rest_view = "wagtailadmin_reports:workflow_tasks"
    template_name = "portal/dashboard/worklist/to_review.html"

    def is_shown(self) -> bool:
        return bool(self.worklist.tasks) or not self.worklist.own_index_types

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        updates = [text for text in self.worklist.approvable if text.page.live_revision_id]
        sections = {text.section for text in updates if text.section}
        keeping = {section for section in sections if section.rules.keeps_versions}
        return super().get_context_data(parent_context) | {"keeping": keeping}

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        return count_and_first(self.worklist.approvable)

    def rest_query(self) -> dict[str, Any]:
        return {"reviewable": "true", "status": "in_progress"}


class DraftsPanel(WorklistPanel):
    name = "brouillons"
    heading = _("Mes brouillons")
    heading_of_all = _("Brouillons")
    icon = "draft"
    empty = _("Aucun brouillon. Un texte commencé reste ici jusqu’à ce que vous le soumettiez.")

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        unpublished = Q(live=False, expired=False) | Q(has_unpublished_changes=True)
        reviewed = [text.page.pk for text in self.worklist.reviews]
        pages = (
            self.worklist.own_pages(self.worklist.pages)
            .filter(unpublished)
            .exclude(pk__in=[*reviewed, *self.worklist.scheduled])
        )
        first_pages = pages.order_by("-latest_revision_created_at", "-pk")[:LIMIT]
        return pages.count(), [
            WorklistItem(page, at=page.latest_revision_created_at) for page in first_pages
        ]

    def rest_url(self) -> str:
        root = page_permission_policy.explorable_root_instance(self.worklist.user)
        own = {"owner": self.worklist.user.pk} if self.worklist.own_index_types else {}
        return f"{reverse('wagtailadmin_explore', args=[root.pk])}?{urlencode(own)}"


class ReturnedPanel(WorklistPanel):
    name = "refuses"
    heading = _("Refusés")
    icon = "warning"
    empty = _("Aucun texte refusé. Ce qui doit y changer s’affiche ici.")
    template_name = "portal/dashboard/worklist/returned.html"

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        return count_and_first(
            [text for text in self.worklist.own_reviews if not text.is_in_review]
        )

    def rest_query(self) -> dict[str, Any]:
        return {"status": WorkflowState.STATUS_NEEDS_CHANGES}


class InReviewPanel(WorklistPanel):
    name = "en-relecture"
    heading = _("En relecture")
    icon = "time"
    empty = _("Aucun de vos textes n’est en relecture. Soumettez un brouillon pour qu’il le soit.")
    template_name = "portal/dashboard/worklist/in_review.html"

    def is_shown(self) -> bool:
        # An overseer finds them all among those to review.
        return bool(self.worklist.own_index_types)

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        return count_and_first([text for text in self.worklist.own_reviews if text.is_in_review])

    def rest_query(self) -> dict[str, Any]:
        return {"status": WorkflowState.STATUS_IN_PROGRESS, "requested_by": self.worklist.user.pk}


class ScheduledPanel(WorklistPanel):
    name = "programmes"
    heading = _("Programmés")
    icon = "calendar-check"
    empty = _(
        "Aucune parution programmée. La date se choisit dans le panneau «\u00a0Statut\u00a0» "
        "du texte, avant de le soumettre."
    )
    rest_view = "admin_calendar"
    template_name = "portal/dashboard/worklist/scheduled.html"

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        scheduled = self.worklist.scheduled
        pages = self.worklist.pages_by_key([*scheduled][:LIMIT])
        return len(scheduled), [
            WorklistItem(pages[key], at=at) for key, at in scheduled.items() if key in pages
        ]


class PublishedPanel(WorklistPanel):
    name = "publies"
    heading = _("Publiés cette semaine")
    icon = "upload"
    empty = _("Rien n’a été publié depuis sept jours.")
    rest_view = "wagtailadmin_reports:site_history"
    template_name = "portal/dashboard/worklist/published.html"

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        recent = timezone.now() - RECENT_PERIOD
        published = self.worklist.pages.filter(live=True, last_published_at__gte=recent)
        # Without what was withdrawn or closed since.
        pages = published.exclude(publicationpage__listed_until__lte=timezone.now())
        first_pages = pages.order_by("-last_published_at", "-pk")[:LIMIT]
        return pages.count(), [
            WorklistItem(page, at=page.last_published_at) for page in first_pages
        ]

    def rest_query(self) -> dict[str, Any]:
        since = timezone.localdate() - RECENT_PERIOD
        return {"action": "wagtail.publish", "timestamp_from": since.isoformat()}


FIRST_PANELS = [
    ToReviewPanel,
    StrandedPanel,
    LatePanel,
    MissedPanel,
    BundlesPanel,
    OmissionsPanel,
]
OTHER_PANELS = [
    DraftsPanel,
    ReturnedPanel,
    StaleFiguresPanel,
    UndescribedImagesPanel,
    InReviewPanel,
    ScheduledPanel,
    PublishedPanel,
]
PANEL_TYPES = FIRST_PANELS + OTHER_PANELS


def panel_types() -> list[type[WorklistPanel]]:
    """Return the panels of all sections and, among them, those of `register_worklist_panel`."""
    registered = [register() for register in hooks.get_hooks("register_worklist_panel")]
    return [*FIRST_PANELS, *registered, *OTHER_PANELS]


def construct_worklist_panels(request: AdminRequest, panels: list[Component]) -> None:
    """Replace Wagtail's panels, for the users of the sections and for those who oversee them."""
    worklist = Worklist(request.user)
    if worklist.index_types:
        lists = [panel_type(worklist) for panel_type in panel_types()]
        panels[:] = [panel for panel in lists if panel.is_shown()]
        if worklist.indexes:
            panels.append(NewTextsPanel(worklist))  # its order puts it first
