"""The views that create an offer: from another one, from a template, or from nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin_access import AdminRequest
from portal.publications.templates import can_duplicate
from recruitment.board.duplication import duplicate
from recruitment.board.offer_view import OfferViewMixin
from recruitment.board.queryset import get_board_offers
from recruitment.board.views import ICON, TITLE
from recruitment.lifecycle.actions import is_recruiter
from recruitment.models import JobOfferPage, RecruitmentIndexPage
from recruitment.offers.closing import OPEN_FOR


class DuplicateView(OfferViewMixin, TemplateView):
    """Duplicate an offer, after a confirmation."""

    request: AdminRequest
    template_name = "recruitment/board/duplicate.html"
    page_title = gettext_lazy("Dupliquer")
    header_icon = "copy"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Create the draft and open it in the editor. Raise PermissionDenied without the right."""
        offer = JobOfferPage.objects.get(pk=self.page.pk)
        if not can_duplicate(self.request.user, offer):
            raise PermissionDenied
        copy = duplicate(self.request, offer)
        messages.success(request, _("Voici la nouvelle offre\u00a0: un brouillon, à votre nom."))
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of days for which the new offer is open."""
        return super().get_context_data(**kwargs) | {"days": OPEN_FOR.days}


class TemplatesView(WagtailAdminTemplateMixin, TemplateView):
    """The choice between the templates and an empty offer."""

    template_name = "recruitment/board/templates.html"
    page_title = gettext_lazy("Créer une offre")
    header_icon = ICON
    request: AdminRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied when the user is no recruiter."""
        if not is_recruiter(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path of the view, through the board."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("offers_board"), "label": TITLE},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the templates, and the lists in which the user may create an offer."""
        offers = get_board_offers().editable_by(self.request.user)
        templates = offers.templates().with_facts().order_by("title")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "templates": templates,
            "indexes": self.get_indexes(),
            "days": OPEN_FOR.days,
        }

    def get_indexes(self) -> list[RecruitmentIndexPage]:
        """Return the lists below which the user may create an offer."""
        user = self.request.user
        return [
            index
            for index in RecruitmentIndexPage.objects.all()
            if index.permissions_for_user(user).can_add_subpage()
        ]
