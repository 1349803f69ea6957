"""The admin view that hands over a text under embargo to journalists, and revokes their links."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry

from portal.admin_access import AdminRequest
from portal.core.characters import clean, map_strings
from portal.core.keys import parse_key
from portal.core.reauthentication import ReauthenticationMixin
from portal.core.users import User
from portal.pages.page_view import PageViewMixin
from press.embargo import notifications
from press.embargo.journalists import Journalist
from press.embargo.links import EmbargoLink, EmbargoLinkQuerySet
from press.embargo.mixins import EmbargoMixin
from press.embargo.moves import can_move
from press.embargo.permissions import can_hand_over

if TYPE_CHECKING:
    HandOverFormView = FormView["HandOverForm"]
else:
    HandOverFormView = FormView

TITLE = _("Remettre à des journalistes")
# Log actions of the page; their names are stored in its history.
HAND_OVER_ACTION, TAKE_BACK_ACTION = "press.embargo.give", "press.embargo.take_back"


def can_open_hand_over_view(user: User, page: Page) -> bool:
    """Return whether the editor offers the view: the user may, and a text waits or was given."""
    if not isinstance(page, EmbargoMixin) or not page.pk or not can_hand_over(user):
        return False
    return page.get_embargoed_text() is not None or page.embargo_links.exists()


class HandOverForm(forms.Form):
    """The choice of journalists, among those who hold no valid link to the page."""

    journalists = forms.ModelMultipleChoiceField(
        Journalist.objects,
        label=_("Journalistes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une personne.")},
    )

    def __init__(self, *args: Any, page: EmbargoMixin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = page.embargo_links.valid().values("journalist")
        choice: Any = self.fields["journalists"]
        choice.queryset = Journalist.objects.exclude(pk__in=holders)


class HandOverView(PageViewMixin, ReauthenticationMixin, HandOverFormView):
    """Hand over the approved text of a page under embargo, send a link again, or revoke links."""

    request: AdminRequest
    form_class = HandOverForm
    template_name = "press/embargo/admin/embargo.html"
    page_title = TITLE
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied without the permission, Http404 without a page under embargo."""
        if not can_hand_over(self.request.user):
            raise PermissionDenied
        self.page = get_object_or_404(
            Page.objects.type(EmbargoMixin), pk=kwargs["page_id"]
        ).specific
        self.text = self.page.get_embargoed_text()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise PermissionDenied to give what does not wait, Http404 for an unknown link."""
        links = self.page.embargo_links.all()
        if "take_back_all" in request.POST:
            return self.take_back(links)
        if key := request.POST.get("take_back"):
            return self.take_back(links.filter(pk=parse_key(key)))
        if self.text is None:
            raise PermissionDenied
        if key := request.POST.get("again"):
            return self.hand_over([get_object_or_404(links, pk=parse_key(key)).journalist])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: HandOverForm) -> HttpResponse:
        return self.hand_over(form.cleaned_data["journalists"])

    def hand_over(self, journalists: Collection[Journalist]) -> HttpResponse:
        """Send each journalist a new link, and log it."""
        with transaction.atomic():  # no link without its mail
            for journalist in journalists:
                link, token = EmbargoLink.objects.issue(self.text, journalist, self.request.user)
                notifications.send_link(self.text, link, token)
            self.log_action(HAND_OVER_ACTION, len(journalists))
        messages.success(self.request, count_message(HAND_OVER_ACTION, len(journalists)))
        return self.redirect_to_view()

    def take_back(self, links: EmbargoLinkQuerySet) -> HttpResponse:
        """Revoke the links, and log it if there was one to revoke."""
        if count := links.revoke():
            self.log_action(TAKE_BACK_ACTION, count)
            messages.success(self.request, count_message(TAKE_BACK_ACTION, count))
        return self.redirect_to_view()

    def log_action(self, action: str, count: int) -> None:
        # Without the names of journalists: they are deleted one day, the history is not.
        log(self.page, action, user=self.request.user, data={"count": count})

    def redirect_to_view(self) -> HttpResponse:
        return redirect("embargo_hand_over", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = self.page.embargo_links.select_related("journalist", "sent_by")
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "text": self.text,
            "links": links.prefetch_related("openings"),
            "can_move": can_move(self.request.user, self.page),
            "has_valid_links": self.page.embargo_links.valid().exists(),
        }


def count_message(action: str, count: int) -> str:
    """Return how many journalists were given a link, or how many links were revoked."""
    if action == HAND_OVER_ACTION:
        message = ngettext(
            "Remis sous embargo à %(count)s journaliste.",
            "Remis sous embargo à %(count)s journalistes.",
            count,
        )
    else:
        message = ngettext("%(count)s lien retiré.", "%(count)s liens retirés.", count)
    return message % {"count": count}


class EmbargoHandedOverFormatter(LogFormatter):
    label = _("Remise sous embargo")

    def format_message(self, entry: PageLogEntry) -> str:
        return count_message(entry.action, entry.data["count"])


class EmbargoTakenBackFormatter(EmbargoHandedOverFormatter):
    label = _("Retrait d’une remise sous embargo")


def export_journalist(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve all that is kept about a journalist, as a JSON file.

    Raise PermissionDenied without the permission to view journalists, Http404 for an unknown one.
    """
    if not request.user.has_perm("press.view_journalist"):
        raise PermissionDenied
    journalist = get_object_or_404(Journalist, pk=pk)
    response = JsonResponse(
        map_strings(clean, journalist.exported_data()),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = f'attachment; filename="journaliste-{pk}.json"'
    return response
