"""The screen where a second person answers."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin.second_person.models import ANSWERED_MESSAGE, SecondPersonRequest
from portal.admin_access import AdminRequest
from portal.core.reauthentication import ReauthenticationMixin


class AnswerView(ReauthenticationMixin, WagtailAdminTemplateMixin, TemplateView):
    """A view of one request; its `list_url_name` when that was answered or replaced.

    Raise PermissionDenied for those who could not have asked.
    """

    model: type[SecondPersonRequest]
    list_url_name: str
    request: AdminRequest

    @cached_property
    def asked(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    def confirm(self) -> str:
        """Do what was asked, and return what to tell."""
        raise NotImplementedError

    def refuse(self) -> str:
        """Do not do it, and return what to tell."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if not request.user.has_perm(self.asked.permission):
                raise PermissionDenied
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except Http404:
            messages.warning(request, ANSWERED_MESSAGE)
            return redirect(self.list_url_name)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = next((word for word in ("confirm", "refuse") if word in request.POST), None)
        if answer is None:
            return redirect(request.path)
        try:
            messages.success(request, self.confirm() if answer == "confirm" else self.refuse())
        except ValidationError as error:  # what was possible when it was asked
            messages.error(request, " ".join(error.messages))
            return redirect(request.path)
        return redirect(self.list_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "asked": self.asked,
            "may_confirm": self.asked.may_confirm(self.request.user),
            "is_asker": self.asked.asked_by == self.request.user,
        }
