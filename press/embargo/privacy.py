"""The notice to journalists about their personal data (GDPR, articles 13 and 14)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from wagtail.models import Site

from portal.core.personal_data import PersonalData
from portal.models import PortalSettings

JOURNALISTS = PersonalData(
    name=_("Textes remis sous embargo"),
    people=_("journalistes"),
    fields=(),
    purpose=_("remettre un texte avant sa parution, et savoir qui l’avait"),
    kept=_("ce nombre de jours après la dernière remise, ou après l’inscription"),
    setting="JOURNALISTS_KEPT_DAYS",
    readers=_("la validation de la presse"),
    erasure=_("chaque nuit\u00a0; Journalistes, où s’exporte tout ce qui est conservé"),
)


def press_office_settings() -> PortalSettings:
    """Return the settings of the default site: the name and the email address of the office."""
    office: PortalSettings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    return office


def data_notice() -> str:
    """Return why and how long the data are kept, and what a journalist may ask, in French."""
    years, rest = divmod(settings.JOURNALISTS_KEPT_DAYS, 365)
    context = {
        "office": press_office_settings(),
        "days": settings.JOURNALISTS_KEPT_DAYS,
        "years": 0 if rest else years,
    }
    return render_to_string("press/embargo/data_notice.txt", context).strip()
