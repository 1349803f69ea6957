"""A mixin for the publications that may wait for a bundle, which then decides when they appear."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wagtail.models import Revision

from portal.bundles.models import Bundle, BundleMember
from portal.pages.date_rules import date_of_release
from portal.publications import PublicationPage
from portal.workflow.permissions import HeldTextError

OVERDUE_MESSAGE = _(
    "Ce texte fait partie de la publication groupée «\u00a0%s\u00a0», dont l’heure est passée"
    "\u00a0: donnez-lui une autre heure, ou retirez-en ce texte."
)
# The moment of the bundle whose texts this thread publishes.
_moment: ContextVar[datetime.datetime | None] = ContextVar("moment_of_bundle", default=None)


@contextmanager
def releasing(moment: datetime.datetime) -> Iterator[None]:
    """Let the texts of a bundle appear in the block, all at this moment."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


class BundledMixin(PublicationPage):
    """A publication that may wait for a bundle.

    The moment of the bundle stands in its row, never in a revision: to move a bundle changes no
    text, and asks no reviewer again.
    """

    go_live_at: Any  # fields of Wagtail's
    first_published_at: Any
    last_published_at: Any
    # The dates that the bundle imposes, each with what the text would have without it.
    imposed_dates: dict[str, tuple[Any, Any]] = {}

    class Meta:
        abstract = True

    def get_bundle(self) -> Bundle | None:
        """Return the bundle for which the text waits, if any."""
        member = BundleMember.objects.of_page(self.pk)
        return member.bundle if member else None

    def get_imposed_release(self) -> datetime.datetime | None:
        bundle = self.get_bundle()
        return bundle.at if bundle else None

    @property
    def appears_with(self) -> set[int]:
        """The keys of the texts that appear at the same second."""
        if bundle := self.get_bundle():
            return set(bundle.members.exclude(page=None).values_list("page", flat=True))
        return set()

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page of a revision, to appear with its bundle.

        Wagtail calls it each time that it reads a revision, also to publish it.
        """
        page: Self = super().with_content_json(content)
        if at := page.get_imposed_release():
            page.impose(at, content)
        return page

    def impose(self, at: datetime.datetime, content: dict[str, Any]) -> None:
        """Take the date of a bundle, and remember what the text has without it."""
        own = {"go_live_at": self.go_live_at, "date": self.date}
        self.go_live_at = at
        if self.first_published_at is None:  # dated of the day of the bundle, or of a later one
            field: Any = self._meta.get_field("date")
            written = field.to_python(content.get("date")) or self.date
            self.date = date_of_release(written, at, None)
        self.imposed_dates = {name: (own[name], getattr(self, name)) for name in own}

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: the dates of the text, not those that are imposed."""
        imposed = {
            name: (own, value)
            for name, (own, value) in self.imposed_dates.items()
            if getattr(self, name) == value
        }
        try:
            for name, (own, _value) in imposed.items():
                setattr(self, name, own)
            data: dict[str, Any] = super().serializable_data()
        finally:
            for name, (_own, value) in imposed.items():
                setattr(self, name, value)
        return data

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish or plan the revision; raise HeldTextError when it would appear without others."""
        with transaction.atomic():
            member = BundleMember.objects.of_page(self.pk)
            super().publish(revision, *args, **kwargs)
            planned = Revision.objects.filter(pk=revision.pk).exclude(approved_go_live_at=None)
            if member and _moment.get() is None and not planned.exists():
                raise HeldTextError(OVERDUE_MESSAGE % member.bundle)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; what appears with a bundle appears at the moment of all."""
        moment = _moment.get()
        if moment and self.live and self.last_published_at and self.last_published_at >= moment:
            if self.first_published_at == self.last_published_at:
                self.first_published_at = moment
            self.last_published_at = moment
        super().save(*args, **kwargs)
