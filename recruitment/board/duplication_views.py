"""New offers from others: the screens."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from recruitment.board.duplication import OPEN_FOR, duplicate, may_duplicate
from recruitment.board.offer_view import OfferScreen
from recruitment.board.queryset import board
from recruitment.board.views import ICON, TITLE
from recruitment.lifecycle.actions import is_recruiter
from recruitment.models import JobOfferPage, RecruitmentIndexPage


class DuplicateView(OfferScreen, TemplateView):
    template_name = "recruitment/board/duplicate.html"
    page_title = gettext_lazy("Dupliquer")
    header_icon = "copy"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        offer = JobOfferPage.objects.get(pk=self.page.pk)
        if not may_duplicate(request.user, offer):
            raise PermissionDenied
        copy = duplicate(request, offer)
        messages.success(request, _("Voici la nouvelle offre\u00a0: un brouillon, à votre nom."))
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"days": OPEN_FOR.days}


class TemplatesView(WagtailAdminTemplateMixin, TemplateView):
    """Where a new offer is begun: from a template, or from nothing."""

    template_name = "recruitment/board/templates.html"
    page_title = gettext_lazy("Créer une offre")
    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        if not is_recruiter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("offers_board"), "label": TITLE},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        templates = board().of(self.request.user).templates().with_facts().order_by("title")
        return super().get_context_data(**kwargs) | {
            "templates": templates,
            "indexes": self.indexes(),
            "days": OPEN_FOR.days,
        }

    def indexes(self) -> list[RecruitmentIndexPage]:
        """The lists below which this person may write."""
        user = self.request.user
        return [
            index
            for index in RecruitmentIndexPage.objects.all()
            if index.permissions_for_user(user).can_add_subpage()
        ]
