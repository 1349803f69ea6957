"""Suggestions while typing: what they find, what they never show, and what they cost."""

import datetime

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction, Site

import pytest

from portal.models import PublicationPage
from portal.search.prefixes import prefix_query
from portal.site_search.suggestions import CONFIG, get_candidate_keys
from press.models import PressReleasePage
from tests.support import factories

URL = "/recherche/suggestions.json"


@pytest.fixture
def suggest(client, site):
    """The labels suggested for what is typed."""

    def ask(text: str) -> list[str]:
        response = client.get(URL, {"q": text})
        assert response.status_code == 200
        return [item["label"] for item in response.json()]

    return ask


def article(site, title: str, **fields):
    return factories.NewsArticlePageFactory(parent=site.news, title=title, **fields)


@pytest.mark.parametrize(
    "text",
    [
        "super mont",
        "MONT SUPER",
        "valérien",
        "valerien",
        "Mont-Val",
        "Supercalculateur au",
        "supercalculateur a",
        "vale\N{COMBINING ACUTE ACCENT}rien",
    ],
)
def test_any_word_may_be_completed(site, suggest, text):
    article(site, "Supercalculateur au Mont-Valérien")
    article(site, "Une autre actualité")
    assert suggest(text) == ["Supercalculateur au Mont-Valérien"]


@pytest.mark.parametrize("text", ["securite", "sécurité", "SÉCU", "sécu"])
def test_accents_count_neither_way(site, suggest, text):
    article(site, "Securite des reseaux", date=datetime.date(2026, 1, 1))
    article(site, "Sécurité des modèles", date=datetime.date(2026, 1, 2))
    assert suggest(text) == ["Sécurité des modèles", "Securite des reseaux"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("L’agence recrute", "l'agence"),
        ("IA/calcul embarqué", "calc"),
        ("Un essai du 2ème_lot", "2eme"),
        ("Le cœur du modèle", "coeur"),
        ("Données sur data.gouv.fr", "gouv"),
        ("R&D militaire", "r&d mil"),
        ("«\u00a0Calcul\u00a0» souverain", "calc"),
        ("Le F-16 en vol", "f16 vol"),
        ("Le F16 en vol", "f-16 en"),
        ("Un porte-avions", "porte‑avi"),
        ("Le projet Z.I.K.", "z.i.k."),
        ("Ingénieur(e)s en calcul", "ingénieur·e cal"),
        ("21\u202f500 heures de calcul", "21 500 heu"),
    ],
)
def test_punctuation_separates_words(site, suggest, title, text):
    article(site, title)
    assert suggest(text) == [title]


def test_the_middle_of_a_word_is_not_its_start(site, suggest):
    article(site, "Cybersécurité")
    assert suggest("securite") == []
    assert suggest("cybersecu") == ["Cybersécurité"]


def test_all_types_with_their_addresses(client, site):
    article(site, "Calcul un", slug="un", date=datetime.date(2026, 1, 3))
    factories.PressReleasePageFactory(
        parent=site.press,
        title="Calcul deux",
        slug="deux",
        date=datetime.date(2026, 1, 2),
        kind=PressReleasePage.Kind.STATEMENT,
    )
    factories.JobOfferPageFactory(
        parent=site.jobs, title="Calcul trois", slug="trois", date=datetime.date(2026, 1, 1)
    )
    factories.StandardPageFactory(parent=site.home, title="Calcul quatre")
    assert client.get(URL, {"q": "calc"}).json() == [
        {"label": "Calcul un", "url": "/actualites/un/", "kind": "Actualité"},
        {"label": "Calcul deux", "url": "/presse/deux/", "kind": "Déclaration"},
        {"label": "Calcul trois", "url": "/recrutement/trois/", "kind": "Offre d’emploi"},
    ]


def test_themes_come_first_and_lead_to_the_search(client, site):
    theme = factories.ThemeFactory(name="Éthique & droit", slug="éthique")
    article(site, "Ethique du calcul", themes=[theme], slug="un")
    assert client.get(URL, {"q": "ethi"}).json() == [
        {
            "label": "Éthique & droit",
            "url": "/recherche/?theme=%C3%A9thique",
            "kind": "Thème",
        },
        {"label": "Ethique du calcul", "url": "/actualites/un/", "kind": "Actualité"},
    ]
    assert client.get("/recherche/?theme=%C3%A9thique").context["paginator"].count == 1


def test_titles_that_begin_so_come_before_newer_ones(site, suggest):
    article(site, "Vers un Été de calcul", date=datetime.date(2026, 5, 1))
    article(site, "Été des modèles", date=datetime.date(2020, 1, 1))
    article(site, "Ete au calcul", date=datetime.date(2021, 1, 1))
    assert suggest("ete") == ["Ete au calcul", "Été des modèles", "Vers un Été de calcul"]


def test_eight_at_most_of_which_three_themes(client, site):
    themes = [factories.ThemeFactory(name=f"Calcul {number}") for number in range(5)]
    for number in range(9):
        article(site, f"Calcul {number}", themes=themes)
    kinds = [item["kind"] for item in client.get(URL, {"q": "calcul"}).json()]
    assert kinds == ["Thème"] * 3 + ["Actualité"] * 5


