"""An offer as candidates read it, and what stands below its address for them."""

import datetime
import io
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

import segno

from portal.core.visibility import is_reachable
from portal.publications import PublicationPage
from portal.publications.page import RELATED_COUNT
from recruitment.formats import ical, labels
from recruitment.lifecycle.mixins import ClosingMixin
from recruitment.lifecycle.states import CLOSING_SOON, State
from recruitment.offers.post import JobPostMixin
from recruitment.public.views import ApplyView

NOTHING = datetime.timedelta()


class PresentationMixin(ClosingMixin, JobPostMixin):
    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """« AMIAD-2026-017 »; empty before the first publication."""
        given = getattr(self, "given_reference", None)
        return str(given) if given else ""

    @cached_property
    def facts(self) -> dict[str, labels.Fact]:
        return {fact.name: fact for fact in labels.facts(self)}

    @property
    def first_facts(self) -> list[labels.Fact]:
        return [self.facts[name] for name in labels.FIRST if name in self.facts]

    @property
    def other_facts(self) -> list[labels.Fact]:
        return [fact for name, fact in self.facts.items() if name not in labels.FIRST]

    @property
    def searched_facts(self) -> str:
        return labels.searched(self)

    @property
    def time_left(self) -> str:
        return labels.time_left(self)

    @property
    def closes_soon(self) -> bool:
        left = self.closes_at - timezone.now() if self.closes_at else None
        return left is not None and NOTHING < left <= CLOSING_SOON

    @property
    def salary_words(self) -> str:
        return labels.salary(self)

    @property
    def apply_host(self) -> str:
        """The site to which candidates are handed over, as they know it."""
        return (urlsplit(self.apply_url).hostname or "").removeprefix("www.")

    @property
    def apply_subject(self) -> str:
        """Of the mail: what the recruiters sort by."""
        return f"{self.reference}\xa0: {self.title}" if self.reference else self.title

    @property
    def clearance_text(self) -> str:
        return self.common.clearance_text(self.clearance)

    @cached_property
    def clearance_page(self) -> Page | None:
        """Where candidates learn what a clearance is, when this offer asks for one."""
        page = self.common.clearance_page if self.clearance_text else None
        return page if page and is_reachable(page) else None

    @cached_property
    def process_page(self) -> Page | None:
        page = self.common.process_page
        return page if page and is_reachable(page) else None

    @cached_property
    def related(self) -> list[PublicationPage]:
        """Those that recruiters picked: similar offers are shown apart."""
        found = PublicationPage.objects.listed().related_to(self).filter(is_chosen=True)
        return found[:RELATED_COUNT].fetch_related_cards()

    def neighbours(self) -> dict:
        # Similar offers are closer than those of the day before.
        return {"previous": None, "next": None}

    def get_template(self, request, *args, **kwargs) -> str:
        if self.state == State.WITHDRAWN and not getattr(request, "is_preview", False):
            return "recruitment/public/withdrawn_offer.html"
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if not self.state.is_over and self.state != State.ARCHIVED:
            return context
        # Said in the head of the page too, where its text must not come through.
        told = {"noindex": True}
        if self.state != State.CLOSED and self.state != State.FILLED:
            told["description"] = _("Cette offre d’emploi n’est plus ouverte.")
        return context | told

    def while_open(self, request: HttpRequest, answer) -> HttpResponse:
        """What is there as long as one may apply, and help afterwards."""
        return answer() if self.state.is_open else self.gone(request)

    @path("postuler/", name="apply")
    def apply(self, request: HttpRequest) -> HttpResponse:
        return self.while_open(request, lambda: ApplyView.as_view(offer=self)(request))

    @path("agenda/", name="agenda")
    def agenda(self, request: HttpRequest) -> HttpResponse:
        return self.while_open(request, lambda: ical.single(self, request))

    @path("qr/", name="qr")
    def qr(self, request: HttpRequest) -> HttpResponse:
        return self.while_open(request, lambda: drawn(self.get_full_url(request)))


def drawn(address: str) -> HttpResponse:
    """The address as a QR code, dark on white in both themes and on paper."""
    drawing = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", border=4, dark="#161616", light="#ffffff", omitsize=True)
    response = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    response["X-Robots-Tag"] = "noindex"
    return response
