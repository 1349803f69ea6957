"""The door of the administration: it notes who enters, and stops at another section's addresses."""

from django.shortcuts import render
from django.urls import reverse

from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from portal.admin_access import reader, sees
from portal.core.visibility import is_reachable
from portal.media.models import Document, Image, Media

# What the parts of an address name, on Wagtail's screens and on ours.
NAMED = {
    **dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "destination_id"], Page),
    **dict.fromkeys(["document_id", "doc_id"], Document),
    "image_id": Image,
    "media_id": Media,
}
CHOOSER = "wagtailadmin_choose_page_child"  # it shows what visitors may open too


def leads_to_the_login(response) -> bool:
    address = response.headers.get("Location", "")
    return response.status_code == 302 and address.startswith(f"{reverse('wagtailadmin_login')}?")


class GateMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        entered = reader.set(request.user)
        try:
            response = self.get_response(request)
        finally:
            reader.reset(entered)
        if request.method == "POST" and leads_to_the_login(response):
            return render(request, "403_csrf.html", status=403)  # what was typed would be lost
        return response

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if reader.get() is None or not user.has_perm("wagtailadmin.access_admin"):
            return None
        for name in NAMED.keys() & kwargs.keys():
            row = NAMED[name].objects.filter(pk=kwargs[name]).first()
            if row is None or sees(user, row):
                continue
            if request.resolver_match.url_name == CHOOSER and is_reachable(row):
                continue
            return permission_denied(request)
        return None
