"""The panels of warnings: late texts, old figures, images to describe, what pages leave out."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, ReferenceIndex, WorkflowState, get_default_page_content_type
from wagtail.query import PageQuerySet

from portal.blocks.choosers import convert_streams
from portal.blocks.omissions import Omission
from portal.bundles.models import BundleMember
from portal.dashboard.calendar import revision_date
from portal.dashboard.components import WarningPanel
from portal.dashboard.stale_figures import find_stale_figures
from portal.dashboard.worklist import WorklistItem
from portal.media.models import Image
from portal.pages import accessibility
from portal.workflow import planning

RECENT_PERIOD = datetime.timedelta(days=7)

MAX_OMISSIONS = 200  # that are looked at for the pages of somebody


class LatePanel(WarningPanel):
    """The texts that should have appeared, and those that reviewers have left waiting for days."""

    name = "en-retard"
    heading = _("En retard")
    icon = "history"
    rest_view = "admin_calendar"
    template_name = "portal/dashboard/worklist/late.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        since = timezone.now() - datetime.timedelta(days=settings.REVIEW_LATE_DAYS)
        reviews = {text.page.pk: text for text in self.worklist.reviews}
        overdue = [
            WorklistItem(page, self.state(reviews, page), page.due_at) for page in self.overdue()
        ]
        overdue_keys = {text.page.pk for text in overdue}
        waiting = [
            text
            for key, text in reviews.items()
            if text.is_in_review and text.task_state.started_at < since and key not in overdue_keys
        ]
        return overdue + waiting

    @staticmethod
    def state(reviews: dict[int, WorklistItem], page: Page) -> WorkflowState | None:
        return reviews[page.pk].state if page.pk in reviews else None

    def overdue(self) -> PageQuerySet:
        """Return the drafts whose date of publication has passed before anybody approved them."""
        return (
            self.worklist.pages.filter(
                has_unpublished_changes=True, latest_revision__approved_go_live_at=None
            )
            .annotate(due_at=revision_date("latest_revision__content", "go_live_at"))
            .filter(
                Q(last_published_at=None) | Q(due_at__gt=F("last_published_at")),
                due_at__lte=timezone.now(),
            )
            .exclude(latest_revision__in=planning.cancelled_revisions())
            .exclude(pk__in=BundleMember.objects.held().values("page"))
            .order_by("due_at")
        )


class StrandedPanel(WarningPanel):
    """The texts under review that nobody is left to approve."""

    name = "sans-relecteur"
    heading = _("Plus personne ne peut les approuver")
    icon = "warning"
    template_name = "portal/dashboard/worklist/stranded.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        return self.worklist.stranded


class MissedPanel(WarningPanel):
    """The planned publications of the last days that were cancelled, or did not happen."""

    name = "parutions-annulees"
    heading = _("Parutions annulées ou manquées")
    icon = "calendar-alt"
    rest_view = "admin_calendar"
    template_name = "portal/dashboard/worklist/missed.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        entries = planning.recent_setbacks(timezone.now() - RECENT_PERIOD)
        is_gone = ~Exists(Page.objects.filter(pk=OuterRef("page")))
        entries = entries.filter(
            Q(page__in=self.worklist.pages.order_by().values("pk"))
            | Q(is_gone, content_type__in=self.worklist.kinds)
        ).select_related("content_type")
        pages = self.worklist.pages_by_key(entry.page_id for entry in entries)
        return [
            WorklistItem(
                pages.get(entry.page_id) or planning.gone_page(entry),
                at=entry.timestamp,
                label=entry.message,
            )
            for entry in entries
        ]


class StaleFiguresPanel(WarningPanel):
    """The pages whose key figures are older than `FIGURES_KEPT_MONTHS`."""

    name = "chiffres-anciens"
    heading = _("Chiffres à mettre à jour")
    icon = "order-up"
    rest_view = "wagtailadmin_reports:aging_pages"
    template_name = "portal/dashboard/worklist/stale_figures.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        limit = timezone.localdate() - datetime.timedelta(days=30 * settings.FIGURES_KEPT_MONTHS)
        figures = find_stale_figures(limit)
        pages = self.worklist.public_pages.in_bulk(figures) if figures else {}
        rows = [(page, figures[key]) for key, page in pages.items()]
        items = [
            WorklistItem(page, at=stale.as_of, label=stale.title, place=block_anchor(stale.block))
            for page, stale in sorted(rows, key=lambda row: row[1].as_of)
        ]
        return [item for item in items if not (item.section and item.section.is_dated)]


class UndescribedImagesPanel(WarningPanel):
    """The pages that show an image without an alternative text."""

    name = "images-sans-texte"
    heading = _("Images publiées sans texte alternatif")
    icon = "image"
    rest_view = "wagtailimages:index"
    template_name = "portal/dashboard/worklist/undescribed.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        keys = page_images(Image.objects.filter(alt="", is_decorative=False))
        pages = list(self.worklist.public_pages.filter(pk__in=keys).specific())
        streams = [getattr(page, name) for page in pages for name in page.get_streamfield_names()]
        convert_streams(streams, pages)
        return list(chain.from_iterable(map(self.page_items, pages)))

    @staticmethod
    def page_items(page: Page) -> Iterator[WorklistItem]:
        for fault in accessibility.faults(page):
            if fault.image:
                place = block_anchor(fault.key)
                yield WorklistItem(page, label=fault.message, place=place, image=fault.image)


class OmissionsPanel(WarningPanel):
    """The pages that leave out a picture, a block or a row that cannot be shown."""

    name = "elements-non-affiches"
    heading = _("Éléments publiés qui ne s’affichent pas")
    icon = "warning"
    rest_view = "wagtailadmin_reports:site_history"
    template_name = "portal/dashboard/worklist/omissions.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        images = Image.objects.filter(undrawable_since__isnull=False).in_bulk()
        uses = page_images(Image.objects.filter(pk__in=images)) if images else {}
        omissions = list(Omission.objects.order_by("at", "pk")[:MAX_OMISSIONS])
        keys = {*uses, *(omission.page_id for omission in omissions)}
        pages = self.worklist.public_pages.in_bulk(keys) if keys else {}
        return [
            *(
                WorklistItem(page, at=images[image].undrawable_since, image=images[image])
                for key, page in pages.items()
                for image in uses.get(key, ())
            ),
            *(
                WorklistItem(
                    pages[omission.page_id],
                    at=omission.at,
                    label=omission.label,
                    place=block_anchor(omission.place),
                )
                for omission in omissions
                if omission.page_id in pages
            ),
        ]


def page_images(images: "QuerySet[Image]") -> dict[int, list[int]]:
    """Return the keys of these images by the key of each page that uses them.

    A page may describe for itself an image that has no alternative text.
    """
    uses = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=ContentType.objects.get_for_model(Image),
        to_object_id__in=images.order_by().values(key=Cast("pk", CharField())),
    )
    by_page: dict[int, list[int]] = {}
    for page, image in uses.order_by().values_list("object_id", "to_object_id").distinct():
        by_page.setdefault(int(page), []).append(int(image))
    return by_page


def block_anchor(key: str) -> str:
    """Return the anchor of the block with this key in the editor."""
    return f"#block-{key}-section" if key else ""
