"""The admin view that moves or lifts an embargo, and confirms what another person asked."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

from portal.admin_access import AdminRequest
from portal.core.datetimes import ParisDateTimeField
from portal.core.reauthentication import ReauthenticationMixin
from portal.pages.page_view import PageViewMixin
from portal.workflow.permissions import must_wait
from press.embargo import moves
from press.embargo.mixins import EmbargoMixin
from press.embargo.notifications import say_end

if TYPE_CHECKING:
    MoveFormView = FormView["MoveForm"]
else:
    MoveFormView = FormView

TITLE = gettext_lazy("Déplacer ou lever l’embargo")
MIN_REASON_LENGTH = 10  # characters
LIFT = "lift"  # the button that asks for no date


class MoveForm(forms.Form):
    """The new end of an embargo, unless it is lifted at once, and why."""

    until = ParisDateTimeField(
        label=gettext_lazy("Nouvelle fin de l’embargo"),
        widget=AdminDateTimeInput,
        error_messages={"required": gettext_lazy("Donnez la nouvelle date et l’heure.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        min_length=MIN_REASON_LENGTH,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Dix caractères au moins. Il reste dans l’historique de la page et va à la section."
        ),
    )

    def __init__(self, *args: Any, lifts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lifts:
            self.fields["until"].required = False

    def clean_until(self) -> Any:
        return self.cleaned_data["until"] if self.fields["until"].required else None


class MoveView(PageViewMixin, ReauthenticationMixin, MoveFormView):
    """Move or lift the embargo of a text, confirm or refuse what another person asked.

    Raise PermissionDenied when the user may not, Http404 without a page under embargo.
    """

    request: AdminRequest
    form_class = MoveForm
    template_name = "press/embargo/admin/move.html"
    page_title = TITLE
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pages = Page.objects.type(EmbargoMixin)
        self.page = get_object_or_404(pages, pk=kwargs["page_id"]).specific
        if not moves.can_move(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"until": self.page.get_embargoed_text().embargo_until}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lifts": LIFT in self.request.POST}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "confirm" in request.POST:
            return self.decide(moves.confirm, _("C’est fait\u00a0: l’embargo finit %s."))
        if "refuse" in request.POST:
            return self.decide(moves.refuse, _("La demande est refusée. Elle disait\u00a0: %s."))
        return super().post(request, *args, **kwargs)

    def decide(self, act: Any, message: str) -> HttpResponse:
        """Confirm or refuse the request under way, and say so; say why when it cannot be."""
        request = moves.current_request(self.page)
        try:
            act(self.page, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect("embargo_move", self.page.pk)
        messages.success(self.request, message % say_end(request.until if request else None))
        return redirect("wagtailadmin_home")

    def form_valid(self, form: MoveForm) -> HttpResponse:
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        try:
            is_done = moves.move(self.page, self.request.user, until, reason)
        except ValidationError as error:
            form.add_error(None if hasattr(error, "error_dict") else "until", error)
            return self.form_invalid(form)
        if is_done:
            messages.success(self.request, _("L’embargo finit %s.") % say_end(until))
        else:
            messages.info(
                self.request,
                _(
                    "C’est demandé. Une autre personne doit le confirmer\u00a0: un courriel l’en "
                    "avertit."
                ),
            )
        return redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        request = moves.current_request(self.page)
        return super().get_context_data(**kwargs) | {
            "text": self.page.get_embargoed_text(),
            "asked": request,
            "end": say_end(request.until) if request else "",
            "may_confirm": request is not None
            and request.asked_by != self.request.user
            and not must_wait(self.request.user),
            "is_alone": self.request.user.is_superuser,
        }


class MoveFormatter(LogFormatter):
    """Show in the history of the page what was done to its embargo, and why."""

    label = gettext_lazy("Embargo déplacé")
    message = gettext_lazy("L’embargo finit %(end)s. Motif\u00a0: %(reason)s")

    def format_message(self, entry: PageLogEntry) -> str:
        until = entry.data.get("until")
        end = say_end(parse_datetime(until) if until else None)
        return str(self.message) % {"end": end, "reason": entry.data["reason"]}


class LiftFormatter(MoveFormatter):
    label = gettext_lazy("Embargo levé")


class AskFormatter(MoveFormatter):
    label = gettext_lazy("Levée d’embargo demandée")
    message = gettext_lazy("Demande que l’embargo finisse %(end)s. Motif\u00a0: %(reason)s")


class RefuseFormatter(MoveFormatter):
    label = gettext_lazy("Levée d’embargo refusée")
    message = gettext_lazy("L’embargo ne finira pas %(end)s. Motif de la demande\u00a0: %(reason)s")


FORMATTERS = {
    moves.MOVE_ACTION: MoveFormatter,
    moves.LIFT_ACTION: LiftFormatter,
    moves.ASK_ACTION: AskFormatter,
    moves.REFUSE_ACTION: RefuseFormatter,
}
