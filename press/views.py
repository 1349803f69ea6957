"""What the press room shows beside each release: its list, its contacts, its photographs."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from portal.listing import ListingView, SubpageViewMixin
from press import photographs

if TYPE_CHECKING:
    from press.models import PressIndexPage


class PressListingView(ListingView):
    index: "PressIndexPage"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        is_front = not self.form.is_active and context["page_obj"].number == 1
        themes = self.form.facets["theme"].labels
        return context | {
            "is_front": is_front,
            "notice": self.index.next_notice() if is_front else None,
            "contacts": self.index.contacts.answering(themes) if is_front or themes else [],
            "contact_themes": ", ".join(themes.values()),
        }


class ContactsView(SubpageViewMixin, TemplateView):
    template_name = "press/contacts.html"
    route = "contacts"
    label = _("Contacts presse")
    description = _(
        "Une question, une demande d’entretien, un chiffre à vérifier\u00a0: voici à qui écrire ou "
        "téléphoner, thème par thème."
    )


class PhotographsView(SubpageViewMixin, ListView):
    template_name = "press/photographs.html"
    route = "photographs"
    label = _("Photothèque")
    description = _(
        "Les images publiées sur ce portail que les rédactions peuvent reprendre, avec leur crédit "
        "et leur licence."
    )
    paginate_by = 12

    def get_queryset(self):
        self.form = photographs.PhotographForm(self.request.GET)
        self.found = photographs.Photographs(self.form)
        return self.found.keys()

    def paginate_queryset(self, queryset, page_size):
        """Page over keys, then fetch what the page shows."""
        paginator, page, keys, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.found.shown(keys)
        return paginator, page, page.object_list, more

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        if page.number > 1 and not self.form.is_active:
            context["canonical_url"] += f"?page={page.number}"
        return context | {
            "form": self.form,
            "themes": photographs.themes(),
            "noindex": self.form.is_active,
            "elided_pages": context["paginator"].get_elided_page_range(page.number),
        }
