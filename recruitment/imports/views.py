"""The views of the import of offers: the file, its problems, the creation of the drafts."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.core.tables import XLSX_SIGNATURE, TableError, decode
from portal.core.users import User
from portal.uploads.viruses import require_no_virus
from recruitment.imports import offers
from recruitment.imports.columns import COLUMNS
from recruitment.lifecycle.states import State
from recruitment.models import RecruitmentIndexPage

FormT = TypeVar("FormT", bound=forms.Form)

BOARD_TITLE = gettext_lazy("Offres d’emploi")  # of the board, which imports this module
TITLE = gettext_lazy("Importer des offres")
MAX_AGE = 60 * 60  # seconds between the check of a file and its import
SALT = "recruitment.imports"
TOO_LARGE = gettext_lazy("Ce fichier dépasse un mégaoctet\u00a0: partagez-le en plusieurs.")
NOT_CSV = gettext_lazy(
    "Ceci est un classeur\u00a0: enregistrez-le au format «\u00a0CSV UTF-8\u00a0»."
)
EXPIRED = gettext_lazy("Cette vérification date de plus d’une heure\u00a0: reprenez le fichier.")


class FileForm(forms.Form):
    """The file to check."""

    file = forms.FileField(
        label=gettext_lazy("Fichier CSV"),
        help_text=gettext_lazy("Un mégaoctet et 200 offres au plus."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file. Raise ValidationError when it is refused."""
        file = self.cleaned_data["file"]
        if file.size > offers.MAX_SIZE:
            raise ValidationError(TOO_LARGE)
        require_no_virus(file)
        content = file.read()
        if content.startswith(XLSX_SIGNATURE):
            raise ValidationError(NOT_CSV)
        try:
            return decode(content)
        except TableError as error:
            raise ValidationError(str(error)) from error


class CheckedForm(forms.Form):
    """The text of a file that was checked, signed so that no other one is imported."""

    checked = forms.CharField(widget=forms.HiddenInput)

    def clean_checked(self) -> str:
        """Return the text. Raise ValidationError when its signature is wrong or too old."""
        try:
            source: str = signing.loads(self.cleaned_data["checked"], salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature as error:
            raise ValidationError(EXPIRED) from error
        return source


class ImportPermissionMixin(View):
    """A view for those who may create offers in the list of offers."""

    index: RecruitmentIndexPage
    request: AdminRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied when there is no list, or the user may not create offers."""
        index = RecruitmentIndexPage.objects.first()
        if not can_import(self.request.user, index):
            raise PermissionDenied
        self.index = index
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


def can_import(user: User, index: RecruitmentIndexPage | None) -> bool:
    """Return whether the user may create offers below the list."""
    return index is not None and bool(index.permissions_for_user(user).can_add_subpage())


class ImportView(WagtailAdminTemplateMixin, ImportPermissionMixin, FormView[FormT]):
    """A step of the import."""

    request: AdminRequest
    template_name = "recruitment/imports/file.html"
    page_title = TITLE
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path of the view, through the board."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("offers_board"), "label": BOARD_TITLE},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns that the file may have."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"columns": COLUMNS}

    def render_check(self, offer_file: offers.OfferFile, source: str) -> HttpResponse:
        """Show the problems of a file, or its offers with the button that creates them."""
        checked = signing.dumps(source, salt=SALT, compress=True)
        context = self.get_context_data() | {
            "offer_file": offer_file,
            "form": FileForm(),
            "confirmation": CheckedForm(initial={"checked": checked}),
        }
        return TemplateResponse(self.request, "recruitment/imports/checked.html", context)


class CheckView(ImportView[FileForm]):
    """The check of a file: nothing is created."""

    form_class = FileForm

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Show what the file holds, or why it cannot be read."""
        source = form.cleaned_data["file"]
        try:
            return self.render_check(offers.check(source), source)
        except TableError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)


class CreateView(ImportView[CheckedForm]):
    """The creation of the drafts of a file that was checked."""

    http_method_names = ["post"]
    form_class = CheckedForm

    def form_valid(self, form: CheckedForm) -> HttpResponse:
        """Create the drafts, or show the problems that appeared since the check."""
        source = form.cleaned_data["checked"]
        offer_file = offers.create(source, self.index, self.request.user)
        if offer_file.problems:
            return self.render_check(offer_file, source)
        count = len(offer_file.lines)
        message = ngettext("%d brouillon d’offre créé.", "%d brouillons d’offres créés.", count)
        messages.success(self.request, message % count)
        return redirect(f"{reverse('offers_board')}?state={State.DRAFT.value}")

    def form_invalid(self, form: CheckedForm) -> HttpResponse:
        """Ask for the file again."""
        messages.error(self.request, EXPIRED)
        return redirect("offers_import")


class FileTemplateView(ImportPermissionMixin):
    """The download of a file to fill in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the file."""
        response = HttpResponse(offers.get_template(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="modele-offres.csv"'
        return response


def register_import_urls() -> list[URLPattern]:
    """Return the addresses of the import."""
    return [
        path("offres/importer/", CheckView.as_view(), name="offers_import"),
        path("offres/importer/creer/", CreateView.as_view(), name="offers_import_create"),
        path("offres/importer/modele/", FileTemplateView.as_view(), name="offers_import_template"),
    ]


def add_import_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the button of the import in the header of the list of offers."""
    if page.specific_class is RecruitmentIndexPage and can_import(user, page.specific):
        yield Button(TITLE, reverse("offers_import"), icon_name="upload", priority=50)
