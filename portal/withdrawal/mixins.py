"""A mixin for publications that may be withdrawn: their page then says so, without their text."""

import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.blocks.plain_text import format_day
from portal.publications import PublicationPage
from portal.withdrawal.models import Withdrawal, lock_pages, source_key, versions_hidden


def serve_hidden(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """Return the answer 410 of a text of which nothing may be read, its title and slug included."""
    context = {"withdrawal": withdrawal, "noindex": True}
    response = render(request, "portal/withdrawal/hidden_page.html", context, status=410)
    response["Cache-Control"] = "no-cache"  # it may be reopened
    return response


class WithdrawalMixin(PublicationPage):
    """A publication whose withdrawals are rows of `Withdrawal`."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page, with the end that its withdrawals give it."""
        # Not that of the revision which is published: it is as old as the revision.
        fields = kwargs.get("update_fields")
        if fields is None or "listed_until" in fields:
            self.listed_until = self.withdrawn_at()
        super().save(*args, **kwargs)

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        """The withdrawal in force, if any; no query for a page without an end."""
        if self.listed_until is None:
            return None
        return Withdrawal.objects.in_force().of(self).first()

    def withdrawn_at(self) -> datetime.datetime | None:
        """Return the moment of the withdrawal in force, if any.

        Wait for a withdrawal under way, and lock the page until commit.
        """
        lock_pages(Page.objects.filter(pk=source_key(self)))
        return Withdrawal.objects.in_force().of(self).values_list("at", flat=True).first()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page, or answer 410 at all its addresses when nothing of it may be read."""
        if self.withdrawal and self.withdrawal.hides_all:
            return serve_hidden(request, self.withdrawal)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        if self.shows_withdrawal(request):
            return "portal/withdrawal/withdrawn_page.html"
        return str(super().get_template(request, *args, **kwargs))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if not self.shows_withdrawal(request) or self.withdrawal is None:
            return super().get_context(request, *args, **kwargs)
        description = _("Ce texte a été retiré le %s.") % format_day(self.withdrawal.date)
        context: dict[str, Any] = Page.get_context(self, request, *args, **kwargs)
        return context | {
            "withdrawal": self.withdrawal,
            "replacement": PublicationPage.objects.listed()
            .filter(pk=self.withdrawal.replacement_id)
            .first(),
            "has_history": self.is_history_public() and self.versions.exists(),
            "description": description,
            "noindex": True,
        }

    def is_history_public(self) -> bool:
        """Whether the versions may be read: those of a withdrawn text too, for most reasons."""
        if self.withdrawal is None:
            return super().is_history_public()
        hidden = Page.objects.filter(versions_hidden("pk"), pk=source_key(self))
        return not hidden.exists()

    def shows_withdrawal(self, request: HttpRequest) -> bool:
        """Whether the page says that its text is withdrawn; a preview shows the text."""
        return not getattr(request, "is_preview", False) and self.withdrawal is not None
