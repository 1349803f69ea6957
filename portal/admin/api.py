"""The API that lists pages for the screens of the administration, and acts on none."""

from wagtail.admin.api.views import PagesAdminAPIViewSet


class PagesAPI(PagesAdminAPIViewSet):
    """Wagtail's API of pages without its actions, which the screens never ask for.

    A copy made there can lose its revisions, and with them its authors: anybody could review it.
    """

    actions: dict[str, type] = {}
