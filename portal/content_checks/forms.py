"""The form of a page that refuses the errors of its text, except in drafts."""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.content_checks.findings import find_lasting_errors
from portal.wagtail_internals.content import InstanceCheckMixin


class ContentChecksFormMixin(InstanceCheckMixin, WagtailAdminPageForm):
    """A form that names what its own fields do not, once a text is submitted or published."""

    def check_instance(self) -> None:
        super().check_instance()
        if self.is_deferred_validation or self.errors:
            return
        for error in find_lasting_errors(self.instance):
            self.add_error(error.field if error.field in self.fields else None, error.message)
