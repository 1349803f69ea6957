"""The mixin of the portal's own screens about one page in the administration."""

from typing import Any

from django.urls import reverse

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page


class PageViewMixin(WagtailAdminTemplateMixin):
    """A view that names its page and leads back to the editor.

    The view sets `page` in `dispatch`.
    """

    page: Page

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": editor, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]
