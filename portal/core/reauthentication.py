"""Acts that ask again who is there, when nobody proved it in the last five minutes.

`portal.admin.factors` says what counts as a proof, and holds the screens that ask for it.
"""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from allauth.account.decorators import reauthentication_required


class ReauthenticationMixin:
    """A view that asks again who is there.

    What was sent meanwhile is done after the answer. Where the `dispatch` of a class before it
    decides who may act, who may not is asked nothing.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        dispatch = reauthentication_required(super().dispatch)  # type: ignore[misc] # of the view
        response: HttpResponseBase = dispatch(request, *args, **kwargs)
        return response
