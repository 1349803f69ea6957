"""What a journalist opens: first the rules and a button, then the text.

Mail scanners follow links: only the button shows anything, and is noted. The browser says nothing
of where it comes from (`no-referrer`), not even to us, and gets no cookie: the token is the secret,
and the check of forms, which wants both, is left aside for these addresses (`wagtail_hooks.py`).
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.generic import View

from portal.blocks.choosers import convert
from portal.core.visibility import is_reachable
from portal.media.views import file_response, find_owner
from press.embargo import files
from press.embargo.links import EmbargoLink, Opening

CACHING = "private, no-store"
MARKS = 50  # times the addressee is named along the text: more than the longest is high
HEADERS = {
    "Cache-Control": CACHING,
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


class EmbargoView(View):
    """For who holds a link to an approved text that waits; whatever else is asked is not there."""

    def dispatch(self, request, token: str, **kwargs) -> HttpResponse:
        self.link = EmbargoLink.objects.of_token(token)
        self.text = self.link and self.link.page.awaiting()
        response = super().dispatch(request, **kwargs) if self.text else self.without_text()
        for name, value in HEADERS.items():
            response[name] = value
        return response

    def without_text(self) -> HttpResponse:
        if self.link and is_reachable(self.link.page):
            return redirect(self.link.page.url)
        return self.not_there()

    def not_there(self) -> HttpResponse:
        """Unknown, expired, revoked: nobody can tell one from another."""
        return render(self.request, "press/embargo/not_there.html", status=404)


class CopyView(EmbargoView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "press/embargo/notice.html", {"text": self.text})

    def post(self, request: HttpRequest) -> HttpResponse:
        Opening.objects.create(link=self.link)
        convert([self.text.body], [self.text])
        context = {"page": self.text, "link": self.link, "marks": range(MARKS)}
        html = render_to_string("press/embargo/copy.html", context, request)
        return HttpResponse(files.through(self.link, html, request.path))


class FileView(EmbargoView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, name: str, signature: str) -> HttpResponseBase:
        path = files.path_of(self.link, name, signature)
        return file_response(path, CACHING) if path and find_owner(path) else self.not_there()
