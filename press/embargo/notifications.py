"""The mail that hands over a link: it holds nothing of the release, not even its title."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from press.embargo.links import EmbargoLink
from press.embargo.mixins import EmbargoMixin
from press.embargo.privacy import data_notice, press_office_settings


def send_link(text: EmbargoMixin, link: EmbargoLink, token: str) -> None:
    """Send the journalist the URL that `token` completes; the database has its digest only."""
    index = text.get_parent().specific
    office = press_office_settings()
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
