"""The views of the press room: its list, its contacts, its photo library."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from portal.listing import ListingView, SubpageViewMixin
from portal.uploads import media_type
from press import photographs

PAST_EVENTS = 10  # shown on the agenda

if TYPE_CHECKING:
    from press.models import PressIndexPage

    PhotographListView = ListView[Any]
else:
    PhotographListView = ListView


class PressListingView(ListingView):
    """A list of releases; its first page, when nothing filters it, opens the press room."""

    index: "PressIndexPage"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_front = not self.form.is_active and context["page_obj"].number == 1
        notice = self.index.next_notice() if is_front else None
        releases = context["object_list"]
        themes = self.form.facets["theme"].labels
        return context | {
            "is_front": is_front,
            "notice": notice,
            # What stands above the list is not repeated in it, unless nothing else is there.
            "object_list": [page for page in releases if page != notice] or releases,
            "contacts": self.index.contacts.for_themes(themes) if is_front or themes else [],
            "contact_themes": ", ".join(themes.values()),
        }


class AgendaView(SubpageViewMixin, TemplateView):
    """The events that notes to editors announce: those to come, then the last ones."""

    template_name = "press/agenda.html"
    route = "agenda"
    label = _("Agenda presse")
    description = _(
        "Les visites, conférences et rendez-vous ouverts à la presse, avec leur lieu et la façon "
        "de demander une accréditation."
    )
    index: "PressIndexPage"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.index.events()
        return super().get_context_data(**kwargs) | {
            "coming": events.filter(event_at__gt=Now()).order_by("event_at", "pk"),
            "past": events.filter(event_at__lte=Now()).order_by("-event_at", "-pk")[:PAST_EVENTS],
        }


class ContactsView(SubpageViewMixin, TemplateView):
    template_name = "press/contacts.html"
    route = "contacts"
    label = _("Contacts presse")
    description = _(
        "Une question, une demande d’entretien, un chiffre à vérifier\u00a0: voici à qui écrire ou "
        "téléphoner, thème par thème."
    )


class PhotographsView(SubpageViewMixin, PhotographListView):
    """The images that newsrooms may publish again, in pages of twelve."""

    template_name = "press/photographs.html"
    route = "photographs"
    label = _("Photothèque")
    description = _(
        "Les images publiées sur ce portail que les rédactions peuvent reprendre, avec leur crédit "
        "et leur licence."
    )
    paginate_by = 12

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return a page of photographs, or a redirect from a theme that has another name now."""
        self.form = photographs.PhotographForm(request.GET)
        return self.form.redirect_renamed(request) or super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the keys of the images."""
        self.photographs = photographs.Photographs(self.form)
        return self.photographs.keys()

    def paginate_queryset(
        self, queryset: Any, page_size: int
    ) -> tuple[Paginator[int], Page[Any], Sequence[Any], bool]:
        """Page over keys, then fetch the photographs of one page.

        Raise Http404 for a page that does not exist.
        """
        paginator, page, keys, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.photographs.fetch(list(keys))
        return paginator, page, page.object_list, more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        if page.number > 1 and not self.form.is_active:
            context["canonical_url"] += f"?page={page.number}"
        return context | {
            "form": self.form,
            "library_url": self.index.url + self.index.reverse_subpage(self.route),
            "themes": photographs.library_themes(),
            "noindex": self.form.is_active,
            "elided_pages": context["paginator"].get_elided_page_range(page.number),
        }


def download_photograph(
    index: "PressIndexPage", request: HttpRequest, key: int, size: str
) -> HttpResponse:
    """Return a picture of the library with its credit inside it: a route of the index page.

    Raise Http404 when the library does not show it, or does not have it in this size.
    """
    photograph = photographs.find_photograph(key)
    try:
        name, content = photograph.download(size) if photograph else ("", b"")
    except (KeyError, OSError) as error:  # no such size, or its file is lost
        raise Http404 from error
    if not content:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {
        "Content-Disposition": disposition or "attachment",
        "Cache-Control": "public, max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type(name), headers=headers)
