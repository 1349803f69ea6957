"""How Wagtail refuses a screen: by a redirect that looks like any other one."""

from typing import Any

from django.http import HttpRequest

from wagtail.admin import auth


def mark_refusals() -> None:
    """Have requests that Wagtail refuses bear the attribute `is_refused`.

    Read in Wagtail 7.4.4: all decorators of `wagtail.admin.auth` call `permission_denied`, by its
    name in that module.
    """
    refuse = auth.permission_denied
    if hasattr(refuse, "__wrapped__"):
        return

    def permission_denied(request: HttpRequest) -> Any:
        request.is_refused = True  # type: ignore[attr-defined] # of ours
        return refuse(request)

    permission_denied.__wrapped__ = refuse  # type: ignore[attr-defined]
    auth.permission_denied = permission_denied
