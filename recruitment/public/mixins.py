"""The public page of an offer, and the pages below it: how to apply, calendar, QR code."""

import datetime
import io
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

import segno

from portal.publications import PublicationPage
from portal.publications.page import RELATED_COUNT
from portal.wagtail_internals.prepared import Parameter, PreparedQuery
from recruitment.formats import ical, labels
from recruitment.lifecycle.mixins import ClosingMixin
from recruitment.lifecycle.states import CLOSING_SOON, State
from recruitment.offers.post import JobPostMixin
from recruitment.public.views import ApplyView

NO_TIME = datetime.timedelta()


class PresentationMixin(ClosingMixin, JobPostMixin):
    """An offer as candidates read it."""

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """« AMIAD-2026-017 »; empty before the first publication."""
        reference = getattr(self, "given_reference", None)
        return str(reference) if reference else ""

    @cached_property
    def facts(self) -> dict[str, labels.Fact]:
        """The facts of the post by their names."""
        return {fact.name: fact for fact in labels.get_facts(self)}

    @property
    def first_facts(self) -> list[labels.Fact]:
        """The facts that candidates look for first."""
        return [self.facts[name] for name in labels.FIRST_FACTS if name in self.facts]

    @property
    def other_facts(self) -> list[labels.Fact]:
        """The facts that are not among the first ones."""
        return [fact for name, fact in self.facts.items() if name not in labels.FIRST_FACTS]

    @property
    def searched_facts(self) -> str:
        """The words of the facts for the search index."""
        return labels.get_search_text(self)

    @property
    def time_left(self) -> str:
        """« encore 12 jours », or what ended the offer."""
        return labels.get_time_left_label(self)

    @property
    def closes_soon(self) -> bool:
        """Whether the offer closes within seven days and is not closed yet."""
        left = self.closes_at - timezone.now() if self.closes_at else None
        return left is not None and NO_TIME < left <= CLOSING_SOON

    @cached_property
    def salary_label(self) -> str:
        """« de 38 000 à 52 000 € brut par an »."""
        return labels.get_salary_label(self)

    @property
    def apply_host(self) -> str:
        """The host of the site on which candidates apply, without « www. »."""
        return (urlsplit(self.apply_url).hostname or "").removeprefix("www.")

    @property
    def apply_subject(self) -> str:
        """The subject of the message of candidates, by which recruiters sort them."""
        return f"{self.reference}\xa0: {self.title}" if self.reference else self.title

    @property
    def clearance_text(self) -> str:
        """The text of the settings about the required clearance; empty without any."""
        return self.common.clearance_text(self.clearance)

    @cached_property
    def clearance_page(self) -> Page | None:
        """The public page about clearances, when this offer requires one."""
        return self.common.get_reachable_page("clearance_page") if self.clearance_text else None

    @cached_property
    def process_page(self) -> Page | None:
        """The page about the steps of the recruitment, when it is public."""
        return self.common.get_reachable_page("process_page")

    @cached_property
    def related(self) -> list[PublicationPage]:
        """The publications that recruiters chose; similar offers are shown apart."""
        return chosen_cards().fetch(page=self.pk)

    def neighbours(self) -> dict[str, PublicationPage | None]:
        """Return no neighbour: similar offers help more than those of the days around."""
        return {"previous": None, "next": None}

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the template of the page, which shows no text once the offer is withdrawn."""
        if self.state == State.WITHDRAWN and not getattr(request, "is_preview", False):
            return "recruitment/public/withdrawn_offer.html"
        template: str = super().get_template(request, *args, **kwargs)
        return template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what keeps an ended offer out of search engines."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if not self.state.is_over and self.state != State.ARCHIVED:
            return context
        context["noindex"] = True
        if self.state not in (State.CLOSED, State.FILLED):
            # The description in the head of the page must not show the text of the offer either.
            context["description"] = _("Cette offre d’emploi n’est plus ouverte.")
        return context

    def serve_if_open(
        self, request: HttpRequest, get_response: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """Serve a page of an open offer, or answer 410 when one may no longer apply."""
        return get_response() if self.state.is_open else self.serve_gone(request)

    @path("postuler/", name="apply")
    def apply(self, request: HttpRequest) -> HttpResponseBase:
        """Serve how to apply, or 410 when the offer is not open."""
        return self.serve_if_open(request, lambda: ApplyView.as_view(offer=self)(request))

    @path("agenda/", name="agenda")
    def agenda(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the closing as an iCalendar file, or 410 when the offer is not open."""
        return self.serve_if_open(request, lambda: ical.get_offer_response(self, request))

    @path("qr/", name="qr")
    def qr(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the QR code of the page's address, or 410 when the offer is not open."""
        return self.serve_if_open(request, lambda: get_qr_code_response(self.get_full_url(request)))


@cache
def chosen_cards() -> PreparedQuery[PublicationPage]:
    """Return the query of the publications that were chosen to be read after an offer, as cards."""
    page = Parameter("page", models.IntegerField())
    picked = PublicationPage.objects.listed().picked_for(page)
    return PreparedQuery(picked[:RELATED_COUNT].with_cards())


def get_qr_code_response(url: str) -> HttpResponse:
    """Return the address as a QR code in SVG, dark on white in both themes and on paper."""
    content = io.BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(content, kind="svg", border=4, dark="#161616", light="#ffffff", omitsize=True)
    response = HttpResponse(content.getvalue(), content_type="image/svg+xml")
    response["X-Robots-Tag"] = "noindex"
    return response
