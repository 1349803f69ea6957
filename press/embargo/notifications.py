"""Mails about a text under embargo: to the journalists who hold it, and to the section.

Those to journalists hold nothing of the release, not even its title.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext

from portal.core.datetimes import format_datetime
from portal.core.users import User
from portal.outbox.models import make_message_id
from portal.workflow.notifications import SectionMail, Source
from portal.workflow.resources import overseers
from press.embargo.links import EmbargoLink
from press.embargo.mixins import EmbargoMixin
from press.embargo.privacy import data_notice, press_office_settings


def send_link(text: EmbargoMixin, link: EmbargoLink, token: str) -> None:
    """Send the journalist the URL that `token` completes; the database has its digest only."""
    index = text.get_parent().specific
    address = index.full_url + index.reverse_subpage("embargo", kwargs={"token": token})
    # By the digest of its link, the mail is found again if the link is revoked before it leaves.
    headers = {"Message-ID": make_message_id(link.digest)}
    send("mail", link, headers, text=text, address=address)


def tell_holders(page: EmbargoMixin, act: str) -> None:
    """Tell those who hold a valid link to the text what becomes of it.

    `act` is "moved", "corrected", "lifted" or "cancelled". Their links are not repeated: nobody but
    them knows them.
    """
    text = page.get_embargoed_text() or page
    for link in page.embargo_links.valid().select_related("journalist"):
        send("holders", link, text=text, page=page, act=act)


def send(
    template: str, link: EmbargoLink, headers: dict[str, str] | None = None, **details: Any
) -> None:
    """Send the journalist of the link the mail of this name."""
    office = press_office_settings()
    context = details | {"link": link, "office": office, "data_notice": data_notice()}
    EmailMessage(
        render_to_string(f"press/embargo/{template}_subject.txt", context).strip(),
        render_to_string(f"press/embargo/{template}.txt", context),
        to=[link.journalist.email],
        reply_to=[office.press_email] if office.press_email else None,
        headers=headers,
    ).send()


class EmbargoMail(SectionMail):
    """A mail to the section and to those who oversee it: one of them may have to confirm."""

    template_directory = "press/embargo/"

    def get_recipient_users(
        self,
        instance: Source,
        user: User | None = None,
        people: Iterable[int] = (),
        **details: Any,
    ) -> set[User]:
        section = super().get_recipient_users(instance, user, people, **details)
        return {*section, *overseers()} - {user}


section_mail = EmbargoMail("section")


def tell_section(
    page: EmbargoMixin,
    action: str,
    user: User,
    until: datetime.datetime | None,
    reason: str,
    asker: User | None,
) -> None:
    """Tell what `user` did to the embargo: `action` is that of the log."""
    details = {"act": action.rpartition(".")[2], "until": until, "reason": reason, "asker": asker}
    section_mail(page, user=user, until_words=say_end(until), **details)


def say_end(until: datetime.datetime | None) -> str:
    """Return when an embargo is to end, in words: None is at once."""
    return format_datetime(until) if until else gettext("tout de suite")
