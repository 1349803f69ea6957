"""The types of requests."""

from django.http import HttpRequest

from portal.core.users import User


class AdminRequest(HttpRequest):
    """A request to a view of the administration, which serves users who are logged in only."""

    user: User
