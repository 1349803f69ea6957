"""The view of the events and visits of one offer, and what the views of an offer share."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.admin_access import AdminRequest
from portal.pages.page_view import PageViewMixin
from recruitment.board.chart import Chart
from recruitment.board.history import get_details
from recruitment.board.queryset import get_board_offers
from recruitment.board.views import ICON, TITLE, prepare_offer
from recruitment.lifecycle.actions import is_recruiter
from recruitment.lifecycle.events import OfferEvent
from recruitment.models import JobOfferPage

if TYPE_CHECKING:
    from recruitment.board.queryset import BoardOffer


class OfferViewMixin(PageViewMixin):
    """A view of one of the offers of the board, to which it leads back."""

    header_icon = ICON
    page: "BoardOffer"
    request: AdminRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied to those who are no recruiters, Http404 for other offers."""
        if not is_recruiter(request.user):
            raise PermissionDenied
        offers = get_board_offers().editable_by(self.request.user).with_facts()
        self.page = prepare_offer(get_object_or_404(offers, pk=kwargs["page_id"]))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def follow_url(self) -> str:
        """The address of the view of the events and visits."""
        return reverse("offer_follow", args=[self.page.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path of the view, through the board and the offer."""
        title = self.page.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("offers_board"), "label": TITLE},
            {"url": self.follow_url, "label": title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"offer": self.page}

    def refuse(self, message: str) -> HttpResponse:
        """Redirect with the message of an error."""
        messages.error(self.request, message)
        return self.redirect_back()

    def redirect_back(self) -> HttpResponse:
        """Redirect to the `next` address of the request, or else to the view of the events."""
        return redirect(get_valid_next_url_from_request(self.request) or self.follow_url)

    def get_changed_message(self) -> str:
        """Return the message for an offer that changed since it was displayed."""
        page = JobOfferPage.objects.get(pk=self.page.pk)
        message = (
            _(
                "Rien n’a été fait\u00a0: cette offre a changé depuis que vous l’avez affichée. "
                "Son état est maintenant «\u00a0%s\u00a0»."
            )
            % page.state.label.lower()
        )
        return str(message)


class FollowView(OfferViewMixin, TemplateView):
    """The events and the visits of an offer."""

    request: AdminRequest
    template_name = "recruitment/board/offer.html"
    page_title = gettext_lazy("Suivi")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path of the view, which ends with the offer."""
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the events and the chart of the visits."""
        events = OfferEvent.objects.for_page(self.page.pk).select_related("by")
        return super().get_context_data(**kwargs) | {
            "events": [
                {"row": event, "details": get_details(event.closes_at, event.posts, event.reason)}
                for event in events
            ],
            "last_move": self.get_last_move(),
            "chart": Chart(self.page),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def get_last_move(self) -> OfferEvent | None:
        """Return the event that moved the closing, when it can still be undone."""
        move = OfferEvent.objects.get_last_move(self.page.pk)
        return move if self.page.possible["extended"] else None
