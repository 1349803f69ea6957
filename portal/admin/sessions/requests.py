"""Which requests a person made, and which ones a page that lies open made by itself."""

from django.http import HttpRequest

PREFETCHES = ("Sec-Purpose", "Purpose", "X-Moz")


def is_navigation(request: HttpRequest) -> bool:
    """Whether a browser opens a page or sends a form for somebody to see the answer.

    A script cannot write these headers (W3C, Fetch Metadata): whatever it asks for, a ping or a
    text that saves itself, is none; nor is the frame of a preview, or a page fetched in advance.
    Older browsers are known by what they accept, programs by accepting anything.
    """
    if any("prefetch" in request.headers.get(name, "") for name in PREFETCHES):
        return False
    if mode := request.headers.get("Sec-Fetch-Mode"):
        return mode == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return "text/html" in request.headers.get("Accept", "") and not is_script
