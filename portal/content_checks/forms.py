"""The form of a page that refuses the errors of its text, except in drafts."""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.content_checks.findings import Finding, find_lasting_errors
from portal.wagtail_internals.content import InstanceCheckMixin, path_below


class ContentChecksFormMixin(InstanceCheckMixin, WagtailAdminPageForm):
    """A form that names what its own fields do not, once a text is submitted or published."""

    def check_instance(self) -> None:
        super().check_instance()
        if self.is_deferred_validation or self.errors:
            return
        for error in self.find_errors():
            if not self.has_rows(error.field):
                self.add_error(error.field if error.field in self.fields else None, error.message)

    def has_rows(self, name: str) -> bool:
        """Return whether rows of this name were typed: the page gets them when it is saved."""
        return any(
            row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE")
            for row in self.formsets.get(name, ())
        )

    def find_errors(self) -> list[Finding]:
        """Return the errors of the page; one that is new stands below its parent meanwhile.

        What the page takes from its section, such as contacts, follows from its place.
        """
        page = self.instance
        if page.path:
            return find_lasting_errors(page)
        page.path, page.depth = path_below(self.parent_page, 1), self.parent_page.depth + 1
        try:
            return find_lasting_errors(page)
        finally:
            page.path, page.depth = "", None
