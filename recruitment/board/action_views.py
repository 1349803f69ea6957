"""What recruiters do about one offer: a form for each, and one click for the commonest."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from wagtail.admin import messages

from portal.core.datetimes import format_datetime
from recruitment.board import forms
from recruitment.board.offer_view import OfferScreen
from recruitment.lifecycle import actions
from recruitment.lifecycle.events import Kind
from recruitment.lifecycle.mixins import ONE_MINUTE


class ActView(OfferScreen, FormView):
    """A form about what somebody does to the offer; nothing is done to one that has changed."""

    template_name = "recruitment/board/action.html"
    kind: Kind
    label: str  # of the button
    done: str

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.kind not in actions.possible(self.page):
            return self.refuse(self.impossible())
        return super().get(request, *args, **kwargs)

    def impossible(self) -> str:
        return _("Ce n’est pas possible\u00a0: l’état de cette offre est «\u00a0%s\u00a0».") % (
            self.page.state.label.lower()
        )

    def get_initial(self) -> dict:
        return {"seen": self.page.seen}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offer": self.page}

    def form_valid(self, form) -> HttpResponse:
        told = form.cleaned_data
        try:
            with actions.unchanged(self.page, told["seen"]):
                self.act(told)
        except (actions.ChangedError, PermissionDenied):
            return self.refuse(self.changed())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return self.back()

    def form_invalid(self, form) -> HttpResponse:
        if self.kind not in actions.possible(self.page):
            return self.refuse(self.impossible())
        return super().form_invalid(form)

    def act(self, told: dict) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "action_url": self.request.path,
            "submit_button_label": self.label,
            "submit_button_active_label": _("En cours…"),
        }


class ExtendView(ActView):
    form_class = forms.ExtendForm
    page_title = gettext_lazy("Prolonger l’offre")
    kind = Kind.EXTENDED
    label = gettext_lazy("Prolonger")
    done = gettext_lazy("L’offre est prolongée.")

    def get_initial(self):
        last_minute = forms.longer(self.page) - ONE_MINUTE
        return super().get_initial() | forms.until(last_minute)

    def act(self, told):
        actions.extend(self.page, self.request.user, told["closes_at"], told["reason"])


class FillView(ActView):
    form_class = forms.FillForm
    page_title = gettext_lazy("Marquer comme pourvue")
    kind = Kind.FILLED
    label = gettext_lazy("Marquer comme pourvue")
    done = gettext_lazy("L’offre est pourvue\u00a0: elle ne figure plus dans les listes.")

    def get_initial(self):
        return super().get_initial() | {"posts": self.page.posts}

    def act(self, told):
        actions.fill(self.page, self.request.user, told["posts"], told["reason"])


class WithdrawView(ActView):
    form_class = forms.WithdrawForm
    page_title = gettext_lazy("Retirer l’offre")
    kind = Kind.WITHDRAWN
    label = gettext_lazy("Retirer")
    done = gettext_lazy("L’offre est retirée\u00a0: elle ne figure plus dans les listes.")

    def act(self, told):
        actions.withdraw(self.page, self.request.user, told["reason"])


class ReopenView(ActView):
    form_class = forms.ReopenForm
    page_title = gettext_lazy("Rouvrir l’offre")
    kind = Kind.REOPENED
    label = gettext_lazy("Rouvrir")
    done = gettext_lazy("L’offre est de nouveau ouverte.")

    def get_initial(self):
        return super().get_initial() | forms.until(forms.longer(self.page) - ONE_MINUTE)

    def act(self, told):
        closes_at = told.get("closes_at")
        actions.reopen(self.page, self.request.user, told["reason"], closes_at)


class LongerView(OfferScreen, View):
    """Thirty days more, in one click."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = forms.SeenForm(request.POST)
        if not form.is_valid():
            return self.refuse(self.changed())
        reason = _("Prolongation de %d\u00a0jours, en un clic.") % forms.MORE_DAYS
        closes_at = forms.longer(self.page)
        try:
            with actions.unchanged(self.page, form.cleaned_data["seen"]):
                actions.extend(self.page, request.user, closes_at, reason)
        except (actions.ChangedError, PermissionDenied):
            return self.refuse(self.changed())
        except ValidationError as error:
            return self.refuse(" ".join(error.messages))
        words = _("L’offre «\u00a0%(title)s\u00a0» est prolongée\u00a0: elle clôt %(until)s.")
        until = format_datetime(closes_at - ONE_MINUTE)
        messages.success(request, words % {"title": self.page.title, "until": until})
        return self.back()
