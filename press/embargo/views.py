"""The pages that a link under embargo opens: first the rules and a button, then the text.

Mail scanners follow links: so the button alone, a POST, shows the text and records an opening.

The policy `no-referrer` keeps the token out of the `Referer` of any other request, and the pages
set no cookie. Django's CSRF check needs both: `wagtail_hooks.py` exempts these URLs from it. The
token is the only secret.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.generic import View

from portal.audit import acts
from portal.blocks.choosers import convert_streams
from portal.core.visibility import is_reachable
from portal.media.views import file_response, find_owner
from press.embargo import files
from press.embargo.links import EmbargoLink, Opening
from press.embargo.mixins import EmbargoMixin

READ_ACT = "press.embargo.read"  # of the audit; the name is stored
CACHE_CONTROL = "private, no-store"
# How often the copy repeats the name of its addressee: the longest text is covered to its end.
WATERMARK_COUNT = 50
HEADERS = {
    "Cache-Control": CACHE_CONTROL,
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


class EmbargoView(View):
    """A view for the holder of a valid link whose text waits for the end of its embargo."""

    link: EmbargoLink  # set by `dispatch`, as `text`, before any other method runs
    text: EmbargoMixin

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the view, whatever the answer, with the headers of a secret.

        The keyword argument `token` is that of the link.
        """
        response = self.get_response(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    def get_response(
        self, request: HttpRequest, *args: Any, token: str, **kwargs: Any
    ) -> HttpResponseBase:
        """Serve the text; once it is public, redirect to its page; else answer 404."""
        link = EmbargoLink.objects.get_by_token(token)
        if link is None:
            return self.not_found()
        text = link.page.get_embargoed_text()
        if text is None:
            return redirect(link.page.url) if is_reachable(link.page) else self.not_found()
        self.link, self.text = link, text
        return super().dispatch(request, *args, **kwargs)

    def not_found(self) -> HttpResponse:
        """Answer 404, the same for an unknown, an expired and a revoked link."""
        return render(self.request, "press/embargo/not_found.html", status=404)


class CopyView(EmbargoView):
    """The rules of the embargo, then the copy of the text that names its addressee."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "press/embargo/notice.html", {"text": self.text})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record the opening and serve the text."""
        with transaction.atomic():
            Opening.objects.create(link=self.link)
            # The number of the link: its journalist is forgotten one day, the audit is not.
            acts.record(READ_ACT, self.link.page, link=self.link.pk)
        convert_streams([self.text.body], [self.text])
        context = {"page": self.text, "link": self.link, "marks": range(WATERMARK_COUNT)}
        html = render_to_string("press/embargo/copy.html", context, request)
        return HttpResponse(files.sign_file_urls(self.link, html, request.path))


class FileView(EmbargoView):
    """A file of the text, at the signed URL that the copy gives."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, name: str, signature: str) -> HttpResponseBase:
        path = files.read_signed_url(self.link, name, signature)
        return (
            file_response(request, path, CACHE_CONTROL)
            if path and find_owner(path)
            else self.not_found()
        )
