"""The forms of pages that ask for an address: the editor's, and that of a copy."""

from typing import Any

from django.core.exceptions import ValidationError

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm

from portal.pages import addresses


class AddressFormMixin(WagtailAdminPageForm):
    """A form that refuses an address at which visitors would not find the page.

    The address of a text that was never published follows its title, unless somebody changed it.
    """

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        if self.follows_title():
            cleaned["slug"] = addresses.propose_page_slug(
                cleaned["title"], self.parent_page, self.instance
            )
        elif slug := cleaned.get("slug"):
            try:
                addresses.check_slug(self.parent_page, slug, self.instance)
            except ValidationError as error:
                self.add_error("slug", error)
        return cleaned

    def follows_title(self) -> bool:
        """Whether the title alone was changed, of a text whose address comes from its title."""
        page, changed = self.instance, {*self.changed_data}
        if not page.pk or page.live or page.first_published_at:
            return False
        if "slug" in changed or "title" not in changed or not self.cleaned_data.get("title"):
            return False
        return addresses.is_derived(self.initial["slug"], self.initial["title"])


class CopyForm(WagtailCopyForm):
    """The form of a copy, which refuses such an address too."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if slug := cleaned.get("new_slug"):
            try:
                addresses.check_slug(parent, slug)
            except ValidationError as error:
                self.add_error("new_slug", error)
        return cleaned
