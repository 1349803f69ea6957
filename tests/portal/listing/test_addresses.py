"""Lists: paging, and whatever else the address asks for."""

import re

import pytest

from tests.support import factories
from tests.support.listing import FACTORIES, titles


@pytest.fixture(scope="module")
def one_in_each(common_site):
    for kind, factory in FACTORIES.items():
        factory(parent=getattr(common_site, kind))
    return common_site


@pytest.fixture
def one_each(one_in_each, db):
    return one_in_each


@pytest.fixture(scope="module")
def thirteen_in_each(common_site):
    """A page more than a list shows at once."""
    themes = [factories.ThemeFactory(name=name) for name in ("IA", "Calcul")]
    for kind, factory in FACTORIES.items():
        for _ in range(13):
            factory(parent=getattr(common_site, kind), title="Un drone", themes=themes)
    return common_site


@pytest.fixture
def thirteen_each(thirteen_in_each, db):
    return thirteen_in_each


@pytest.mark.parametrize("kind", sorted(FACTORIES))
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?theme=inconnu", 200),
        ("?theme=%00", 200),
        ("?annee=abc&annee=99999", 200),
        ("?annee=2024%00", 200),
        ("?page=", 200),
        ("?page=abc", 404),
        ("?page=999999", 404),
        ("?page=-1", 404),
        ("?page=1&page=1", 200),
        ("?q=", 200),
        ("?q=%00", 200),
        ("?q=dr%00one", 200),
        ("?q=" + "x" * 10_000, 200),
        ("?q=a&q=b", 200),
        ("?q=%27%22%3Cscript%3E%5C%25_%26%7C!()%3A*", 200),
        ("?q=%F0%9F%92%A3%ED%A0%80", 200),
        ("?q=le+la+les", 200),
        ("?tri=n'importe", 200),
        ("?theme=" + "&theme=".join(str(n) for n in range(500)), 200),
        ("?inconnu=1&self=2&page_obj=3", 200),
    ],
)
def test_bad_parameters_never_break(client, one_each, kind, query, status):
    address = getattr(one_each, kind).url
    assert client.get(address + query).status_code == status


@pytest.mark.parametrize("kind", sorted(FACTORIES))
def test_pages_keep_the_filters(client, thirteen_each, kind):
    index = getattr(thirteen_each, kind)
    response = client.get(index.url, {"theme": "ia"})
    assert len(titles(response)) == 12
    links = re.findall(r'href="(\?[^"]*page=2[^"]*)"', response.content.decode())
    assert links and all("theme=ia" in link for link in links)
    assert len(titles(client.get(index.url + links[0].replace("&amp;", "&")))) == 1


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/actualites/", "/actualites/"),
        ("/actualites/?page=2", "/actualites/?page=2"),
        ("/actualites/?tri=ancien", "/actualites/"),
        ("/actualites/?theme=calcul", "/actualites/"),
        ("/recherche/?q=drone", "/recherche/"),
    ],
)
def test_what_search_engines_are_told(client, thirteen_each, address, canonical):
    content = client.get(address).content.decode()
    assert f'rel="canonical" href="http://localhost{canonical}"' in content.replace(
        "localhost:8000", "localhost"
    )
    is_filtered = "theme" in address or "q=" in address
    assert ('content="noindex, follow"' in content) == is_filtered
