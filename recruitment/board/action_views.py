"""The actions of recruiters on one offer: a form for each, and a button for the commonest."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.admin_access import AdminRequest
from portal.core.datetimes import format_datetime
from portal.core.reauthentication import ReauthenticationMixin
from recruitment.board import forms
from recruitment.board.offer_view import OfferViewMixin
from recruitment.lifecycle import actions
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.mixins import ONE_MINUTE
from recruitment.models import JobOfferPage


class OfferActionView(OfferViewMixin, FormView[forms.OfferActionForm]):
    """The form of an action; nothing is done when the offer changed since it was displayed."""

    template_name = "recruitment/board/action.html"
    request: AdminRequest
    kind: Kind
    label: Promise  # of the button
    success_message: Promise

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or redirect with a message when the state does not allow the action."""
        if self.kind not in actions.get_available_actions(self.page):
            return self.refuse(self.get_impossible_message())
        return super().get(request, *args, **kwargs)

    def get_impossible_message(self) -> str:
        """Return the message that names the state of the offer."""
        return _("Ce n’est pas possible\u00a0: l’état de cette offre est «\u00a0%s\u00a0».") % (
            self.page.state.label.lower()
        )

    def get_initial(self) -> dict[str, Any]:
        """Return the initial values, with the key of the last event of the offer."""
        return {"seen": self.page.seen}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the offer to the form."""
        return super().get_form_kwargs() | {"offer": self.page}

    def form_valid(self, form: forms.OfferActionForm) -> HttpResponse:
        """Perform the action, unless the offer changed since the form was displayed."""
        data = form.cleaned_data
        try:
            with actions.lock_unchanged_offer(self.page, data["seen"]):
                self.perform(data)
        except (actions.ChangedError, PermissionDenied):
            return self.refuse(self.get_changed_message())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.success_message)
        return self.redirect_back()

    def form_invalid(self, form: forms.OfferActionForm) -> HttpResponse:
        """Show the errors, or redirect when the state no longer allows the action."""
        if self.kind not in actions.get_available_actions(self.page):
            return self.refuse(self.get_impossible_message())
        return super().form_invalid(form)

    def perform(self, data: dict[str, Any]) -> None:
        """Perform the action with the cleaned data of the form.

        Raise what the action raises: PermissionDenied or ValidationError.
        """
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the generic form template of Wagtail needs."""
        context = super().get_context_data(**kwargs)
        form: django_forms.BaseForm = context["form"]
        return context | {
            "media": form.media,
            "action_url": self.request.path,
            "submit_button_label": self.label,
            "submit_button_active_label": _("En cours…"),
        }


class MoveClosingView(OfferActionView):
    """Move the closing of an offer, later or sooner."""

    form_class = forms.MoveClosingForm
    page_title = gettext_lazy("Changer la date limite")
    kind = Kind.EXTENDED
    label = gettext_lazy("Changer la date limite")
    success_message = gettext_lazy(
        "La date limite est changée\u00a0: sur le site, dans les flux et les agendas aussi."
    )

    def get_initial(self) -> dict[str, Any]:
        """Show the present closing, or propose thirty days more once it is past."""
        last_minute = self.page.last_minute
        if last_minute < timezone.now():
            last_minute = forms.get_longer_closing(self.page) - ONE_MINUTE
        return super().get_initial() | forms.get_closing_initial(last_minute)

    def perform(self, data: dict[str, Any]) -> None:
        """Move the closing."""
        actions.move_closing(self.page, self.request.user, data["closes_at"], data["reason"])


class FillView(OfferActionView):
    """Mark an offer as filled."""

    form_class = forms.FillForm
    page_title = gettext_lazy("Marquer comme pourvue")
    kind = Kind.FILLED
    label = gettext_lazy("Marquer comme pourvue")
    success_message = gettext_lazy(
        "L’offre est pourvue\u00a0: elle ne figure plus dans les listes."
    )

    def get_initial(self) -> dict[str, Any]:
        """Propose all the posts of the offer."""
        return super().get_initial() | {"posts": self.page.posts}

    def perform(self, data: dict[str, Any]) -> None:
        """Fill the offer."""
        actions.fill(self.page, self.request.user, data["posts"], data["reason"])


