"""The search leads to the section of a page that answers, by the heading above it."""

from bs4 import BeautifulSoup

from portal.site_search.indexing import read_site
from tests.support import factories
from tests.support.reading import heading, links, paragraph


def test_a_section_whose_heading_was_typed_comes_before_publications(client, site, legal):
    factories.NewsArticlePageFactory(
        parent=site.news, title="Réutilisation", summary="La réutilisation de la réutilisation."
    )
    factories.NewsArticlePageFactory(parent=site.news, title="Un éditeur et l’éditeur")
    read_site()
    assert links(client, q="éditeur")[0] == f"{legal.url}#editeur"
    named = factories.StandardPageFactory(parent=site.home, title="Les éditeurs")
    read_site()
    assert links(client, q="éditeur")[:2] == [named.url, f"{legal.url}#editeur"]
    assert f"{legal.url}#reutilisation" in links(client, q="Réutilisation")[:2]


def test_a_result_leads_to_the_section_that_answers(client, legal):
    read_site()
    assert links(client, q="reprendre les textes") == [f"{legal.url}#reutilisation"]
    content = client.get("/recherche/?q=reprendre+les+textes").content.decode()
    title = BeautifulSoup(content, "html.parser").select_one(".fr-card__title").text.split()
    assert " ".join(title) == "Mentions légales › Réutilisation"
    assert "<mark>reprendre</mark>" in content.replace("\n", "").replace("                >", ">")


def test_a_page_whose_title_was_typed_is_led_to_from_its_beginning(client, site):
    body = [heading("Les drones volent"), paragraph("Ils sont petits.")]
    page = factories.StandardPageFactory(parent=site.home, title="Les drones", body=body)
    read_site()
    assert links(client, q="drones") == [page.url]
    assert links(client, q="drones volent") == [f"{page.url}#les-drones-volent"]
    assert links(client, q="drones pliables") == [f"{page.url}#les-drones-volent"]


def test_a_publication_says_in_which_section(client, site):
    body = [paragraph("Un début."), heading("Où sert-il ?"), paragraph("Sur un porte-avions.")]
    page = factories.NewsArticlePageFactory(parent=site.news, title="Un drone", body=body)
    read_site()
    content = client.get("/recherche/?q=porte-avions").content
    link = BeautifulSoup(content, "html.parser").select_one(".app-section-link")
    assert (link["href"], " ".join(link.text.split())) == (f"{page.url}#ou-sert-il", "Où sert-il ?")


def test_a_question_of_an_accordion_is_led_to(client, site):
    items = [
        {"title": "Qui répond ?", "text": "<p>Une équipe.</p>"},
        {"title": "Faut-il être français ?", "text": "<p>Pour une habilitation, oui.</p>"},
    ]
    accordion = {"type": "accordion", "value": {"title": "", "items": items}}
    page = factories.StandardPageFactory(parent=site.home, title="Questions", body=[accordion])
    read_site()
    assert links(client, q="habilitation") == [f"{page.url}#faut-il-etre-francais"]
    assert 'id="faut-il-etre-francais"' in client.get(page.url).content.decode()


def test_a_heading_with_nothing_but_headings_below_is_led_to(client, site):
    body = [
        heading("S’abonner"),
        {**heading("Choisissez"), "value": {"text": "Choisissez", "level": "h3"}},
    ]
    page = factories.StandardPageFactory(
        parent=site.home, title="Une page", body=[*body, paragraph("Une liste.")]
    )
    read_site()
    assert f"{page.url}#s-abonner" in links(client, q="abonner")
