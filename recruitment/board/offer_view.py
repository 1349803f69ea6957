"""The screens of one offer: what they have in common, and the one where its life is followed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.pages.page_view import PageViewMixin
from recruitment.board.chart import Chart
from recruitment.board.history import details
from recruitment.board.queryset import board
from recruitment.board.views import ICON, TITLE, dressed
from recruitment.lifecycle.actions import is_recruiter
from recruitment.lifecycle.events import OfferEvent
from recruitment.models import JobOfferPage


class OfferScreen(PageViewMixin):
    """It is about one of the offers of the board, to which it leads back."""

    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        if not is_recruiter(request.user):
            raise PermissionDenied
        offers = board().of(request.user).with_facts()
        self.page = dressed(get_object_or_404(offers, pk=kwargs["page_id"]))
        return super().dispatch(request, *args, **kwargs)

    @property
    def follow_url(self) -> str:
        return reverse("offer_follow", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        title = self.page.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("offers_board"), "label": TITLE},
            {"url": self.follow_url, "label": title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"offer": self.page}

    def refuse(self, why: str) -> HttpResponse:
        messages.error(self.request, why)
        return self.back()

    def back(self) -> HttpResponse:
        return redirect(get_valid_next_url_from_request(self.request) or self.follow_url)

    def changed(self) -> str:
        """Why nothing was done, when the offer is no more what it was on the screen."""
        page = JobOfferPage.objects.get(pk=self.page.pk)
        return (
            _(
                "Rien n’a été fait\u00a0: cette offre a changé depuis que vous l’avez affichée. "
                "Son état est maintenant «\u00a0%s\u00a0»."
            )
            % page.state.label.lower()
        )


class FollowView(OfferScreen, TemplateView):
    template_name = "recruitment/board/offer.html"
    page_title = gettext_lazy("Suivi")

    def get_breadcrumbs_items(self):
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs):
        events = OfferEvent.objects.of(self.page.pk).select_related("by")
        return super().get_context_data(**kwargs) | {
            "events": [
                {"row": event, "details": details(event.closes_at, event.posts, event.reason)}
                for event in events
            ],
            "chart": Chart(self.page),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }
