"""Private parts that concern sites: how Wagtail finds that of a request, and where it keeps it.

It imports nothing of the portal.
"""

from django.http import HttpRequest
from django.http.request import split_domain_port

from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname


def host_and_port(request: HttpRequest) -> tuple[str, str]:
    """Return what Wagtail compares with its sites. Read in Wagtail 7.4.4, Django 5.2.19."""
    return split_domain_port(request._get_raw_host())[0], request.get_port()  # type: ignore[attr-defined]


def find_site(host: str, port: str) -> Site | None:
    """Return the site at this host and port, or the default site. Read in Wagtail 7.4.4."""
    try:
        site: Site = get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None
    return site


def keep_site(request: HttpRequest, site: Site | None) -> None:
    """Have `Site.find_for_request` return this site. Read in Wagtail 7.4.4."""
    request._wagtail_site = site  # type: ignore[attr-defined]
