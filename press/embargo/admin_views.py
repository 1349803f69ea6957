"""The screen from which a text under embargo is handed over, and taken back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page

from portal.pages.page_view import PageViewMixin
from press.embargo import notifications
from press.embargo.journalists import Journalist
from press.embargo.links import EmbargoLink
from press.embargo.mixins import EmbargoMixin
from press.embargo.permissions import can_hand_over

TITLE = _("Remettre à des journalistes")
GIVEN, TAKEN_BACK = "press.embargo.give", "press.embargo.take_back"  # in the page's history


def is_offered(user, page: Page) -> bool:
    """Whether the editor's menu leads to the screen: the text waits, or was handed over."""
    if not isinstance(page, EmbargoMixin) or not page.pk or not can_hand_over(user):
        return False
    return page.awaiting() is not None or page.embargo_links.exists()


class HandOverForm(forms.Form):
    journalists = forms.ModelMultipleChoiceField(
        Journalist.objects,
        label=_("Journalistes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une personne.")},
    )

    def __init__(self, *args, page: EmbargoMixin, **kwargs):
        super().__init__(*args, **kwargs)
        holders = page.embargo_links.valid().values("journalist")
        self.fields["journalists"].queryset = Journalist.objects.exclude(pk__in=holders)


class HandOverView(PageViewMixin, FormView):
    form_class = HandOverForm
    template_name = "press/embargo/admin/embargo.html"
    page_title = TITLE
    header_icon = "lock"

    def dispatch(self, request, *args, **kwargs):
        if not can_hand_over(request.user):
            raise PermissionDenied
        self.page = get_object_or_404(
            Page.objects.type(EmbargoMixin), pk=kwargs["page_id"]
        ).specific
        self.text = self.page.awaiting()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        links = self.page.embargo_links.all()
        if "take_back_all" in request.POST:
            return self.take_back(links)
        if key := request.POST.get("take_back"):
            return self.take_back(links.filter(pk=as_key(key)))
        if self.text is None:
            raise PermissionDenied
        if key := request.POST.get("again"):
            return self.give([get_object_or_404(links, pk=as_key(key)).journalist])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        return self.give(form.cleaned_data["journalists"])

    def give(self, journalists) -> HttpResponse:
        with transaction.atomic():  # a link is never without its mail
            for journalist in journalists:
                link, token = EmbargoLink.objects.give(self.text, journalist, self.request.user)
                notifications.send(self.text, link, token)
            self.note(GIVEN, len(journalists))
        messages.success(self.request, told(GIVEN, len(journalists)))
        return self.back()

    def take_back(self, links) -> HttpResponse:
        if count := links.revoke():
            self.note(TAKEN_BACK, count)
            messages.success(self.request, told(TAKEN_BACK, count))
        return self.back()

    def note(self, action: str, count: int) -> None:
        # Without names: those are deleted one day, the history is not.
        log(self.page, action, user=self.request.user, data={"count": count})

    def back(self) -> HttpResponse:
        return redirect("embargo_hand_over", self.page.pk)

    def get_context_data(self, **kwargs):
        links = self.page.embargo_links.select_related("journalist", "sent_by")
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "text": self.text,
            "links": links.prefetch_related("openings"),
            "held": self.page.embargo_links.valid().exists(),
        }


def as_key(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def told(action: str, count: int) -> str:
    if action == GIVEN:
        words = ngettext(
            "Remis sous embargo à %(count)s journaliste.",
            "Remis sous embargo à %(count)s journalistes.",
            count,
        )
    else:
        words = ngettext("%(count)s lien retiré.", "%(count)s liens retirés.", count)
    return words % {"count": count}


class Given(LogFormatter):
    label = _("Remise sous embargo")

    def format_message(self, entry) -> str:
        return told(entry.action, entry.data["count"])


class TakenBack(Given):
    label = _("Retrait d’une remise sous embargo")


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is held about one journalist, to hand over on request."""
    if not request.user.has_perm("press.view_journalist"):
        raise PermissionDenied
    journalist = get_object_or_404(Journalist, pk=pk)
    response = JsonResponse(
        journalist.held(), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = f'attachment; filename="journaliste-{pk}.json"'
    return response
