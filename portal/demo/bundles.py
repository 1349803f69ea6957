"""A bundle in preparation: newcomers see what it is on the landing page of the demonstration."""

import datetime
from typing import Any

from django.utils import timezone

from portal.bundles import acts
from portal.core.datetimes import PARIS
from portal.demo.people import section_accounts
from portal.models import Bundle, User
from portal.workflow.setup import index_page_types

TITLE = "Bilan énergétique du calcul"
HOUR = datetime.time(10)
DAYS = 6  # from today


def add_to_bundle(page: Any) -> None:
    """Let this draft of a section's writer wait for the bundle, which the first one begins."""
    writer = User.objects.get(username=next(iter(section_accounts(page.section))))
    page.owner = writer
    page.save()
    page.save_revision(user=writer)
    if bundle := Bundle.objects.open().filter(title=TITLE).first():
        acts.add(bundle, page, writer)
        return
    day = timezone.localdate() + datetime.timedelta(days=DAYS)
    at = datetime.datetime.combine(day, HOUR, PARIS)
    sections = [index.section.key for index in index_page_types()]
    acts.create(Bundle(title=TITLE, at=at, sections=sections), [], [page], writer)
