"""The few addresses that belong to no page of the tree."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from portal.core.visibility import is_public
from portal.models import PortalSettings
from portal.publications import PublicationPage

SECURITY_TXT_LIFE = datetime.timedelta(days=300)  # RFC 9116 asks for less than a year


def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, "text/plain")


def security(request: HttpRequest) -> HttpResponse:
    """How to report a vulnerability (RFC 9116)."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_TXT_LIFE
    context = {"site_url": settings.SITE_URL, "expires": expires.isoformat()}
    return render(request, "security.txt", context, "text/plain; charset=utf-8")


def feeds(request: HttpRequest) -> HttpResponse:
    """All that one can follow."""
    home = Site.find_for_request(request).root_page.specific
    return render(request, "portal/feeds.html", {"indexes": getattr(home, "indexes", [])})


def site_map(request: HttpRequest) -> HttpResponse:
    """The pages of the portal as a tree; publications are found in their lists."""
    root = Site.find_for_request(request).root_page.specific
    pages = (
        Page.objects.descendant_of(root, inclusive=True)
        .filter(is_public())
        .exclude(pk__in=PublicationPage.objects.order_by().values("pk"))
        .order_by("path")
    )
    nodes: dict[str, dict] = {}
    for page in pages:
        node = {"label": page.title, "url": page.get_url(request), "children": []}
        nodes[page.path] = node
        if parent := nodes.get(page.path[: -Page.steplen]):
            parent["children"].append(node)
    for page in getattr(root, "indexes", []):
        nodes[page.path]["children"] += [
            {"label": view.label, "url": page.url + page.reverse_subpage(view.route)}
            for view in page.subpage_views
        ]
    tree = [nodes[root.path] | {"label": _("Accueil")}] if root.path in nodes else []
    return render(request, "portal/sitemap_page.html", {"tree": tree})


def failure(request: HttpRequest) -> HttpResponse:
    """What went wrong may be the database: the page shows the settings as they are at first."""
    shown = {"portal": {"PortalSettings": PortalSettings()}}
    page = render_to_string(
        "500.html", {"settings": shown, "site_official": settings.SITE_OFFICIAL}
    )
    return HttpResponseServerError(page)
