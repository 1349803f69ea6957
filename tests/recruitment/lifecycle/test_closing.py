"""The second at which an offer closes: what was shown until then, and what is from then on."""

import copy
import datetime

from django.db import transaction
from django.utils import timezone

import pytest

from portal.publications import RelatedPublication
from recruitment.models import OfferEvent
from tests.support import clocks, factories
from tests.support.withdrawals import fresh, published

SECOND = datetime.timedelta(seconds=1)
PLANTED = datetime.datetime(2026, 11, 2, 8, tzinfo=datetime.UTC)
TITLE = "Quantifieuse ou quantifieur (F/H)"
# The days on which an hour is skipped or repeated in Paris, and an ordinary one; the clocks of the
# first of January of a year that is another in Paris already.
CLOSINGS = {
    "ordinary": (datetime.datetime(2026, 12, 10, 12, 0), 1),
    "new year": (datetime.datetime(2026, 12, 31, 23, 59), 1),
    "spring": (datetime.datetime(2027, 3, 28, 23, 59), 2),
    "before spring": (datetime.datetime(2027, 3, 28, 1, 59), 1),
    "autumn": (datetime.datetime(2027, 10, 31, 23, 59), 1),
    "before autumn": (datetime.datetime(2027, 10, 31, 1, 59), 2),
}


@pytest.fixture(scope="module", params=CLOSINGS)
def closing(request):
    """The last minute that candidates are told, and the first instant at which it is over."""
    last_minute, offset = CLOSINGS[request.param]
    over = last_minute.replace(tzinfo=datetime.UTC) - datetime.timedelta(hours=offset, minutes=-1)
    return last_minute, over


@pytest.fixture(scope="module")
def beside(common_site):
    """Four offers that do not close then, and an article."""
    with pytest.MonkeyPatch.context() as patch:
        clocks.stop(patch, PLANTED)
        site = copy.deepcopy(common_site)
        site.others = [
            published(
                factories.JobOfferPageFactory,
                parent=site.jobs,
                title=f"Autre poste {number} (F/H)",
                closing_date=datetime.date(2028, 3, 1),
                posts=3,
            )
            for number in range(4)
        ]
        site.theme = factories.ThemeFactory(name="Métrologie")
        site.article = factories.NewsArticlePageFactory(
            parent=site.news, title="Un article", themes=[site.theme]
        )
        return site


@pytest.fixture(scope="module")
def planted(beside, closing, django_db_blocker):
    """Among them, an offer that closes then, until the turn of the next one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            clocks.stop(patch, PLANTED)
            site = plant(copy.deepcopy(beside), closing[0])
        yield site
        transaction.set_rollback(True)


def plant(site, last_minute: datetime.datetime):
    site.offer = published(
        factories.JobOfferPageFactory,
        parent=site.jobs,
        title=TITLE,
        slug="quantifieuse",
        themes=[site.theme],
        date=datetime.date(2026, 11, 2),
        closing_date=last_minute.date(),
        closing_time=last_minute.time(),
        places=[factories.PlaceFactory(name="Bruz", slug="bruz")],
    )
    RelatedPublication.objects.create(
        page=site.article.publicationpage_ptr, target=site.offer.publicationpage_ptr
    )
    return site


@pytest.fixture
def site(planted, stop_clock, db):
    stop_clock(PLANTED)
    return copy.deepcopy(planted)


def surfaces(site) -> list[str]:
    """Where an open offer is shown, in lists and in what machines read."""
    jobs = site.jobs.url
    return [
        jobs,
        f"{jobs}?q=quantifieuse",
        f"{jobs}?lieu=bruz&domaine=ia",
        f"{jobs}?tri=cloture",
        f"{jobs}flux/atom/",
        f"{jobs}flux/ics/",
        f"{jobs}export/json/",
        f"{jobs}export/csv/",
        "/",
        "/recherche/?q=quantifieuse",
        "/recherche/flux/atom/?q=quantifieuse",
        "/recherche/suggestions.json?q=quantifi",
        "/sitemap.xml",
        "/plan-du-site/",
        site.article.url,
    ]


def shows(client, url: str, offer) -> bool:
    response = client.get(url)
    assert response.status_code == 200, url
    return offer.url in response.content.decode()


def test_it_is_everywhere_then_nowhere(client, site, stop_clock, closing):
    _last_minute, over = closing
    assert site.offer.closes_at == over
    stop_clock(over - SECOND)
    listed = [url for url in surfaces(site) if shows(client, url, site.offer)]
    assert set(surfaces(site)) - set(listed) <= {"/plan-du-site/"}  # which lists no publication
    stop_clock(over)  # the caches are warm: no one has changed anything
    assert not [url for url in surfaces(site) if shows(client, url, site.offer)]


def test_counts_follow(client, site, stop_clock, closing):
    _last_minute, over = closing
    counts = []
    for moment in (over - SECOND, over):
        stop_clock(moment)
        context = client.get(site.jobs.url).context
        facets = {
            (facet["name"], choice["value"]): choice["count"]
            for facet in context["facets"]
            for choice in facet["choices"]
        }
        counts.append(
            (context["paginator"].count, facets["domaine", "ia"], ("lieu", "bruz") in facets)
        )
    assert counts == [(5, 5, True), (4, 4, False)]


def test_its_page_says_it_and_shows_others(client, site, stop_clock, closing):
    last_minute, over = closing
    stop_clock(over - SECOND)
    content = client.get(site.offer.url).content.decode()
    assert "application/ld+json" in content
    assert f'href="{site.offer.url}postuler/"' in content
    assert "noindex, follow" not in content
    assert client.get(f"{site.offer.url}postuler/").status_code == 200
    stop_clock(over)
    response = client.get(site.offer.url)
    content = response.content.decode()
    assert response.status_code == 200
    assert TITLE in content
    assert "application/ld+json" not in content
    assert "postuler" not in content
    assert site.offer.apply_email not in content
    assert '<meta name="robots" content="noindex, follow">' in content
    assert f'datetime="{last_minute:%Y-%m-%d}"' in content
    assert sum(other.url in content for other in site.others) == 3
    assert client.get(f"{site.offer.url}postuler/").status_code == 410
    assert client.get(f"{site.offer.url}agenda/").status_code == 410


@pytest.mark.parametrize("closing", ["ordinary"], indirect=True)
def test_its_address_is_gone_after_a_while(client, site, stop_clock):
    archived = site.offer.closes_at.astimezone(datetime.UTC) + datetime.timedelta(days=180)
    stop_clock(archived - SECOND)
    assert client.get(site.offer.url).status_code == 200
    stop_clock(archived)
    response = client.get(site.offer.url)
    content = response.content.decode()
    assert response.status_code == 410
    assert '<meta name="robots" content="noindex, follow">' in content
    assert "application/ld+json" not in content
    assert sum(other.url in content for other in site.others) == 3
    assert client.get(f"{site.offer.url}postuler/").status_code == 410


@pytest.mark.parametrize("closing", ["ordinary"], indirect=True)
@pytest.mark.parametrize("kind", ["pourvue", "retrait"])
def test_what_ends_it_sooner_does_the_same(client, site, kind):
    assert all(shows(client, url, site.offer) for url in surfaces(site)[:10])
    fields = {"at": timezone.now(), "reason": "Un candidat est retenu.", "posts": 1}
    OfferEvent.objects.create(page=site.offer, kind=kind, **fields)
    fresh(site.offer).save()
    assert not [url for url in surfaces(site) if shows(client, url, site.offer)]
    assert client.get(f"{site.offer.url}postuler/").status_code == 410
