"""A withdrawal while the text is being published: whoever comes second waits."""

import threading

from django.db import connection, transaction

import pytest

from portal.models import PublicationPage
from tests.support import factories
from tests.support.people import validator
from tests.support.withdrawals import fresh, published, withdraw


@pytest.mark.django_db(transaction=True)
def test_a_publication_under_way_does_not_bring_it_back(site):
    """It asked whether the page is withdrawn before the withdrawal was there."""
    page = published(factories.NewsArticlePageFactory, parent=site.news)
    user = validator("valideuse", page.section)
    revision = fresh(page).save_revision()
    done = threading.Event()

    def publish() -> None:
        revision.publish()
        connection.close()
        done.set()

    other = threading.Thread(target=publish)
    with transaction.atomic():
        withdraw(page, user)
        other.start()
        assert not done.wait(0.5)  # it waits for this one
    other.join(10)
    assert not fresh(page).is_listed
    assert not PublicationPage.objects.listed().filter(pk=page.pk).exists()
