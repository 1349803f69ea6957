"""The screens from which a text is withdrawn, removed, and given back to its readers."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.models import Page

from portal.pages.page_view import PageViewMixin
from portal.withdrawal import actions
from portal.withdrawal.models import LONGEST_REASON
from portal.withdrawal.reasons import Reason

LEAST_REASON = 10  # characters
WITHDRAW, REMOVE = "withdraw", "remove"


def written(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        min_length=LEAST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )


class TakeAwayForm(forms.Form):
    choice = forms.ChoiceField(
        label=gettext_lazy("Que faire de ce texte\u00a0?"), widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Nature du motif"),
        choices=[("", gettext_lazy("Choisissez un motif")), *Reason.choices],
        help_text=gettext_lazy(
            "Données personnelles, décision de justice et sécurité cachent aussi toutes les "
            "versions antérieures du texte."
        ),
    )
    reason = written(
        gettext_lazy("Motif donné au public"),
        gettext_lazy("Une ou deux phrases, sans répéter ce qui ne doit plus être lu."),
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

    def __init__(self, *args, may_withdraw: bool, **kwargs):
        super().__init__(*args, **kwargs)
        withdraw = _("Le retirer\u00a0: sa page dira qu’il est retiré, quand et pourquoi")
        remove = _("Le supprimer définitivement\u00a0: rien n’en restera, c’est irréversible")
        choices = [(REMOVE, remove)]
        if may_withdraw:
            choices.insert(0, (WITHDRAW, withdraw))
            self.initial.setdefault("choice", WITHDRAW)
        self.fields["choice"].choices = choices


class ReopenForm(forms.Form):
    reason = written(
        gettext_lazy("Motif de la réouverture"),
        gettext_lazy("Il reste dans l’historique de la page\u00a0; le public ne le lit pas."),
    )


class PageView(PageViewMixin, FormView):
    template_name = "portal/withdrawal/admin/action.html"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "action_url": self.request.path,
            "withdrawal": actions.in_force(self.page),
        }


class TakeAwayView(PageView):
    form_class = TakeAwayForm
    page_title = gettext_lazy("Retirer ou supprimer")
    header_icon = "warning"

    def is_allowed(self) -> bool:
        return actions.may_act(self.request.user, self.page)

    def get_form_kwargs(self):
        allowed = actions.may_withdraw(self.request.user, self.page)
        return super().get_form_kwargs() | {"may_withdraw": allowed}

    def form_valid(self, form):
        told = form.cleaned_data
        user, given = self.request.user, (told["kind"], told["reason"])
        if told["choice"] == REMOVE:
            parent = self.page.get_parent()
            actions.remove(self.page, user, *given, is_told=not told["is_untold"])
            messages.success(self.request, _("La page est supprimée, son adresse le dit."))
            return redirect("wagtailadmin_explore", parent.pk)
        actions.withdraw(self.page, user, *given)
        messages.success(self.request, _("Le texte est retiré, sa page le dit."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "submit_button_label": _("Confirmer"),
            "submit_button_active_label": _("En cours…"),
        }


class ReopenView(PageView):
    form_class = ReopenForm
    page_title = gettext_lazy("Rouvrir un texte retiré")
    header_icon = "resubmit"

    def is_allowed(self) -> bool:
        return actions.may_reopen(self.request.user, self.page)

    def form_valid(self, form):
        actions.reopen(self.page, self.request.user, form.cleaned_data["reason"])
        messages.success(self.request, _("Le texte est de nouveau public."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "submit_button_label": _("Rouvrir"),
            "submit_button_active_label": _("Réouverture…"),
        }
