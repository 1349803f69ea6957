"""The screens of bundles: their list, their form, the texts of one and what may be done with it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.bundles import acts
from portal.bundles.forms import AddTextsForm, BundleForm, JoinForm
from portal.bundles.mixins import BundledMixin
from portal.bundles.models import Bundle
from portal.bundles.readiness import standings
from portal.core.keys import parse_key
from portal.core.users import User
from portal.pages.page_view import PageViewMixin

ICON = "folder-open-1"
JOIN_TITLE = gettext_lazy("Ajouter à une publication groupée")
MOVED = gettext_lazy("Les textes paraîtront ensemble %s.")


def find_bundle(request: AdminRequest, key: object) -> Bundle:
    """Return the bundle of this key that the user may see; raise Http404 without one."""
    return get_object_or_404(Bundle.objects.visible_to(request.user), pk=parse_key(str(key)))


class OwnBundleMixin:
    """A view of one bundle, for those who may see it."""

    request: AdminRequest
    kwargs: dict[str, Any]

    def get_object(self, *args: Any, **kwargs: Any) -> Bundle:
        return find_bundle(self.request, self.kwargs["pk"])


class RefusableFormMixin:
    """A form whose act may be refused with its reason, which the form then shows."""

    refused_field: str  # where a reason stands that names no field
    object: Bundle
    # Of the generic view of Wagtail that this is mixed in.
    form_invalid: Any
    get_error_message: Any

    def form_valid(self, form: BundleForm) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            form.add_error(None if hasattr(error, "error_dict") else self.refused_field, error)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response

    def get_success_url(self) -> str:
        return str(self.object.get_absolute_url())

    def get_success_buttons(self) -> list[str]:
        return []


class BundleIndexView(generic.IndexView):
    request: AdminRequest

    def get_base_queryset(self) -> Any:
        bundles = Bundle.objects.visible_to(self.request.user)
        return bundles.with_counts().order_by("-at", "-pk")

    def get_edit_url(self, instance: Bundle) -> str:
        """Return the address of the screen where all that concerns a bundle is."""
        return instance.get_absolute_url()

    def get_inspect_url(self, instance: Bundle) -> None:
        """Return no other address."""


class BundleHistoryView(OwnBundleMixin, HistoryView):
    pass


class BundleCreateView(RefusableFormMixin, generic.CreateView):
    """The form of a new bundle, with the text from whose editor it was opened."""

    request: AdminRequest
    success_message = gettext_lazy(
        "«\u00a0%(object)s\u00a0» est prévue\u00a0: ses textes paraîtront ensemble."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"texts": [key for key in map(parse_key, self.request.GET.getlist("texte")) if key]}

    def form_valid(self, form: BundleForm) -> HttpResponse:
        response = super().form_valid(form)
        if form.errors:
            form.instance.pk = None  # what was saved is undone
        return response

    def save_instance(self) -> Bundle:
        bundle: Bundle = self.form.instance
        pages = self.form.cleaned_data["texts"]
        acts.create(bundle, self.form.chosen_people(), pages, self.request.user)
        return bundle


class BundleEditView(OwnBundleMixin, RefusableFormMixin, generic.EditView):
    """The form of a bundle that has not ended."""

    refused_field = "at"
    success_message = gettext_lazy("«\u00a0%(object)s\u00a0» est enregistrée.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bundle = self.get_object()
        if not bundle.is_open:
            messages.error(request, acts.ENDED)
            return redirect(bundle.get_absolute_url())
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def save_instance(self) -> Bundle:
        form = self.form
        acts.change(form.instance, form.cleaned_data, form.chosen_people(), self.request.user)
        return Bundle.objects.get(pk=form.instance.pk)


class BundleView(OwnBundleMixin, generic.InspectView):
    """The texts of a bundle, where each stands, and what may be done with the bundle."""

    request: AdminRequest
    object: Bundle
    page_title = gettext_lazy("Publication groupée")
    header_icon = ICON
    fields = ["title"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {
            "url": reverse(self.index_url_name),
            "label": gettext_lazy("Publications groupées"),
        }
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.object.title}]

    @property
    def may_change(self) -> bool:
        return self.object.is_open and bool(self.user_has_permission("change"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = standings(self.object.all_members())
        form: Any = AddTextsForm(user=self.request.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "bundle": self.object,
            "rows": [self.describe(row) for row in rows],
            "ready": sum(row.is_ready for row in rows),
            "may_change": self.may_change,
            "form": form,
            "has_candidates": form.fields["texts"].queryset.exists(),
        }

    def describe(self, row: Any) -> dict[str, Any]:
        """Return what the screen shows of a text, as far as the user may see it."""
        user, page = self.request.user, row.page
        can_edit = bool(page and page.permissions_for_user(user).can_edit())
        return {
            "standing": row,
            "title": row.member.title_for(user),
            "can_edit": can_edit,
            "can_remove": self.may_change
            and (page is None or acts.may_remove(self.object, page, user)),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what a button says; raise PermissionDenied when the user may not."""
        if not self.user_has_permission("change"):
            raise PermissionDenied
        by_button = {
            "add": self.add,
            "remove": self.remove,
            "publish": self.publish,
            "cancel": self.cancel,
        }
        for act in [act for name, act in by_button.items() if name in request.POST][:1]:
            try:
                with transaction.atomic():
                    act()
            except ValidationError as error:
                for message in error.messages:
                    messages.error(request, message)
        return redirect(self.object.get_absolute_url())

    def add(self) -> None:
        form = AddTextsForm(self.request.POST, user=self.request.user)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        for page in form.cleaned_data["texts"]:
            acts.add(self.object, page, self.request.user)

    def remove(self) -> None:
        if key := parse_key(self.request.POST["remove"]):
            acts.remove(self.object, key, self.request.user)
            messages.success(self.request, _("Le texte n’en fait plus partie."))

    def publish(self) -> None:
        acts.publish_now(self.object, self.request.user)
        messages.success(self.request, _("Tous les textes viennent de paraître, ensemble."))

    def cancel(self) -> None:
        acts.cancel(self.object, self.request.user)
        messages.success(
            self.request, _("Elle est annulée\u00a0: aucun de ses textes ne paraîtra.")
        )


class JoinView(PageViewMixin, FormView[JoinForm]):
    """Choose the bundle that a text joins, or begin one with it."""

    request: AdminRequest
    form_class = JoinForm
    template_name = "portal/bundles/join.html"
    page_title = JOIN_TITLE
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not can_join(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        bundles = Bundle.objects.open().visible_to(self.request.user).order_by("at")
        return super().get_form_kwargs() | {"bundles": bundles}

    def form_valid(self, form: JoinForm) -> HttpResponse:
        bundle: Bundle = form.cleaned_data["bundle"]
        try:
            acts.add(bundle, self.page, self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, MOVED % bundle.when)
        return redirect(bundle.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        new = f"{reverse('bundles:add')}?texte={self.page.pk}"
        return context | {
            "page": self.page,
            "action_url": self.request.path,
            "new_url": new,
            "has_bundles": context["form"].fields["bundle"].queryset.exists(),
            "submit_button_label": _("Ajouter"),
            "submit_button_active_label": _("Ajout…"),
        }


def can_join(user: User, page: Any) -> bool:
    """Whether the user may add the page to a bundle: it waits for none, and has a text to show."""
    return (
        isinstance(page, BundledMixin)
        and bool(page.pk)
        and user.has_perm("portal.change_bundle")
        and (not page.live or page.has_unpublished_changes)
        and not getattr(page, "is_template", False)
        and bool(page.permissions_for_user(user).can_edit())
        and page.get_bundle() is None
    )
