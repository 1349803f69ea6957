"""Communiqués under embargo, approved by two others, and the clock that lifts them."""

import datetime
import re
from contextlib import contextmanager
from types import SimpleNamespace
from unittest import mock

from django.utils import timezone

from portal.core.datetimes import PARIS
from press.models import EmbargoLink, Journalist, PressReleasePage
from tests.support import factories, uploads
from tests.support.people import validator, writer
from tests.support.workers import clock_role

SECRET = "La signature aura lieu à Bruz."


def press_office() -> SimpleNamespace:
    """One who writes and two who validate."""
    return SimpleNamespace(
        alice=writer("alice"), benoit=validator("benoit"), chloe=validator("chloe")
    )


def whole_minute(**shift) -> datetime.datetime:
    """A minute of Paris, so long from now."""
    at = timezone.now().astimezone(PARIS) + datetime.timedelta(**shift)
    return at.replace(second=0, microsecond=0)


def embargoed(site, office, end=None, **fields) -> PressReleasePage:
    """A communiqué that Alice wrote and two others approved, and that waits for its minute."""
    end = end or whole_minute(days=2)
    factories.ensure_contact(site.press)
    fields = {"title": "Un accord majeur", "slug": "un-accord-majeur"} | fields
    page = factories.PressReleasePageFactory(
        parent=site.press, live=False, embargo_until=end, go_live_at=end, **fields
    )
    page.save_revision(user=office.alice)
    page.get_workflow().start(page, office.alice)
    for reviewer in (office.benoit, office.chloe):
        page.current_workflow_task_state.approve(user=reviewer)
    page = PressReleasePage.objects.get(pk=page.pk)
    assert page.scheduled_revision
    assert not page.live
    return page


def end_of(page) -> datetime.datetime:
    """When its embargo ends: in UTC, where a second before is a second before."""
    return page.get_embargoed_text().embargo_until.astimezone(datetime.UTC)


def journalist(name: str = "Nadia Belkacem", **fields) -> Journalist:
    email = f"{name.split()[0].lower()}@quotidien.exemple.fr"
    return Journalist.objects.create(name=name, outlet="Le Quotidien", email=email, **fields)


def given(page, reader: Journalist, user=None) -> tuple[EmbargoLink, str]:
    """A link to a text that waits, and its address."""
    link, token = EmbargoLink.objects.issue(page.get_embargoed_text(), reader, user)
    return link, f"/presse/sous-embargo/{token}/"


def private_files() -> SimpleNamespace:
    """A picture and a document that nobody else may fetch."""
    return SimpleNamespace(
        image=factories.ImageFactory(file=factories.picture_file("zebrulon.png")),
        document=uploads.document("Le dossier"),
    )


@contextmanager
def clock(at: datetime.datetime):
    """What Python's clock shows meanwhile."""
    with mock.patch("django.utils.timezone.now", return_value=at.astimezone(datetime.UTC)):
        yield


def tick(at: datetime.datetime) -> None:
    """What the worker's clock does at that moment."""
    with clock(at):
        clock_role().work()


def text_of(response) -> str:
    return re.sub(r"[ \n]+", " ", response.content.decode())
