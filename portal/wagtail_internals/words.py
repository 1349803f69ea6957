"""The French of the administration where no catalogue of ours reaches or would be too long.

The translations of the libraries have hundreds of straight apostrophes and colons without a space,
and several words for one thing. They are mended together, once, when the portal starts.
"""

import re
from typing import Any

from django.contrib.messages import error
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import trans_real

from wagtail.admin import messages as admin_messages
from wagtail.admin.templatetags import wagtailadmin_tags as tags
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.sites.views import IndexView as SitesView

NO_BREAK = "\u00a0"
# Not inside the name of a placeholder, a class, an address or an attribute.
START, END = r"(?<![\w%({_/.=-])", r"(?![\w)}_/=-])"
MODEL = r"%\((?:model_name|snippet_type_name)\)s"
CHANGES = [
    (r"(?<=[^\W\d_])'(?=[\w%{«])", "’"),
    (r"(?<=[\w)])\s?:(?=\s|$)", f"{NO_BREAK}:"),
    (r" (?=[!?;»])|(?<=«) ", NO_BREAK),
    (r"\.\.\.", "…"),
    (r"Êtes[- ]vous sûr\(e\) de (?:toujours )?vouloir", "Voulez-vous vraiment"),
    (rf"(?:Ce\(tte\)|Ce/cette|Le\(la\)|Le/la) {MODEL}", "Cet élément"),
    (rf"(?:ce\(tte\)|ce/cette|le\(la\)|le/la) {MODEL}", "cet élément"),
    (r"un\(e\) nouveau\(elle\) ", ""),
    (r"\bil/elle\b", "il"),
    (r"\((?:e|es|ne|le)\)", ""),
    (r"\(s\)", "s"),
    (r"Rejet(?=é|er\b)", "Refus"),
    (r"rejet(?=é|er\b)", "refus"),
    (rf"{START}Workflow{END}", "Circuit de relecture"),
    (rf"{START}Workflows{END}", "Circuits de relecture"),
    (rf"{START}workflow{END}", "circuit de relecture"),
    (rf"{START}workflows{END}", "circuits de relecture"),
    (rf"{START}Fragment(?=s?{END})", "Contenu"),
    (rf"{START}fragment(?=s?{END})", "contenu"),
    (rf"(?<=age/)[Ff]ragment(?=s?{END})|(?<=ages/)fragment(?=s?{END})", "contenu"),
    (rf"{START}slug(?=s?{END})", "nom dans l’adresse"),
    (rf"{START}item{END}", "élément"),
    (
        r"(?<=[Rr]ésultat)(s?)(?: de recherche)? (?:améliorés?|de promotion|recommandés?)",
        r"\1 mis en avant",
    ),
    (r"(?<=[Rr]ésultat)(s?) de recherche (?=mis en avant)", r"\1 "),
    (r"(?<=Historique du )Site", "site"),
    (r"Règles de [Rr]edirections?", "Redirections"),
    (r"Modération", "Relecture"),
    (r"modération", "relecture"),
    (r"modérés", "relus"),
    (rf"utiliser Wagtail{END}", "utiliser l’administration"),
    (rf"(?: (?:de|à|pour|avec|dans))? Wagtail{END}", ""),
]
PATTERNS = [(re.compile(pattern), replacement) for pattern, replacement in CHANGES]
CLOCK = re.compile(r"\b0?(\d{1,2}):(\d\d)\b")
COLUMNS = {"port": _("Port"), "site_name": _("Nom du site"), "root_page": _("Page d’accueil")}


def mend(text: str) -> str:
    """Return a French translation with our typography and our words.

    Read in Wagtail 7.4.4: its French catalogues, whose words it mends.
    """
    for pattern, replacement in PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def mend_translations() -> None:
    """Mend the French of all libraries, in memory.

    Read in Django 5.2.19: `trans_real.translation` and the catalogues of `TranslationCatalog`.
    """
    catalogue: Any = trans_real.translation("fr")._catalog  # type: ignore[attr-defined]
    for messages in catalogue._catalogs:
        for key, text in messages.items():
            if key:  # the empty one holds the rules of plurals
                messages[key] = mend(text)


def get_header_title(view: WagtailAdminTemplateMixin) -> str | Promise:
    """Return « Création : communiqué », as French writes it.

    Read in Wagtail 7.4.4: `WagtailAdminTemplateMixin.get_header_title`.
    """
    title, subtitle = view.get_page_title(), view.get_page_subtitle()
    return f"{title}{NO_BREAK}: {subtitle}" if subtitle else title


def describe_last_update(*args: Any, **kwargs: Any) -> str:
    """Return « 13 h 33 » where the tag of Wagtail says « 13:33 » of what changed today.

    Read in Wagtail 7.4.4: the tag `timesince_last_update`.
    """
    return CLOCK.sub(rf"\1{NO_BREAK}h{NO_BREAK}\2", tags.timesince_last_update(*args, **kwargs))


def say_refused(
    request: HttpRequest, message: str, form: BaseForm, buttons: list[Any] | None = None
) -> None:
    """Say that a form is refused, and why when no field shows it.

    Read in Wagtail 7.4.4: `validation_error`, which then repeats the errors of all fields.
    """
    text = admin_messages.render(message, buttons, detail=form.non_field_errors())
    error(request, text)


def mend_screens() -> None:
    """Mend what Wagtail writes in its code: titles with a colon, hours, the columns of sites.

    Read in Wagtail 7.4.4: `IndexView.columns` of `wagtail.sites.views`, and the tag
    `timesince_last_update` of `wagtailadmin_tags`.
    """
    tags.register.simple_tag(describe_last_update, name="timesince_last_update")
    WagtailAdminTemplateMixin.get_header_title = get_header_title
    admin_messages.validation_error = say_refused
    for column in SitesView.columns:
        column.label = COLUMNS.get(column.name, column.label)
