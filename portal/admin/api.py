"""The interface of the screens: it lists pages for them, and acts on none."""

from wagtail.admin.api.views import PagesAdminAPIViewSet


class PagesAPI(PagesAdminAPIViewSet):
    # The screens never ask for these. A copy made here can leave its revisions behind, that is,
    # the names of its authors.
    actions: dict = {}
