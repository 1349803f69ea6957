"""Publishing without a review: superusers only, with a written reason that stays in the history."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, Revision

from portal.pages.accessibility import InaccessibleError
from portal.pages.page_view import PageScreen
from portal.versions.forms import ChangeForm
from portal.versions.recorder import EMERGENCY as ACTION
from portal.workflow import notifications
from portal.workflow.authorship import authors
from portal.workflow.mixins import ReviewMixin

TITLE = _("Publier en urgence")
LEAST_REASON = 20  # characters


def needs_review(page: Page) -> bool:
    """Whether the page holds a text that only a review may publish."""
    return (
        issubclass(page.specific_class, ReviewMixin)
        and (not page.live or page.has_unpublished_changes)
        and page.specific_class.section.rules.four_eyes
    )


def may_override(user, page: Page) -> bool:
    return user.is_active and user.is_superuser and needs_review(page)


@transaction.atomic
def publish(page: Page, user, reason: str, change_kind: str = "", change_note: str = "") -> None:
    """Publish the page's latest text as it is; the reason is written beside it, for good.

    Of a text that readers know, it is said what changes, in a revision as always.
    """
    if not may_override(user, page):
        raise PermissionDenied
    revision = declared(page, user, change_kind, change_note)
    told = {"reason": reason, "writers": authors(page), "replaced": page.live_revision_id}
    log(page.specific, ACTION, user=user, revision=revision, data={"reason": reason})
    revision.publish(user=user, skip_permission_checks=True)
    notifications.emergency(page, user=user, **told)


def declared(page: Page, user, *said: str) -> Revision:
    revision = page.get_latest_revision()
    text = revision.as_object()
    if any(said) and text.declaration != said:
        text.declare(*said)
        revision = text.save_revision(user=user, log_action=True)
    return revision


class Formatter(LogFormatter):
    label = _("Publication d’urgence")

    def format_message(self, entry) -> str:
        return _("Publication sans relecture. Motif\u00a0: %(reason)s") % entry.data


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif"),
        min_length=LEAST_REASON,
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Pourquoi ce texte ne peut pas attendre sa relecture. Votre nom et ce motif restent "
            "dans l’historique de la page, et la validation de la section en reçoit copie."
        ),
    )


class ChangeAndReasonForm(ChangeForm, ReasonForm):
    field_order = ["change_kind", "change_note", "reason"]


class EmergencyView(PageScreen, FormView):
    form_class = ReasonForm
    template_name = "portal/workflow/emergency.html"
    page_title = TITLE
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not may_override(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return ChangeAndReasonForm if self.page.specific.must_declare() else ReasonForm

    def get_initial(self):
        said = self.page.get_latest_revision_as_object().declaration
        return {"change_kind": said.kind, "change_note": said.note} if said else {}

    def form_valid(self, form):
        try:
            publish(self.page, self.request.user, **form.cleaned_data)
        except InaccessibleError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Le texte est publié sans relecture\u00a0: c’est noté."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "action_url": reverse("emergency_publication", args=[self.page.pk]),
            "submit_button_label": _("Publier sans relecture"),
            "submit_button_active_label": _("Publication…"),
        }
