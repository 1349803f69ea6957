"""The buttons that begin a text on the landing page, and the texts that begin from a template."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.core.characters import clean_line
from portal.core.keys import parse_key
from portal.core.users import User
from portal.dashboard.worklist import Worklist
from portal.publications.kept_facts import find_kept_facts
from portal.publications.templates import TemplateMixin, can_duplicate, duplicate

EARLIER_COUNT, MAX_SEARCHED = 20, 100  # texts that are shown; characters


class NewTextsPanel(Component):
    """The buttons that begin a text, one for each kind that the user may write."""

    order = 80  # before the lists
    template_name = "portal/dashboard/worklist/new_texts.html"

    class Media:
        css = {"all": ["css/admin/worklist.css"]}

    def __init__(self, worklist: Worklist) -> None:
        self.worklist = worklist

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"buttons": [new_text_button(index) for index in self.worklist.indexes]}


def new_text_button(index: Page) -> dict[str, Any]:
    """Return the label and the address of the button that begins a text, and its templates'."""
    model = index.specific_class.publication_model
    path = [model._meta.app_label, model._meta.model_name, index.pk]
    has_templates = issubclass(model, TemplateMixin)
    return {
        "label": model.new_label,
        "url": reverse("wagtailadmin_pages:add", args=path),
        "templates_url": model.templates_url(index) if has_templates else "",
    }


def may_begin(user: User, page: Page) -> bool:
    """Whether `TemplatesView` begins another text from this one for the user."""
    if not (isinstance(page, TemplateMixin) and page.pk and page.live):
        return False
    index = page.get_parent()
    is_shown = page.templates_url(index) == reverse("text_templates", args=[index.pk])
    return is_shown and can_duplicate(user, page)


class TemplatesView(WagtailAdminTemplateMixin, TemplateView):
    """The templates and the public texts of a list; a press of their button begins a draft."""

    template_name = "portal/dashboard/templates.html"
    page_title = gettext_lazy("Écrire depuis un modèle ou un texte paru")
    header_icon = "copy"
    request: AdminRequest

    @cached_property
    def index(self) -> Page:
        """The list; raise Http404 when its texts have no templates."""
        index = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not issubclass(getattr(index, "publication_model", object), TemplateMixin):
            raise Http404
        return index

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied when the user may not write in the list."""
        if not self.index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_templates(self) -> Any:
        publications = self.index.publication_model.objects.child_of(self.index)
        return publications.filter(is_template=True).defer_streamfields().order_by("title")

    def get_earlier_texts(self) -> Any:
        """Return the texts that appeared, which may be begun anew; the newest come first."""
        publications = self.index.publication_model.objects.child_of(self.index)
        publications = publications.listed().filter(is_template=False)
        return publications.defer_streamfields().order_by("-date", "-pk")

    @cached_property
    def searched(self) -> str:
        """The words that somebody seeks in the titles of earlier texts."""
        return clean_line(self.request.GET.get("q", ""))[:MAX_SEARCHED]

    def find_earlier_texts(self) -> Any:
        publications = self.get_earlier_texts()
        for word in self.searched.split():
            publications = publications.filter(title__unaccent__icontains=word)
        return publications[:EARLIER_COUNT]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "templates": self.get_templates(),
            "earlier_texts": self.find_earlier_texts(),
            "searched": self.searched,
            "new": new_text_button(self.index),
        }

    def post(self, request: AdminRequest, page_id: int) -> HttpResponse:
        """Begin a text and open it; raise PermissionDenied or Http404 when that may not be."""
        key = parse_key(request.POST.get("template"))
        page = get_object_or_404(self.get_templates() | self.get_earlier_texts(), pk=key)
        page = type(page).objects.get(pk=page.pk)
        if not can_duplicate(request.user, page):
            raise PermissionDenied
        copy = duplicate(request, page)
        messages.success(request, _("Voici le nouveau texte\u00a0: un brouillon, à votre nom."))
        if facts := ", ".join(find_kept_facts(copy)):
            message = _("Il dit encore\u00a0: %s. Le panneau des vérifications le rappelle.")
            messages.warning(request, message % facts)
        return redirect("wagtailadmin_pages:edit", copy.pk)
