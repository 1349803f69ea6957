"""A page for a few is not told of to others, and there is one door to log in."""

from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest

from news.models import NEWS
from press.models import PRESS
from tests.support import factories
from tests.support.people import logged_in, writer

KINDS = [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD]


@pytest.fixture
def page(site):
    return factories.StandardPageFactory(parent=site.home, title="Pour nous", slug="pour-nous")


@pytest.mark.parametrize("kind", KINDS)
def test_a_private_page_answers_as_an_absent_one(client, page, kind):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="ouvre-toi")
    private, absent = client.get("/pour-nous/"), client.get("/pour-tous/")
    assert private.status_code == absent.status_code == 404
    texts = [each.content.decode().replace("pour-nous", "pour-tous") for each in (private, absent)]
    assert texts[0] == texts[1]


def test_who_may_read_it_reads_it_once_logged_in(site, page):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=PRESS.writers))
    assert logged_in(writer("alice")).get("/pour-nous/").status_code == 200
    assert logged_in(writer("zoe", NEWS)).get("/pour-nous/").status_code == 404


def test_a_page_is_not_given_a_password(chief, page):
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert "password" not in logged_in(chief).get(address).json()["html"]
    fields = {"restriction_type": "password", "password": "ouvre-toi"}
    logged_in(chief).post(address, fields)
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["login/", "authenticate_with_password/1/1/", "autre/"])
def test_there_is_no_second_door(client, site, path, method):
    assert getattr(client, method)(f"/_util/{path}").status_code == 404


def test_a_hidden_page_costs_what_an_absent_one_costs(client, site, page):
    page.unpublish()
    costs = []
    for address in ("/pour-tous/", "/pour-tous/", "/pour-nous/"):  # caches are warm at the second
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 404
        costs.append(len(captured))
    assert costs[1] == costs[2]
