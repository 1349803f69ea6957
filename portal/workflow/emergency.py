"""Publication without a review: by superusers only, with a reason that stays in the history."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision

from portal.admin_access import AdminRequest
from portal.content_checks import find_errors
from portal.core.reauthentication import ReauthenticationMixin
from portal.core.users import User
from portal.pages.accessibility import InaccessibleError
from portal.pages.page_view import PageViewMixin
from portal.versions.declaration import DeclarationMixin
from portal.versions.forms import ChangeForm
from portal.versions.recorder import EMERGENCY_ACTION
from portal.workflow import notifications
from portal.workflow.authorship import authors
from portal.workflow.mixins import ReviewMixin
from portal.workflow.permissions import HeldTextError
from portal.workflow.reading import changes_since_read
from portal.workflow.seen_texts import ChangedTextError, require_unchanged, seen_token

TITLE = _("Publier en urgence")
MIN_REASON_LENGTH = 20  # characters


def may_override(user: User, page: Page) -> bool:
    """Whether the user may publish the page's latest text, which only a review could publish."""
    return bool(
        user.is_active
        and user.is_superuser
        and issubclass(page.specific_class, ReviewMixin)
        and (not page.live or page.has_unpublished_changes)
        and not page.specific.permissions_for_user(user).can_publish()
    )


@transaction.atomic
def publish(
    page: Page, user: User, reason: str, seen: str, change_kind: str = "", change_note: str = ""
) -> None:
    """Publish the page's latest text as it is, write the reason in the history, send the mails.

    `seen` says which text was read; `change_kind` and `change_note` declare what changes in a text
    that readers know already. Raise PermissionDenied when the user may not, ChangedTextError when
    they read another text, InaccessibleError when the text has faults, HeldTextError when it waits
    for others whose moment has passed.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    if not may_override(user, page):
        raise PermissionDenied
    require_unchanged(page, seen)
    revision = declared_revision(page, user, change_kind, change_note)
    writers, replaced = authors(page), page.live_revision_id  # before the publication
    log(page.specific, EMERGENCY_ACTION, user=user, revision=revision, data={"reason": reason})
    revision.publish(user=user, skip_permission_checks=True)
    notifications.emergency(page, user=user, reason=reason, writers=writers, replaced=replaced)


def declared_revision(page: Page, user: User, kind: str, note: str) -> Revision:
    """Return the latest revision, or a new one that declares this if the latest does not."""
    revision = page.get_latest_revision()
    text = revision.as_object()
    if (kind or note) and text.declaration != (kind, note):
        text.declare(kind, note)
        revision = text.save_revision(user=user, log_action=True)
    return revision


class EmergencyFormatter(LogFormatter):
    """Show an emergency in the history of the page, with its reason."""

    label = _("Publication d’urgence")

    def format_message(self, entry: PageLogEntry) -> str:
        message: str = _("Publication sans relecture. Motif\u00a0: %(reason)s") % entry.data
        return message


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif"),
        min_length=MIN_REASON_LENGTH,
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        help_text=format_lazy(
            _(
                "Pourquoi ce texte ne peut pas attendre sa relecture, en {} caractères au moins. "
                "Votre nom et ce motif restent dans l’historique de la page, et la validation de "
                "la section en reçoit copie."
            ),
            MIN_REASON_LENGTH,
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ChangeAndReasonForm(ChangeForm, ReasonForm):
    """The reason, and what changes in a text that readers know already."""

    field_order = ["change_kind", "change_note", "reason"]


class EmergencyView(PageViewMixin, ReauthenticationMixin, FormView[ReasonForm]):
    """Ask for the reason, then publish the page's latest text without a review.

    Raise PermissionDenied when the user may not, Http404 when there is no such page.
    """

    request: AdminRequest
    form_class = ReasonForm
    template_name = "portal/workflow/emergency.html"
    page_title = TITLE
    header_icon = "warning"
    error: ChangedTextError | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_override(self.request.user, self.page):
            raise PermissionDenied
        self.latest = self.page.get_latest_revision()
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[ReasonForm]:
        page = self.page.specific
        declares = isinstance(page, DeclarationMixin) and page.must_declare()
        return ChangeAndReasonForm if declares else ReasonForm

    def get_initial(self) -> dict[str, str]:
        initial = {"seen": seen_token(self.latest)}
        text = self.latest.as_object()
        declaration = text.declaration if isinstance(text, DeclarationMixin) else None
        if declaration:
            initial |= {"change_kind": declaration.kind, "change_note": declaration.note}
        return initial

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            publish(self.page, self.request.user, **form.cleaned_data)
        except ChangedTextError as error:
            self.error = error
            form.data = sent = self.request.POST.copy()
            sent["seen"] = seen_token(self.latest)
            return self.form_invalid(form)
        except (InaccessibleError, HeldTextError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Le texte est publié sans relecture\u00a0: c’est noté."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "latest": self.latest,
            "error": self.error,
            "imposed": self.page.get_imposed_release(),
            "findings": find_errors(self.latest.as_object()),  # those of pictures alone block
            **changes_since_read(self.request, self.page, self.error),
            "action_url": reverse("emergency_publication", args=[self.page.pk]),
            "submit_button_label": _("Publier sans relecture"),
            "submit_button_active_label": _("Publication…"),
        }
