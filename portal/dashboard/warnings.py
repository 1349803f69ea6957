"""What wants care though nobody asked for it: what is late, figures that age, silent pictures."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, ReferenceIndex, get_default_page_content_type
from wagtail.query import PageQuerySet

from portal.blocks.choosers import convert
from portal.dashboard.calendar import date_in
from portal.dashboard.components import QuietList
from portal.dashboard.stale_figures import aged
from portal.dashboard.worklist import Text
from portal.media.models import Image
from portal.pages import accessibility


class Late(QuietList):
    """What should have appeared, and what has been waiting for its reviewers for days."""

    name = "en-retard"
    heading = _("En retard")
    icon = "history"
    rest_view = "desk_calendar"
    template_name = "portal/dashboard/worklist/late.html"

    @cached_property
    def found(self):
        since = timezone.now() - datetime.timedelta(days=settings.REVIEW_LATE_DAYS)
        reviews = {text.page.pk: text for text in self.tray.reviews}
        passed = [Text(page, self.state(reviews, page), page.due_at) for page in self.overdue()]
        told = {text.page.pk for text in passed}
        waiting = [
            text
            for key, text in reviews.items()
            if text.awaits and text.task_state.started_at < since and key not in told
        ]
        return passed + waiting

    @staticmethod
    def state(reviews: dict[int, Text], page: Page):
        return reviews[page.pk].state if page.pk in reviews else None

    def overdue(self) -> PageQuerySet:
        """The drafts that hold a moment of publication that is over, and that nobody approved."""
        return (
            self.tray.pages.filter(
                has_unpublished_changes=True, latest_revision__approved_go_live_at=None
            )
            .annotate(due_at=date_in("latest_revision__content", "go_live_at"))
            .filter(
                Q(last_published_at=None) | Q(due_at__gt=F("last_published_at")),
                due_at__lte=timezone.now(),
            )
            .order_by("due_at")
        )


class AgeingFigures(QuietList):
    name = "chiffres-anciens"
    heading = _("Chiffres à mettre à jour")
    icon = "order-up"
    rest_view = "wagtailadmin_reports:aging_pages"
    template_name = "portal/dashboard/worklist/stale_figures.html"

    @cached_property
    def found(self):
        limit = timezone.localdate() - datetime.timedelta(days=30 * settings.FIGURES_KEPT_MONTHS)
        rows = aged(limit)
        pages = self.tray.public.in_bulk(rows) if rows else {}
        texts = [
            Text(page, at=rows[key].as_of, words=rows[key].words, place=at_block(rows[key].block))
            for key, page in pages.items()
        ]
        return sorted(
            (text for text in texts if not (text.section and text.section.is_dated)),
            key=lambda text: text.at,
        )


class SilentPictures(QuietList):
    name = "images-sans-texte"
    heading = _("Images publiées sans texte alternatif")
    icon = "image"
    rest_view = "wagtailimages:index"
    template_name = "portal/dashboard/worklist/undescribed.html"

    @cached_property
    def found(self):
        pages = list(self.tray.public.filter(pk__in=users_of_silent_pictures()).specific())
        streams = [getattr(page, name) for page in pages for name in page.get_streamfield_names()]
        convert(streams, pages)
        return list(chain.from_iterable(map(self.rows, pages)))

    @staticmethod
    def rows(page: Page) -> Iterator[Text]:
        for fault in accessibility.faults(page):
            if fault.image:
                place = at_block(fault.key)
                yield Text(page, words=fault.message, place=place, image=fault.image)


def users_of_silent_pictures() -> list[int]:
    """The pages that hold a picture of which nobody said what it shows; they may say it there."""
    silent = Image.objects.filter(alt="", is_decorative=False)
    uses = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=ContentType.objects.get_for_model(Image),
        to_object_id__in=silent.values(key=Cast("pk", CharField())),
    )
    return [int(key) for key in uses.order_by().values_list("object_id", flat=True).distinct()]


def at_block(key: str) -> str:
    """The end of the address of an editor that opens on this block."""
    return f"#block-{key}-section" if key else ""
