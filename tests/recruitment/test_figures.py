"""The recruitment in figures: what is open, what is filled, and how far the target is."""

import datetime

import pytest
from bs4 import BeautifulSoup

from recruitment.figures import get_figures
from recruitment.lifecycle import actions
from recruitment.models import RecruitmentSettings
from recruitment.section import RECRUITMENT
from tests.support import factories
from tests.support.people import writer

BLOCK = [{"type": "live_figures", "value": {"title": "", "source": "recrutement"}}]


@pytest.fixture
def offers(site):
    return [
        factories.JobOfferPageFactory(parent=site.jobs, posts=posts, places=[])
        for posts in (1, 2, 4)
    ]


@pytest.fixture
def rachel(site):
    return writer("rachel", RECRUITMENT)


def test_what_is_open_and_what_is_filled(offers, rachel):
    assert (get_figures().offers, get_figures().posts, get_figures().filled) == (3, 7, 0)
    actions.fill(offers[1], rachel, posts=2)
    actions.fill(offers[2], rachel, posts=3)
    assert (get_figures().offers, get_figures().posts, get_figures().filled) == (1, 1, 5)
    actions.reopen(offers[2], rachel, reason="Un désistement.")
    assert (get_figures().offers, get_figures().posts, get_figures().filled) == (2, 5, 2)


def test_what_was_filled_elsewhere_counts_once(offers, rachel, stop_clock):
    settings = RecruitmentSettings.load()
    settings.filled_before, settings.filled_before_on = 128, datetime.date(2026, 11, 1)
    settings.save()
    stop_clock(datetime.datetime(2026, 11, 1, 22, 59, tzinfo=datetime.UTC))  # in Paris, that day
    actions.fill(offers[0], rachel, posts=1)
    assert get_figures().filled == 128
    stop_clock(datetime.datetime(2026, 11, 1, 23, 1, tzinfo=datetime.UTC))
    actions.fill(offers[1], rachel, posts=2)
    assert get_figures().filled == 130


def test_any_page_shows_them_with_their_day(client, site, offers, rachel, stop_clock):
    site.agency.body = BLOCK
    site.agency.save()
    settings = RecruitmentSettings.load()
    settings.target, settings.filled_before = 300, 100
    settings.save()
    stop_clock(datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC))
    page = BeautifulSoup(client.get(site.agency.url).content, "html.parser")
    assert (page.progress["max"], page.progress["value"]) == ("300", "100")
    assert "33\xa0% de l’objectif" in page.text
    [day] = page.select('time[datetime="2026-12-01"]')
    assert day.decode_contents() == "1<sup>er</sup>\xa0décembre 2026"
    assert page.select('time[datetime="2026-12-31"]')
