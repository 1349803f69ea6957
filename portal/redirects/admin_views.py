"""The screens of redirects that take the place of Wagtail's: the form, and the import of a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.permissions import permission_policy

from portal.admin_access import AdminRequest
from portal.core.tables import TableError
from portal.redirects import imports
from portal.redirects.forms import RedirectForm
from portal.uploads.viruses import require_no_virus

MAX_SIZE = 1_000_000  # bytes of a file


class CreateView(views.CreateView):
    form_class = RedirectForm


class EditView(views.EditView):
    form_class = RedirectForm


class FileForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("Fichier CSV ou XLSX"),
        help_text=_("Un mégaoctet et 2\u00a0000 lignes au plus."),
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean_file(self) -> bytes:
        """Return the content of the file. Raise ValidationError when it is refused."""
        file = self.cleaned_data["file"]
        if file.size > MAX_SIZE:
            raise ValidationError(_("Ce fichier dépasse un mégaoctet\u00a0: partagez-le."))
        require_no_virus(file)
        content: bytes = file.read()
        return content


class ImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView[FileForm]):
    """The import of redirects, whose file is checked whole."""

    request: AdminRequest
    permission_policy = permission_policy
    permission_required = "add"
    template_name = "portal/redirects/import.html"
    form_class = FileForm
    page_title = _("Importer des redirections")
    header_icon = "redirect"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("wagtailredirects:index"), "label": _("Redirections")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Import the file, or show what is wrong in it."""
        try:
            count, problems = imports.import_redirects(form.cleaned_data["file"], self.request.user)
        except TableError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        if problems:
            return self.render_to_response(self.get_context_data(form=form, problems=problems))
        message = ngettext("%d redirection créée.", "%d redirections créées.", count) % count
        messages.success(self.request, message)
        return redirect("wagtailredirects:index")
