"""Nothing tells of a communiqué under embargo before its minute; everything does right after."""

import copy
import datetime
import re

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from wagtail.models import Revision

import pytest

from news.models import NEWS
from portal.core.datetimes import PARIS
from portal.models import Document, PublicationPage, Word
from press.models import PressReleasePage, Reference
from recruitment.models import RECRUITMENT
from tests.support import factories, uploads
from tests.support.clocks import last_sunday
from tests.support.embargoes import (
    embargoed,
    end_of,
    given,
    journalist,
    press_office,
    tick,
    whole_minute,
)
from tests.support.people import validator, writer
from tests.support.secret_site import reads

CANARY = "zebrulon"  # in its title, its address, its theme, its files
WORD = "supersonique"  # in its text
SECOND = datetime.timedelta(seconds=1)
MADE_AT = re.compile("<updated>.*?</updated>")
CACHE_HEADERS = ["cache-control", "etag", "expires", "last-modified", "age", "vary"]


def in_two_days() -> datetime.datetime:
    return whole_minute(days=2)


def when_clocks_change() -> datetime.datetime:
    """Three o'clock on the Sunday that has no half past two."""
    return datetime.datetime.combine(last_sunday(3), datetime.time(3), PARIS)


@pytest.fixture(scope="module", params=[in_two_days, when_clocks_change])
def waiting(request, common_site, django_db_blocker):
    """A communiqué under embargo, and what visitors are told a second before its minute."""
    with django_db_blocker.unblock(), transaction.atomic():
        page = make_canary(common_site, request.param())
        tick(end_of(page) - SECOND)
        cache.clear()  # of what another test was told
        yield page, answers(Client(), page)
        transaction.set_rollback(True)  # for the next one


@pytest.fixture
def canary(waiting, db) -> PressReleasePage:
    return copy.deepcopy(waiting[0])


@pytest.fixture
def before(waiting) -> dict[str, HttpResponse]:
    return waiting[1]


def make_canary(site, end: datetime.datetime) -> PressReleasePage:
    """Tied in every way to texts that are public."""
    office = press_office()
    shared, secret = factories.ThemeFactory(name="Partagé"), factories.ThemeFactory(name=CANARY)
    image = factories.ImageFactory(
        title=CANARY, alt=CANARY, file=factories.picture_file(f"{CANARY}.png")
    )
    document = Document.objects.create(
        title=CANARY, file=ContentFile(uploads.pdf(), f"{CANARY}.pdf")
    )
    page = embargoed(
        site,
        office,
        end=end,
        title=f"Le {CANARY}",
        slug=CANARY,
        summary=f"Un {CANARY} {WORD}.",
        issuer=f"Ministère du {CANARY}",
        illustration=image,
        themes=[shared, secret],
        body=[
            {"type": "paragraph", "value": f"<p>Un texte {WORD}.</p>"},
            {"type": "download", "value": {"document": document.pk}},
        ],
    )
    page.office, page.image, page.document = office, image, document
    page.neighbours = [neighbour(parent, page, shared) for parent in (site.news, site.press)]
    page.lists = [site.news.url, site.press.url, site.jobs.url, "/recherche/"]
    return page


def neighbour(parent, page, theme) -> PublicationPage:
    """A public text that leads to it wherever an editor may lead."""
    factory = {
        "actualites": factories.NewsArticlePageFactory,
        "presse": factories.PressReleasePageFactory,
    }[parent.slug]
    link = f'<p><a linktype="page" id="{page.pk}">lire la suite</a></p>'
    body = [
        {"type": "paragraph", "value": link},
        {"type": "see_also", "value": {"page": page.pk}},
        {"type": "buttons", "value": {"buttons": [{"page": page.pk, "style": "primary"}]}},
        {"type": "cards", "value": {"title": "Cartes", "cards": [{"page": page.pk}]}},
        {
            "type": "callout",
            "value": {"title": "À noter", "text": link, "link": {"page": page.pk}},
        },
        {
            "type": "tiles",
            "value": {"tiles": [{"title": "Une", "text": "a", "link": {"page": page.pk}}] * 2},
        },
    ]
    beside = factory(parent=parent, title="Voisin", themes=[theme], body=body, date=page.date)
    beside.related_links.create(target=page.publicationpage_ptr)
    return beside


def surfaces(page) -> list[str]:
    """All that a visitor may ask for; words that are typed come back, and only these."""
    return [
        "/",
        "/flux/",
        "/plan-du-site/",
        "/sitemap.xml",
        "/robots.txt",
        "/une-adresse-inconnue/",
        "/presse/contacts/",
        "/presse/phototheque/",
        *(each.url for each in page.neighbours),
        *page.lists,
        *(f"{url}?theme=partage" for url in page.lists),
        *(f"{url}?annee={page.date.year}&mois={page.date.month}" for url in page.lists),
        *(f"{url}flux/atom/" for url in page.lists),
        *(f"{url}?q={WORD}" for url in page.lists),
        *(f"{url}flux/atom/?q={WORD}" for url in page.lists),
        f"/recherche/suggestions.json?q={CANARY[:4]}",
        f"/recherche/suggestions.json?q={WORD[:5]}",
        f"/recherche/?q={WORD[:-1]}a",
    ]


def own_addresses(page) -> list[str]:
    return [page.url, f"{page.url}texte/", f"{page.url}flux/atom/", f"{page.url}imprimer/"]


def files(page) -> list[str]:
    renditions = [page.image.get_rendition("width-400"), page.image.get_rendition("original")]
    return [each.url for each in (page.image.file, page.document, *renditions)]


def answers(client, page) -> dict[str, HttpResponse]:
    return {url: client.get(url) for url in [*surfaces(page), *own_addresses(page)]}


