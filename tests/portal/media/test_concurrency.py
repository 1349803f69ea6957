"""A file that somebody changes while a text that uses it is submitted, planned or published."""

import datetime
import threading
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

import pytest

from portal.media.freeze import FrozenFileError
from portal.models import Document, Image
from portal.workflow.setup import set_up_sections
from tests.support import factories, uploads
from tests.support.people import draft
from tests.support.withdrawals import fresh

TOMORROW = timezone.now() + datetime.timedelta(days=1)


def plan(page, author) -> None:
    text = fresh(page)
    text.go_live_at = TOMORROW
    text.save_revision().publish()


def publish(page, author) -> None:
    fresh(page).get_latest_revision().publish()


def send(page, author) -> None:
    fresh(page).get_workflow().start(fresh(page), author)


def replace(file) -> None:
    file.title = "Autre"
    file.save()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [replace, lambda file: file.delete()], ids=["change", "delete"])
@pytest.mark.parametrize("act", [plan, publish, send])
def test_a_change_waits_for_the_text_and_is_refused(site, alice, act: Callable, change: Callable):
    set_up_sections()
    files = [factories.ImageFactory(title="Image"), uploads.document("Document")]
    body = [
        {"type": "image", "value": {"image": files[0].pk}},
        {"type": "download", "value": {"document": files[1].pk}},
    ]
    page = draft(site, alice, body=body)
    refused = []

    def try_to_change(file) -> None:
        try:
            change(type(file).objects.get(pk=file.pk))
        except FrozenFileError:
            refused.append(file.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_change, args=[file]) for file in files]
    with transaction.atomic():
        act(page, alice)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(1)
        assert all(thread.is_alive() for thread in threads)  # they wait for the lock
    for thread in threads:
        thread.join()
    assert len(refused) == 2
    assert Image.objects.get(pk=files[0].pk).title == "Image"
    assert Document.objects.get(pk=files[1].pk).title == "Document"
