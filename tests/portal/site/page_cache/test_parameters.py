"""What pages read of a query is what the key holds of it."""

from django.http import QueryDict
from django.test import Client

from portal.site.page_cache.addresses import WORDS, Key, clean_query, parameters
from tests.support.rich_site import PATHS, make_rich_site


def test_pages_read_no_parameter_that_the_key_lacks(db, monkeypatch):
    read = set()
    for name in ("get", "getlist", "__getitem__", "__contains__"):
        own = getattr(QueryDict, name)

        def note(self, key, *others, own=own):
            if self.get_name == "GET":
                read.add(key)
            return own(self, key, *others)

        monkeypatch.setattr(QueryDict, name, note)
    monkeypatch.setattr(QueryDict, "get_name", "", raising=False)
    begin = QueryDict.__init__

    def begin_query(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        if not kwargs.get("mutable"):
            self.get_name = "GET"

    monkeypatch.setattr(QueryDict, "__init__", begin_query)
    make_rich_site()
    for path in PATHS:
        if "sous-embargo" not in path:
            Client().get(path, {"page": "1"} if "?" not in path else {})
    assert {"q", "page", "theme", "contrat", "offre"} <= read
    assert read - parameters() == {WORDS}


def clean(query: str):
    return clean_query(Key("", "/", query))


def test_a_query_is_cleaned():
    assert clean("theme=b&theme=a&page=2&x=1") == (Key("", "/", "page=2&theme=b&theme=a"), True)
    assert clean("theme=%C3%A9") == (Key("", "/", "theme=%C3%A9"), False)
    assert clean("q=+&annee=") == (Key("", "/", ""), True)
    assert clean("q=drone") is None
    assert clean("%71=drone") is None
    assert clean("&".join(["theme=a"] * 200)) is None
    assert clean("theme=" + "a" * 2_000) is None