def tell(client, page) -> dict[str, str]:
    """What each surface says."""
    return {url: says(client.get(url)) for url in surfaces(page)}


def says(response) -> str:
    return response.content.decode().lower()


def count(client, url: str, **asked) -> int:
    return client.get(url, asked).context["paginator"].count


def themes(client, url: str) -> dict[str, int]:
    groups = {group["name"]: group for group in client.get(url).context["facets"]}
    choices = groups["theme"]["choices"] if "theme" in groups else []
    return {choice["value"]: choice["count"] for choice in choices}


def test_nothing_tells_of_it_until_its_minute(client, canary, before):
    for url, response in before.items():
        assert CANARY not in says(response), url
    for url in own_addresses(canary):
        assert before[url].status_code == 404, url
        assert client.get(url.rstrip("/")).get("Location", "") in ("", url)
    for url in files(canary):
        assert client.get(url).status_code == 404, url
    for url in ("/presse/", "/recherche/"):
        assert count(client, url) == (1 if url == "/presse/" else 2)
        for asked in ({"q": WORD}, {"q": CANARY}, {"theme": CANARY}, {"emetteur": "ministere"}):
            assert count(client, url, **asked) == 0 or "emetteur" in asked
        assert themes(client, url) == {"partage": 1 if url == "/presse/" else 2}
    named = client.get("/presse/", {"emetteur": f"ministere-du-{CANARY}"}).content.decode()
    assert "Ministère du" not in named
    assert client.get("/recherche/", {"q": f"{CANARY[:-1]}m"}).context["correction"] != CANARY
    for beside in canary.neighbours:
        context = client.get(beside.url).context
        assert canary.pk not in {other.pk for other in context["related"]}
        assert context["previous"] is None
        assert context["next"] is None
    assert not Reference.objects.exists()
    assert not Word.objects.filter(word=CANARY).exists()


def test_all_tells_of_it_right_after(client, canary):
    end = end_of(canary)
    tell(client, canary)  # whatever is kept of that moment must not outlive it
    tick(end + SECOND)
    response = client.get(canary.url)
    assert response.status_code == 200
    assert f"Le {CANARY}" in response.content.decode()
    pages = tell(client, canary)
    silent = {url for url, text in pages.items() if CANARY not in text}
    elsewhere = [canary.lists[0], canary.lists[2]]  # the lists of other sections
    assert (
        silent
        <= {
            *("/flux/", "/plan-du-site/", "/robots.txt", "/une-adresse-inconnue/"),
            *("/presse/contacts/", "/presse/phototheque/"),
            *(url for url in pages if url.startswith(tuple(elsewhere)) and "voisin" not in url),
            f"/recherche/suggestions.json?q={WORD[:5]}",  # in no title
            f"/recherche/?q={WORD[:-1]}a",
        }
        - {beside.url for beside in canary.neighbours}
    )
    assert count(client, "/presse/") == 2
    assert count(client, "/recherche/", q=WORD) == 1
    assert themes(client, "/presse/") == {"partage": 2, CANARY: 1}
    assert client.get("/recherche/", {"q": f"{CANARY[:-1]}m"}).context["correction"] == CANARY
    for beside in canary.neighbours:
        context = client.get(beside.url).context
        assert canary.pk in {other.pk for other in context["related"]}
    press = client.get(canary.neighbours[1].url).context
    assert canary.pk in {page.pk for page in (press["previous"], press["next"]) if page}
    assert str(Reference.objects.get(page=canary.pk)).endswith("-001")


def public_part(response) -> tuple:
    """What it says of its age, and what it says; a feed that holds nothing was made just now."""
    html = response.content.decode()
    headers = {name: response.get(name) for name in CACHE_HEADERS}
    if "<feed" in html and "<entry>" not in html:
        del headers["etag"], headers["last-modified"]
        html = MADE_AT.sub("", html)
    return headers, html


def test_no_header_counts_down(client, canary, before):
    """As the end comes nearer, the same answers: no age that shrinks, no date, no new tag."""
    soon = whole_minute(minutes=2)
    revision = Revision.objects.get(pk=canary.scheduled_revision.pk)
    revision.content |= {"embargo_until": soon.isoformat(), "go_live_at": soon.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(
        content=revision.content, approved_go_live_at=soon
    )
    PressReleasePage.objects.filter(pk=canary.pk).update(embargo_until=soon, go_live_at=soon)
    after = answers(client, canary)
    assert [url for url in before if public_part(before[url]) != public_part(after[url])] == []


def test_colleagues_of_other_sections_learn_nothing(canary, common_site):
    given(canary, journalist(f"{CANARY} Roux"))
    screens = [
        "",
        "calendrier/",
        "pages/",
        f"pages/{canary.get_parent().pk}/",
        f"pages/{canary.pk}/edit/",
        f"pages/{canary.pk}/view_draft/",
        f"pages/{canary.pk}/history/",
        f"pages/search/?q={WORD}",
        f"embargo/{canary.pk}/",
        "choose-page/",
        f"choose-page/{canary.get_parent().pk}/",
        f"choose-page/search/?q={WORD}",
        "api/main/pages/",
        "api/main/images/",
        "reports/site-history/",
        "reports/workflow/",
        "reports/workflow_tasks/",
        "snippets/press/journalist/",
        "snippets/",
        "images/",
        "documents/",
    ]
    rachel, nina = writer("rachel", RECRUITMENT), validator("nina", NEWS)
    for user, own in ((rachel, common_site.jobs), (nina, common_site.news)):
        for path in [*screens, f"pages/{own.pk}/"]:
            assert CANARY not in reads(user, path), (user, path)