@pytest.mark.parametrize("way", ["draft", "scheduled", "private", "below", "ended"])
def test_what_is_not_listed_is_never_suggested(site, suggest, way):
    theme = factories.ThemeFactory(name="Secret des modèles")
    page = factories.JobOfferPageFactory(parent=site.jobs, title="Secret de poste", themes=[theme])
    assert suggest("secret") == ["Secret des modèles", "Secret de poste"]
    if way in ("draft", "scheduled"):
        page.unpublish()
    if way == "scheduled":
        page.go_live_at = timezone.now() + datetime.timedelta(days=1)
        page.save_revision().publish()
    if way in ("private", "below"):
        restricted = page if way == "private" else site.jobs
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    if way == "ended":
        PublicationPage.objects.filter(pk=page.pk).update(listed_until=timezone.now())
    assert suggest("secret") == []


def test_a_new_title_that_is_still_a_draft_is_not_suggested(site, suggest):
    page = article(site, "Calcul public")
    page.title = "Zébrulon"
    page.save_revision()
    assert suggest("zebru") == []
    page.save_revision().publish()
    assert suggest("zebru") == ["Zébrulon"]
    assert suggest("calcul") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ca",
        "  ca  ",
        "\x00",
        "\x00\x00\x00ca",
        "calcul" * 2000,
        "'''",
        "''' | calcul",
        "&|!:*()\\",
        "!calcul",
        "calcul:*|a",
        "a b",
        "%%%",
        "___",
        "🙂🙂🙂",
        "\u202e\u05d0\u05d1\u05d2",
        "\ud7ff\uffff\U0010ffff",
        "c'a'l",
        "<b>",
        "²²²",
    ],
)
def test_anything_typed_gets_an_answer(client, site, text):
    article(site, "Modèle")
    response = client.get(URL, {"q": text})
    assert response.status_code == 200
    assert response.json() == []


@pytest.mark.parametrize("address", [URL, f"{URL}?q=%FF%FE%00abc", f"{URL}?q=abc&q=xyz&theme=ia"])
def test_odd_addresses_get_an_empty_list(client, site, address):
    assert client.get(address).json() == []


def test_words_typed_are_never_operators(site, suggest):
    article(site, "Calcul")
    article(site, "Vision")
    assert suggest("calcul | vision") == []
    assert suggest("!vision") == ["Vision"]
    assert suggest("calcul:*") == ["Calcul"]
    assert suggest("\x00cal\x00c") == ["Calcul"]


def test_only_get(client, site):
    assert client.post(URL, {"q": "calcul"}).status_code == 405


def test_nothing_is_kept_nor_indexed(client, site, settings):
    settings.SITE_OFFICIAL = True
    response = client.get(URL, {"q": "calcul"})
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def count_queries(client) -> int:
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        assert len(client.get(URL, {"q": "calcul"}).json()) > 1
    return len(captured)


def test_the_number_of_queries_does_not_grow(client, site):
    theme = factories.ThemeFactory(name="Calcul")
    article(site, "Calcul", themes=[theme])
    factories.PressReleasePageFactory(parent=site.press, title="Calculs")
    count_queries(client)  # content types are known from here on
    few = count_queries(client)
    for number in range(10):
        theme = factories.ThemeFactory(name=f"Calcul {number}")
        article(site, f"Calcul {number}", themes=[theme])
        factories.PressReleasePageFactory(parent=site.press, title=f"Calculs {number}")
    assert count_queries(client) == few == 6


def test_asked_again_only_what_changed_is_looked_up(client, site):
    article(site, "Calcul")
    assert [item["label"] for item in client.get(URL, {"q": "calcul"}).json()] == ["Calcul"]
    with CaptureQueriesContext(connection) as captured:
        client.get(URL, {"q": "calcul"})
    assert len(captured) == 1
    article(site, "Calculs")
    assert len(client.get(URL, {"q": "calcul"}).json()) == 2


def test_recent_pages_are_enough_when_there_are_many(site, monkeypatch):
    old = article(site, "Calcul")
    new = [article(site, f"Calcul {number}") for number in range(3)]
    monkeypatch.setattr("portal.site_search.suggestions.RECENT", 3)
    assert get_candidate_keys(prefix_query("calcul", config=CONFIG)) == [
        page.pk for page in (*new[::-1], old)
    ]
    monkeypatch.setattr("portal.site_search.suggestions.CANDIDATES", 2)
    with CaptureQueriesContext(connection) as captured:
        assert get_candidate_keys(prefix_query("calcul", config=CONFIG)) == [new[2].pk, new[1].pk]
    assert len(captured) == 1


def test_the_index_of_its_own_is_used(site):
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as captured:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("DROP INDEX portal_live_page")  # which is as good for so few pages
        get_candidate_keys(prefix_query("calcul", config=CONFIG))
        cursor.execute("EXPLAIN " + captured[-1]["sql"])
        assert "portal_suggestion" in "".join(row[0] for row in cursor.fetchall())
