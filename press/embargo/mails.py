"""The mail that carries a link: it says nothing of the text, not even its title."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from wagtail.models import Site

from portal.models import PortalSettings
from press.embargo.links import EmbargoLink


def press_office() -> PortalSettings:
    return PortalSettings.for_site(Site.objects.get(is_default_site=True))


def data_notice() -> str:
    """Why journalists are kept, for how long, and what they may ask: told to them word for word."""
    years, rest = divmod(settings.JOURNALISTS_KEPT_DAYS, 365)
    context = {
        "office": press_office(),
        "days": settings.JOURNALISTS_KEPT_DAYS,
        "years": 0 if rest else years,
    }
    return render_to_string("press/embargo/data_notice.txt", context).strip()


def send(text, link: EmbargoLink, token: str) -> None:
    index = text.get_parent().specific
    office = press_office()
    context = {
        "text": text,
        "link": link,
        "address": index.full_url + index.reverse_subpage("embargo", kwargs={"token": token}),
        "office": office,
        "data_notice": data_notice(),
    }
    EmailMessage(
        render_to_string("press/embargo/mail_subject.txt", context).strip(),
        render_to_string("press/embargo/mail.txt", context),
        to=[link.journalist.email],
        reply_to=[office.press_email] if office.press_email else None,
    ).send()
