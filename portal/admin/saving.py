"""The editor of pages, which says why it does not save by itself."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.admin.views.pages import create, revisions

from portal.workflow.decisions import DecidingEditView

NO_BREAK_COLON = "\u00a0: "


def first_message(error: ValidationError) -> str:
    """Return the first message of the error, of the innermost block for an error of blocks."""
    own = getattr(error, "non_block_errors", None)
    inner = getattr(error, "block_errors", None)
    if own or not inner:
        return str((own or error.messages)[0])
    number, nested = next((key, each) for key, each in sorted(inner.items()) if each)
    message = first_message(nested)
    if isinstance(number, int):
        message = _("bloc %(number)d, %(message)s") % {"number": number + 1, "message": message}
    return message


def form_reasons(form: BaseForm) -> Iterator[str]:
    """Yield « Thèmes : ce thème n’existe pas. » for each field with errors."""
    for name, errors in form.errors.as_data().items():
        message = first_message(errors[0])
        label = "" if name == NON_FIELD_ERRORS else str(form[name].label)
        yield f"{label}{NO_BREAK_COLON}{message}" if label else message


def page_reasons(form: WagtailAdminPageForm) -> Iterator[str]:
    """Yield the reasons of the form and of the rows below it."""
    yield from form_reasons(form)
    for rows in form.formsets.values():
        yield from map(str, rows.non_form_errors())
        for row in rows.forms:
            yield from form_reasons(row)


class ReasonsMixin(JsonPostResponseMixin):
    """A view of the editor whose refusal to save by itself names the fields, and what to do."""

    def form_invalid(self, form: WagtailAdminPageForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        reasons = " ".join(dict.fromkeys(page_reasons(form)))
        if response.status_code == 400 and reasons and not getattr(self, "locked_for_user", False):
            response = self.json_error_response("validation_error", reasons)
        return response


class CreateView(ReasonsMixin, create.CreateView):
    pass


class EditView(ReasonsMixin, DecidingEditView):
    pass


class RevertView(EditView, revisions.RevisionsRevertView):
    """The editor of a former text, which saves and decides as the editor of the latest does."""
