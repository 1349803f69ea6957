"""The panel of the landing page: what awaits each person, what is his or hers, what is late."""

import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.models import WorkflowState
from wagtail.permissions import page_permission_policy

from portal.dashboard.components import LIMIT, TextList, first
from portal.dashboard.warnings import AgeingFigures, Late, SilentPictures
from portal.dashboard.worklist import Text, Tray

RECENT = datetime.timedelta(days=7)


class ToReview(TextList):
    name = "a-relire"
    heading = _("À relire")
    icon = "glasses"
    empty = _(
        "Rien à relire. Un courriel prévient les personnes qui relisent dès qu’un texte attend."
    )
    rest_view = "wagtailadmin_reports:workflow_tasks"
    template_name = "portal/dashboard/worklist/to_review.html"

    def is_shown(self):
        return bool(self.tray.tasks) or not self.tray.own

    def get_context_data(self, parent_context):
        changed = {text.section for text in self.tray.awaiting if text.page.live_revision_id}
        keeping = {section for section in changed if section.rules.keeps_versions}
        return super().get_context_data(parent_context) | {"keeping": keeping}

    def texts(self):
        return first(self.tray.awaiting)

    def rest_query(self):
        return {"reviewable": "true", "status": "in_progress"}


class Drafts(TextList):
    name = "brouillons"
    heading = _("Mes brouillons")
    heading_of_all = _("Brouillons")
    icon = "draft"
    empty = _("Aucun brouillon. Un texte commencé reste ici jusqu’à ce que vous le soumettiez.")

    def texts(self):
        unpublished = Q(live=False, expired=False) | Q(has_unpublished_changes=True)
        elsewhere = [text.page.pk for text in self.tray.reviews] + [*self.tray.scheduled]
        pages = self.tray.mine(self.tray.pages).filter(unpublished).exclude(pk__in=elsewhere)
        shown = pages.order_by("-latest_revision_created_at", "-pk")[:LIMIT]
        return pages.count(), [Text(page, at=page.latest_revision_created_at) for page in shown]

    def rest_url(self):
        root = page_permission_policy.explorable_root_instance(self.tray.user)
        own = {"owner": self.tray.user.pk} if self.tray.own else {}
        return f"{reverse('wagtailadmin_explore', args=[root.pk])}?{urlencode(own)}"


class Returned(TextList):
    name = "refuses"
    heading = _("Refusés")
    icon = "warning"
    empty = _("Aucun texte refusé. Ce qui doit y changer s’affiche ici.")
    template_name = "portal/dashboard/worklist/returned.html"

    def texts(self):
        return first(
            [text for text in self.tray.reviews if not text.awaits and self.tray.is_mine(text)]
        )

    def rest_query(self):
        return {"status": WorkflowState.STATUS_NEEDS_CHANGES}


class InReview(TextList):
    name = "en-relecture"
    heading = _("En relecture")
    icon = "time"
    empty = _("Aucun de vos textes n’est en relecture. Soumettez un brouillon pour qu’il le soit.")
    template_name = "portal/dashboard/worklist/in_review.html"

    def is_shown(self):
        return bool(self.tray.own)  # who oversees finds them all among those to review

    def texts(self):
        return first(
            [text for text in self.tray.reviews if text.awaits and self.tray.is_mine(text)]
        )

    def rest_query(self):
        return {"status": WorkflowState.STATUS_IN_PROGRESS, "requested_by": self.tray.user.pk}


class Scheduled(TextList):
    name = "programmes"
    heading = _("Programmés")
    icon = "calendar-check"
    empty = _(
        "Aucune parution programmée. La date se choisit dans le panneau «\u00a0Statut\u00a0» "
        "du texte, avant de le soumettre."
    )
    rest_view = "desk_calendar"
    template_name = "portal/dashboard/worklist/scheduled.html"

    def texts(self):
        moments = self.tray.scheduled
        pages = self.tray.of_keys([*moments][:LIMIT])
        return len(moments), [
            Text(pages[key], at=at) for key, at in moments.items() if key in pages
        ]


class Published(TextList):
    name = "publies"
    heading = _("Publiés cette semaine")
    icon = "upload"
    empty = _("Rien n’a été publié depuis sept jours.")
    rest_view = "wagtailadmin_reports:site_history"
    template_name = "portal/dashboard/worklist/published.html"

    def texts(self):
        recent = timezone.now() - RECENT
        published = self.tray.pages.filter(live=True, last_published_at__gte=recent)
        # Not what was withdrawn since, or is over.
        pages = published.exclude(publicationpage__listed_until__lte=timezone.now())
        shown = pages.order_by("-last_published_at", "-pk")[:LIMIT]
        return pages.count(), [Text(page, at=page.last_published_at) for page in shown]

    def rest_query(self):
        since = timezone.localdate() - RECENT
        return {"action": "wagtail.publish", "timestamp_from": since.isoformat()}


FIRST = [ToReview, Late]
THEN = [Drafts, Returned, AgeingFigures, SilentPictures, InReview, Scheduled, Published]
LISTS = FIRST + THEN


def panel_types() -> list[type[TextList]]:
    """The lists of all sections, and between them those of the hook `register_worklist_panel`."""
    registered = [register() for register in hooks.get_hooks("register_worklist_panel")]
    return [*FIRST, *registered, *THEN]


def construct_worklist_panels(request, panels: list) -> None:
    """Put the lists of texts in the place of Wagtail's panels, for the people of the sections."""
    tray = Tray(request.user)
    if tray.lists:
        lists = [panel_type(tray) for panel_type in panel_types()]
        panels[:] = [each for each in lists if each.is_shown()]
