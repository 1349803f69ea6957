"""What is answered while the database is away: copies of kept pages that say so, or a 503."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from portal.core.logs import AWAY
from portal.site.page_cache.addresses import WSGIEnvironment
from portal.site.page_cache.answers import Answer
from portal.site.plain_pages import render_without_database

HEADER = ("X-Outage", "database")
END_OF_HEADER = b"</header>"  # of the page: the banner comes next
RETRY_AFTER = "10"  # seconds
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def copy_for_outage(answer: Answer) -> Answer:
    """Return the page with a banner that says from when it is: nobody stores this copy."""
    headers = [header for header in answer.headers if header[0].lower() != "cache-control"]
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    body = answer.body
    if content_type.startswith("text/html"):
        banner = render_to_string("outage_notice.html", {"made_at": answer.made_at})
        before, end, after = body.partition(END_OF_HEADER)
        body = before + end + banner.encode() + after
    etag = f'"outage-{answer.etag.strip(chr(34))}"' if answer.etag else ""
    headers += [HEADER, ("Cache-Control", "no-store"), *([("ETag", etag)] if etag else [])]
    return Answer(answer.status, headers, body, answer.hit)


def needs_no_database(environ: WSGIEnvironment) -> bool:
    """Return whether Django answers this path without the database."""
    path: str = environ.get("PATH_INFO", "")
    return path.startswith(("/health/", settings.STATIC_URL))


def unavailable() -> HttpResponse:
    """Return the page of status 503 that says what still answers, and when to try again."""
    response = HttpResponse(render_without_database("outage.html"), status=503)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = RETRY_AFTER
    response[HEADER[0]] = HEADER[1]
    return response


def middleware(get_response: GetResponse) -> GetResponse:
    """Answer 503 to what needs the database while it is away: nobody waits for a connection."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        return unavailable() if request.META.get(AWAY) else get_response(request)

    return respond
