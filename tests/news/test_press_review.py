"""The press review: what the press writes about the agency, below the list of news."""

import datetime

from tests.support import factories
from tests.support.html import read

ADDRESS = "/actualites/revue-de-presse/"


def test_the_news_lead_to_the_press_review(client, site):
    factories.PressReviewItemFactory(title="Vu par la presse")
    assert read(client, "/actualites/").select(f'a[href="{ADDRESS}"]')
    assert "Vu par la presse" in read(client, ADDRESS).main.get_text()


def test_its_address_is_that_of_the_site_whatever_the_host(client, site):
    page = client.get(ADDRESS, headers={"host": "127.0.0.1"}).content.decode()
    address = f"http://localhost{ADDRESS}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'property="og:url" content="{address}"' in page


def test_the_newest_articles_come_first_twenty_to_a_page(client, site):
    first = datetime.date(2026, 1, 1)
    for days in range(21):
        date = first + datetime.timedelta(days=days)
        factories.PressReviewItemFactory(title=f"Article {days:02}", date=date)
    text = read(client, ADDRESS).main.get_text()
    assert text.index("Article 20") < text.index("Article 19") < text.index("Article 01")
    assert "Article 00" not in text
    assert "Article 00" in read(client, f"{ADDRESS}?page=2").main.get_text()
