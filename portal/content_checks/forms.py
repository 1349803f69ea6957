"""The form of a page that refuses the errors of its text, except in drafts."""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.content_checks.findings import find_errors
from portal.wagtail_internals.content import InstanceCheckMixin


class ContentChecksFormMixin(InstanceCheckMixin, WagtailAdminPageForm):
    """A form that names what its own fields do not, once a text is submitted or published."""

    def check_instance(self) -> None:
        super().check_instance()
        if self.is_deferred_validation or self.errors:
            return
        for finding in find_errors(self.instance):
            if not finding.is_named_by_form:
                field = finding.field if finding.field in self.fields else None
                self.add_error(field, finding.message)
