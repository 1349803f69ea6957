"""The visits of offers: how many each day, of candidates alone, and nothing about them."""

import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

import pytest

from recruitment.lifecycle import actions, visits
from recruitment.models import RECRUITMENT, JobOfferPage, OfferVisits
from tests.support import factories
from tests.support.people import logged_in, writer
from tests.support.withdrawals import fresh, published

DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


@pytest.fixture
def offer(site):
    return published(make, parent=site.jobs)


def counted() -> int:
    return OfferVisits.objects.total()


def test_each_visit_counts_in_its_day_of_paris(offer, client, stop_clock):
    noon = timezone.now().replace(hour=12)
    for moment in (noon, noon, noon + DAY):
        stop_clock(moment)
        assert client.get(offer.url).status_code == 200
    assert list(OfferVisits.objects.order_by("day").values_list("page", "visits")) == [
        (offer.pk, 2),
        (offer.pk, 1),
    ]
    late = datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC)  # it is January in Paris
    JobOfferPage.objects.filter(pk=offer.pk).update(closes_at=late + DAY, listed_until=late + DAY)
    stop_clock(late)
    client.get(offer.url)
    assert OfferVisits.objects.latest("day").day == datetime.date(2027, 1, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Bingbot/2.0)"},
        {"user-agent": "Some-Crawler/1"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_machines_do_not_count(offer, client, headers):
    assert client.get(offer.url, headers=headers).status_code == 200
    assert not counted()


def test_only_getting_the_page_counts(offer, client):
    client.head(offer.url)
    client.post(offer.url)
    client.get(offer.url + "rien/")
    assert not counted()


def test_addresses_below_the_page_do_not_count(offer, rf):
    request = rf.get(offer.url)
    offer.serve(request, lambda request: HttpResponse(), [], {})
    assert not counted()
    offer.serve(request, offer.index_route, [], {})
    assert counted() == 1


def test_the_people_of_the_administration_do_not_count(offer):
    rachel = logged_in(writer("rachel", RECRUITMENT))
    assert rachel.get(offer.url).status_code == 200
    rachel.get(reverse("wagtailadmin_pages:view_draft", args=[offer.pk]))
    assert not counted()
    rachel.logout()
    rachel.get(offer.url)
    assert counted() == 1


def test_what_is_over_does_not_count(offer, client, chief, stop_clock):
    stop_clock(offer.closes_at)
    client.get(offer.url)
    stop_clock(offer.closes_at - DAY)
    actions.fill(fresh(offer), chief, 1)
    client.get(offer.url)
    assert not counted()


def test_other_pages_do_not_count(site, client):
    article = factories.NewsArticlePageFactory(parent=site.news)
    for page in (site.home, site.jobs, article):
        assert client.get(page.url).status_code == 200
    assert not counted()


def test_nothing_is_left_at_the_visitor_nor_kept_of_him(offer, client):
    response = client.get(offer.url, headers={"referer": "https://ailleurs.exemple.fr/"})
    assert not response.cookies
    names = {field.name for field in OfferVisits._meta.fields}
    assert names == {"id", "page", "day", "visits"}


def test_a_failure_breaks_no_page(offer, client, monkeypatch, caplog):
    monkeypatch.setattr(visits.OfferVisits.objects.__class__, "add", lambda *_: 1 / 0)
    assert client.get(offer.url).status_code == 200
    assert "A visit was not counted: ZeroDivisionError" in caplog.text


def test_a_visit_is_one_statement(offer, django_assert_num_queries):
    with django_assert_num_queries(1):
        OfferVisits.objects.add(offer.pk, timezone.localdate())


def test_two_years_are_kept(offer):
    today = timezone.localdate()
    for days in (0, 729, 731, 1000):
        OfferVisits.objects.create(page=offer, day=today - days * DAY, visits=1)
    assert visits.forget_visits.func() == 2
    assert counted() == 2


def test_what_is_too_old_goes_in_the_night():
    from portal.worker import periodic

    assert visits.forget_visits in periodic.jobs()


def test_the_screen_of_the_offer_draws_them(offer):
    today = timezone.localdate()
    for days, count in ((0, 4), (3, 8), (29, 1), (30, 100)):
        OfferVisits.objects.create(page=offer, day=today - days * DAY, visits=count)
    screen = logged_in(writer("rachel", RECRUITMENT)).get(reverse("offer_follow", args=[offer.pk]))
    text = " ".join(screen.content.decode().split())
    assert "13 visites ces 30 derniers jours, dont 8 le" in text
    assert "113" in text
    chart = screen.context["chart"]
    assert len(chart.bars) == 30
    assert [(bar.visits, bar.height) for bar in chart.bars if bar.visits] == [
        (1, 15),
        (8, 120),
        (4, 60),
    ]


def test_without_visits_it_says_so(offer):

    screen = logged_in(writer("rachel", RECRUITMENT)).get(reverse("offer_follow", args=[offer.pk]))
    assert "Aucune visite" in screen.content.decode()
