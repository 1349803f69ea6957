"""What the portal answers to a visitor, asked for from within the portal."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponseBase
from django.test import RequestFactory


@cache
def handler() -> BaseHandler:
    """Return the handler of all requests, made once a process."""
    made = BaseHandler()
    made.load_middleware()
    return made


def get(path: str) -> HttpResponseBase:
    """Return the answer to somebody who is not logged in, with all middlewares but no network.

    An error of the portal is an answer of status 500, as for any visitor.
    """
    site = urlsplit(settings.SITE_URL)
    factory = RequestFactory(HTTP_HOST=site.netloc)
    return handler().get_response(factory.get(path, secure=site.scheme == "https"))
