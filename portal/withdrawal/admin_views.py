"""The screens that withdraw, remove and reopen a publication."""

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.core.reauthentication import ReauthenticationMixin
from portal.pages.page_view import PageViewMixin
from portal.publications import PublicationPage
from portal.withdrawal import actions
from portal.withdrawal.models import MAX_REASON_LENGTH, source_key
from portal.withdrawal.reasons import Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ActionForm = TypeVar("ActionForm", bound=forms.Form)

MIN_REASON_LENGTH = 10  # characters
WITHDRAW, REMOVE = "withdraw", "remove"


def reason_field(label: "StrOrPromise", help_text: "StrOrPromise") -> forms.CharField:
    """Return a field for a reason, whose help tells how long it is at least."""
    least = format_lazy(gettext_lazy("{} caractères au moins."), MIN_REASON_LENGTH)
    return forms.CharField(
        label=label,
        help_text=format_lazy("{} {}", help_text, least),
        min_length=MIN_REASON_LENGTH,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )


class WithdrawForm(forms.Form):
    """Ask whether to withdraw or to remove, and why."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Que faire de ce texte\u00a0?"), widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Nature du motif"),
        choices=[("", gettext_lazy("Choisissez un motif")), *Reason.choices],
        help_text=gettext_lazy(
            "Données personnelles, décision de justice et sécurité cachent aussi le titre, "
            "l’adresse et toutes les versions antérieures du texte."
        ),
    )
    reason = reason_field(
        gettext_lazy("Motif donné au public"),
        gettext_lazy("Une ou deux phrases, sans répéter ce qui ne doit plus être lu."),
    )
    replacement = forms.ModelChoiceField(
        PublicationPage.objects.none(),
        label=gettext_lazy("Texte qui le remplace"),
        required=False,
        widget=AdminPageChooser(target_models=[PublicationPage]),
        help_text=gettext_lazy(
            "Pour le motif «\u00a0Texte remplacé\u00a0»\u00a0: la page du texte retiré y mènera."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choisissez un texte public.")},
    )
    is_untold = forms.BooleanField(
        label=gettext_lazy("Taire le motif d’une suppression définitive"),
        required=False,
        help_text=gettext_lazy(
            "L’adresse dira seulement que la page a été supprimée, et quand. Sans effet sur un "
            "retrait, dont le motif est toujours public."
        ),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Je confirme, en connaissance de cause"))

    def __init__(self, *args: Any, page: Page, may_withdraw: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replacement: Any = self.fields["replacement"]
        replacement.queryset = PublicationPage.objects.listed().exclude(pk=source_key(page))
        withdraw = _("Le retirer\u00a0: sa page dira qu’il est retiré, quand et pourquoi")
        remove = _("Le supprimer définitivement\u00a0: rien n’en restera, c’est irréversible")
        choices = [(REMOVE, remove)]
        if may_withdraw:
            choices.insert(0, (WITHDRAW, withdraw))
            self.initial.setdefault("choice", WITHDRAW)
        self.fields["choice"].choices = choices  # type: ignore[attr-defined] # of a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_told = cleaned.get("choice") == WITHDRAW and cleaned.get("kind") == Reason.REPLACED
        if cleaned.get("replacement") and not is_told:
            self.add_error(
                "replacement",
                _("Réservé aux retraits pour «\u00a0Texte remplacé\u00a0»\u00a0: videz ce champ."),
            )
        return cleaned


class ReopenForm(forms.Form):
    reason = reason_field(
        gettext_lazy("Motif de la réouverture"),
        gettext_lazy("Il reste dans l’historique de la page\u00a0; le public ne le lit pas."),
    )


class WithdrawalActionView(PageViewMixin, ReauthenticationMixin, FormView[ActionForm]):
    """A form that acts on a page; raise PermissionDenied for those who may not act."""

    request: AdminRequest
    template_name = "portal/withdrawal/admin/action.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        """Whether the user may do this to the page."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.path,
            "media": context["form"].media,
            "withdrawal": actions.current_withdrawal(self.page),
        }


class WithdrawView(WithdrawalActionView[WithdrawForm]):
    """Withdraw a page, or remove it for good."""

    form_class = WithdrawForm
    page_title = gettext_lazy("Retirer ou supprimer")
    header_icon = "warning"

    def is_allowed(self) -> bool:
        return actions.may_remove(self.request.user, self.page)

    def get_form_kwargs(self) -> dict[str, Any]:
        allowed = actions.may_withdraw(self.request.user, self.page)
        return super().get_form_kwargs() | {"page": self.page, "may_withdraw": allowed}

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        data, user = form.cleaned_data, self.request.user
        kind, reason = data["kind"], data["reason"]
        if data["choice"] == REMOVE:
            parent = self.page.get_parent()
            actions.remove(self.page, user, kind, reason, is_told=not data["is_untold"])
            messages.success(self.request, _("La page est supprimée, son adresse le dit."))
            return redirect("wagtailadmin_explore", parent.pk)
        actions.withdraw(self.page, user, kind, reason, data["replacement"])
        messages.success(self.request, _("Le texte est retiré, sa page le dit."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "submit_button_label": _("Confirmer"),
            "submit_button_active_label": _("En cours…"),
        }


class ReopenView(WithdrawalActionView[ReopenForm]):
    """Give a withdrawn page back to readers."""

    form_class = ReopenForm
    page_title = gettext_lazy("Rouvrir un texte retiré")
    header_icon = "resubmit"

    def is_allowed(self) -> bool:
        return actions.may_reopen(self.request.user, self.page)

    def form_valid(self, form: ReopenForm) -> HttpResponse:
        actions.reopen(self.page, self.request.user, form.cleaned_data["reason"])
        messages.success(self.request, _("Le texte est de nouveau public."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "submit_button_label": _("Rouvrir"),
            "submit_button_active_label": _("Réouverture…"),
        }
