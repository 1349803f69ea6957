"""The screens by which recruiters bring offers in: a file, what is wrong in it, one button."""

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from recruitment.imports import offers
from recruitment.imports.columns import COLUMNS
from recruitment.imports.tables import XLSX, NotATable, text
from recruitment.models import RecruitmentIndexPage

TITLE = gettext_lazy("Importer des offres")
KEPT_FOR = 60 * 60  # seconds between what was checked and its import
SALT = "recruitment.imports"
TOO_LARGE = gettext_lazy("Ce fichier dépasse un mégaoctet\u00a0: partagez-le en plusieurs.")
NOT_CSV = gettext_lazy(
    "Ceci est un classeur\u00a0: enregistrez-le au format «\u00a0CSV UTF-8\u00a0»."
)
EXPIRED = gettext_lazy("Cette vérification date de plus d’une heure\u00a0: reprenez le fichier.")


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier CSV"),
        help_text=gettext_lazy("En UTF-8, un mégaoctet et 200 offres au plus."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """Its text."""
        file = self.cleaned_data["file"]
        if file.size > offers.LARGEST:
            raise ValidationError(TOO_LARGE)
        content = file.read()
        if content.startswith(XLSX):
            raise ValidationError(NOT_CSV)
        try:
            return text(content, ["utf-8-sig"])
        except NotATable as error:
            raise ValidationError(str(error)) from error


class CheckedForm(forms.Form):
    """What was checked and is now to be written: signed, so that it is the same."""

    checked = forms.CharField(widget=forms.HiddenInput)

    def clean_checked(self) -> str:
        try:
            return signing.loads(self.cleaned_data["checked"], salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature as error:
            raise ValidationError(EXPIRED) from error


class ForRecruiters:
    """For those who may write offers."""

    @cached_property
    def index(self) -> RecruitmentIndexPage | None:
        return RecruitmentIndexPage.objects.first()

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.index):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def may_import(user, index) -> bool:
    return index is not None and index.permissions_for_user(user).can_add_subpage()


class Screen(ForRecruiters, WagtailAdminTemplateMixin, FormView):
    template_name = "recruitment/imports/file.html"
    form_class = FileForm
    page_title = TITLE
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        explorer = reverse("wagtailadmin_explore", args=[self.index.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explorer, "label": self.index.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"columns": COLUMNS}

    def show(self, brought: offers.Brought, source: str) -> HttpResponse:
        checked = signing.dumps(source, salt=SALT, compress=True)
        context = self.get_context_data() | {
            "brought": brought,
            "form": FileForm(),
            "confirmation": CheckedForm(initial={"checked": checked}),
        }
        return self.response_class(self.request, ["recruitment/imports/checked.html"], context)


class CheckView(Screen):
    """Nothing is written here."""

    def form_valid(self, form):
        source = form.cleaned_data["file"]
        try:
            return self.show(offers.check(source), source)
        except NotATable as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)


class CreateView(Screen):
    http_method_names = ["post"]
    form_class = CheckedForm

    def form_valid(self, form):
        source = form.cleaned_data["checked"]
        brought = offers.create(source, self.index, self.request.user)
        if brought.problems:  # since it was checked
            return self.show(brought, source)
        count = len(brought.lines)
        words = ngettext("%d brouillon d’offre créé.", "%d brouillons d’offres créés.", count)
        messages.success(self.request, words % count)
        return redirect("wagtailadmin_explore", self.index.pk)

    def form_invalid(self, form):
        messages.error(self.request, EXPIRED)
        return redirect("offers_import")


class TemplateView(ForRecruiters, View):
    def get(self, request):
        response = HttpResponse(offers.template(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="modele-offres.csv"'
        return response


def register_import_urls() -> list:
    return [
        path("offres/importer/", CheckView.as_view(), name="offers_import"),
        path("offres/importer/creer/", CreateView.as_view(), name="offers_import_create"),
        path("offres/importer/modele/", TemplateView.as_view(), name="offers_import_template"),
    ]


def add_import_button(page, user, view_name, next_url=None):
    if page.specific_class is RecruitmentIndexPage and may_import(user, page.specific):
        yield Button(TITLE, reverse("offers_import"), icon_name="upload", priority=50)