class WithdrawView(ReauthenticationMixin, OfferActionView):
    """Withdraw an offer."""

    form_class = forms.WithdrawForm
    page_title = gettext_lazy("Retirer l’offre")
    kind = Kind.WITHDRAWN
    label = gettext_lazy("Retirer")
    success_message = gettext_lazy(
        "L’offre est retirée\u00a0: elle ne figure plus dans les listes."
    )

    def perform(self, data: dict[str, Any]) -> None:
        """Withdraw the offer."""
        actions.withdraw(self.page, self.request.user, data["reason"], data["nature"])


class ReopenView(OfferActionView):
    """Open a filled or withdrawn offer again."""

    form_class = forms.ReopenForm
    page_title = gettext_lazy("Rouvrir l’offre")
    kind = Kind.REOPENED
    label = gettext_lazy("Rouvrir")
    success_message = gettext_lazy("L’offre est de nouveau ouverte.")

    def get_initial(self) -> dict[str, Any]:
        """Propose thirty days more."""
        last_minute = forms.get_longer_closing(self.page) - ONE_MINUTE
        return super().get_initial() | forms.get_closing_initial(last_minute)

    def perform(self, data: dict[str, Any]) -> None:
        """Reopen the offer, until its own closing when the form asks for none."""
        closes_at = data.get("closes_at")
        actions.reopen(self.page, self.request.user, data["reason"], closes_at)


class OneClickView(OfferViewMixin, View):
    """An action on an offer without a form."""

    request: AdminRequest
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Perform the action, or redirect with a message that tells why nothing was done."""
        form = forms.OfferActionForm(request.POST)
        if not form.is_valid():
            return self.refuse(self.get_changed_message())
        try:
            with actions.lock_unchanged_offer(self.page, form.cleaned_data["seen"]):
                self.perform()
        except (actions.ChangedError, PermissionDenied):
            return self.refuse(self.get_changed_message())
        except ValidationError as error:
            return self.refuse(" ".join(error.messages))
        offer = JobOfferPage.objects.get(pk=self.page.pk)
        messages.success(request, self.get_success_message(offer))
        return self.redirect_back()

    def perform(self) -> None:
        """Perform the action. Raise what it raises: PermissionDenied or ValidationError."""
        raise NotImplementedError

    def get_success_message(self, offer: JobOfferPage) -> str:
        """Return the message about the offer as it is now."""
        raise NotImplementedError


class ExtendByDefaultView(OneClickView):
    """Extend an offer by thirty days."""

    def perform(self) -> None:
        """Extend the offer."""
        reason = _("Prolongation de %d\u00a0jours, en un clic.") % forms.EXTENSION_DAYS
        closes_at = forms.get_longer_closing(self.page)
        actions.move_closing(self.page, self.request.user, closes_at, reason)

    def get_success_message(self, offer: JobOfferPage) -> str:
        """Return the new closing, with the button that undoes it."""
        url = get_valid_next_url_from_request(self.request)
        context = {"offer": offer, "seen": OfferEvent.objects.get_last_key(offer.pk), "next": url}
        return render_to_string("recruitment/board/extended.html", context, self.request)


class RestoreView(OneClickView):
    """Undo the last move of the closing of an offer."""

    def perform(self) -> None:
        """Restore the closing that the offer had before. Raise PermissionDenied when none moved."""
        move = OfferEvent.objects.get_last_move(self.page.pk)
        if move is None:
            raise PermissionDenied
        actions.restore_closing(self.page, self.request.user, move)

    def get_success_message(self, offer: JobOfferPage) -> str:
        """Return the closing that is in force again."""
        message = _("C’est annulé\u00a0: la date limite de «\u00a0%(title)s\u00a0» est %(until)s.")
        return message % {"title": offer.title, "until": format_datetime(offer.last_minute)}
