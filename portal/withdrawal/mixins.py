"""A publication that may be withdrawn: its page then says so, and nothing of its text."""

import datetime

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.blocks.plain_text import format_day
from portal.publications import PublicationPage
from portal.withdrawal.models import Withdrawal, hold, source_of, versions_hidden


class WithdrawalMixin(PublicationPage):
    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        # An earlier revision holds an earlier end: whatever is written, that of the rows counts.
        fields = kwargs.get("update_fields")
        if fields is None or "listed_until" in fields:
            self.listed_until = self.withdrawn_at()
        super().save(*args, **kwargs)

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        """What withdrew this page; asked for when there is something to ask only."""
        if self.listed_until is None:
            return None
        return Withdrawal.objects.in_force().of(self).first()

    def withdrawn_at(self) -> datetime.datetime | None:
        """As the rows say it, once one that is being written is."""
        hold(Page.objects.filter(pk=source_of(self)))
        return Withdrawal.objects.in_force().of(self).values_list("at", flat=True).first()

    def get_template(self, request, *args, **kwargs):
        if self.shows_withdrawal(request):
            return "portal/withdrawal/withdrawn_page.html"
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        if not self.shows_withdrawal(request):
            return super().get_context(request, *args, **kwargs)
        told = _("Ce texte a été retiré le %s.") % format_day(self.withdrawal.date)
        return Page.get_context(self, request, *args, **kwargs) | {
            "withdrawal": self.withdrawal,
            "has_history": self.is_past_told() and self.versions.exists(),
            "description": told,
            "noindex": True,
        }

    def is_past_told(self) -> bool:
        """What was published stays known, unless the reason is that it must not be read."""
        if self.withdrawal is None:
            return super().is_past_told()
        return not Page.objects.filter(versions_hidden("pk"), pk=source_of(self)).exists()

    def shows_withdrawal(self, request) -> bool:
        """Not in the previews of those who prepare what comes next."""
        return not getattr(request, "is_preview", False) and self.withdrawal is not None
