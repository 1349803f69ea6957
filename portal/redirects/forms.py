"""The form of a redirect written by hand, whose target may be a path of the portal."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy

from wagtail.contrib.redirects.forms import RedirectForm as WagtailRedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

EXISTS = gettext_lazy("Une redirection part déjà de cette adresse.")
LOOPS = gettext_lazy("Cette redirection mènerait à l’adresse d’où elle part.")
NO_ADDRESS = gettext_lazy(
    "Écrivez un chemin du portail, comme «\u00a0/presse/\u00a0», ou une adresse qui commence par "
    "https://."
)
NO_PAGE = gettext_lazy("Aucune page du portail n’est à l’adresse «\u00a0%s\u00a0».")


def local_path(address: str) -> str:
    """Return the path of an address of the portal; "" for one of another site."""
    parts, own = urlsplit(address), urlsplit(settings.SITE_URL)
    if parts.netloc and parts.netloc.lower() != own.netloc.lower():
        return ""
    return parts.path or "/"


class TargetField(forms.URLField):
    """An address of any site, or a path of the portal, which is made an address."""

    def to_python(self, value: Any) -> str:
        """Return the address. Raise ValidationError when it is none."""
        text = str(value or "").strip()
        return str(super().to_python(settings.SITE_URL + text if text.startswith("/") else text))


class RedirectForm(WagtailRedirectForm):
    """Wagtail's form, which compares addresses whatever their capitals."""

    redirect_link = TargetField(
        label=gettext_lazy("vers une adresse"),
        required=False,
        max_length=255,
        assume_scheme="https",
        error_messages={"invalid": NO_ADDRESS},
        help_text=gettext_lazy("De tout site, ou du portail\u00a0: «\u00a0/presse/\u00a0»."),
    )

    class Meta(WagtailRedirectForm.Meta):
        pass

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        path = Redirect.normalise_path(cleaned.get("old_path", ""))
        others = Redirect.objects.filter(old_path__iexact=path, site=cleaned.get("site"))
        if others.exclude(pk=self.instance.pk).exists() and not self.errors:
            self.add_error("old_path", EXISTS)
        if link := cleaned.get("redirect_link"):
            self.clean_link(path, link)
        return cleaned

    def clean_link(self, path: str, link: str) -> None:
        """Lead to the page itself, which may move, where the link is that of a page."""
        target = local_path(link)
        if not target:
            return
        if Redirect.normalise_path(target).lower() == path.lower():
            self.add_error("redirect_link", LOOPS)
        elif page := find_page(target):
            self.cleaned_data |= {"redirect_page": page, "redirect_link": ""}
        elif not is_answered(target):
            self.add_error("redirect_link", ValidationError(NO_PAGE % target))


def find_page(path: str) -> Page | None:
    """Return the page at a path of the portal; None without one."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    url_path = f"{site.root_page.url_path}{path.strip('/')}/".replace("//", "/") if site else ""
    return Page.objects.filter(url_path=url_path).first()


def is_answered(path: str) -> bool:
    """Whether an address of the portal, of a page or of another kind, may answer at this path."""
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):  # what a page answers below itself
        page = find_page("/".join(parts[:count]))
        if page and hasattr(page.specific_class, "get_resolver"):
            try:
                page.specific_class.get_resolver().resolve(f"/{'/'.join(parts[count:])}/")
            except Resolver404:
                return False
            return True
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False
