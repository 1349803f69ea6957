"""Values that machines share by a server; and that it is missed by nobody when it is away."""

import logging
import time

from django.core.cache import cache, caches

import pytest
import redis

from portal.core import shared_cache as module
from portal.core.shared_cache import ALIAS, SharedCache, SignedSerializer
from portal.core.themes import Theme
from portal.development.outage.cache_server import running_cache_server
from portal.listing.cache import get_content_version, get_or_compute
from portal.settings.caches import shared_cache_at
from portal.site import frame
from tests.support.cache_servers import needs_cache_server, silent_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """The server, if there is one, listens here; this process has not met it yet."""
    address = f"unix://{tmp_path}/cache.sock"
    settings.CACHES = {**settings.CACHES, ALIAS: shared_cache_at(address, "code 1")}
    monkeypatch.setattr(module.shared_cache, "away_until", 0.0)
    monkeypatch.setattr(module.shared_cache, "quiet_until", 0.0)
    return tmp_path


@pytest.fixture
def server(folder):
    with running_cache_server(folder) as server:
        yield server


def another_machine() -> None:
    """What follows is asked by a process that has computed nothing."""
    cache.clear()
    frame.read_frame.cache_clear()


def count_calls(value):
    calls = []
    return calls, lambda: (calls.append(1), value)[1]


@needs_cache_server
@pytest.mark.parametrize("value", [{"total": 3, "facets": [("a", 1)]}, None, [], "x" * 100_000])
def test_what_a_machine_computed_another_one_reads(server, value):
    calls, compute = count_calls(value)
    for _ in range(3):
        another_machine()
        assert get_or_compute("list", compute) == value
    assert len(calls) == 1


@needs_cache_server
def test_a_change_of_the_content_ends_it(server):
    calls, compute = count_calls(1)
    get_or_compute("list", compute)
    Theme.objects.create(name="Calcul", slug="calcul")
    another_machine()
    get_or_compute("list", compute)
    assert len(calls) == 2


@needs_cache_server
@pytest.mark.parametrize("other", ["code", "database", "key"])
def test_nothing_is_shared_with_other_code_another_database_or_another_portal(
    server, settings, folder, monkeypatch, other
):
    calls, compute = count_calls(1)
    get_or_compute("list", compute)
    another_machine()
    if other == "code":
        address = f"unix://{folder}/cache.sock"
        settings.CACHES = {**settings.CACHES, ALIAS: shared_cache_at(address, "code 2")}
    elif other == "database":
        monkeypatch.setattr(module, "identify_database", lambda: "another one")
    else:
        settings.SECRET_KEY = "another one"
    get_or_compute("list", compute)
    assert len(calls) == 2


@needs_cache_server
@pytest.mark.parametrize("forged", [b"", b"x" * 40, b"\0" * 32 + b"cos\nsystem\n(S'true'\ntR."])
def test_what_the_portal_has_not_signed_is_not_even_read(server, folder, caplog, forged):
    get_or_compute("list", lambda: "ours")
    client = redis.Redis(unix_socket_path=str(folder / "cache.sock"))
    [key] = client.keys()
    client.set(key, forged)
    another_machine()
    assert get_or_compute("list", lambda: "ours again") == "ours again"
    assert "not signed" in caplog.text


@needs_cache_server
def test_a_signed_value_is_none_under_another_name(server, folder):
    get_or_compute("list", lambda: "of the list")
    client = redis.Redis(unix_socket_path=str(folder / "cache.sock"))
    [key] = client.keys()
    moved = client.get(key)
    get_or_compute("other", lambda: "of the other")
    [other] = {*client.keys()} - {key}
    client.set(other, moved)
    another_machine()
    assert get_or_compute("other", lambda: "of the other") == "of the other"


@needs_cache_server
def test_the_parts_around_a_page_are_rendered_once(server, client, laid, monkeypatch):
    first = client.get("/").content
    another_machine()
    monkeypatch.setattr("portal.templatetags.frame.render_to_string", lambda *_: pytest.fail())
    assert client.get("/").content == first


@needs_cache_server
def test_names_and_addresses_tell_the_server_nothing(server, folder):
    get_or_compute("suggestions habilitation secret", list)
    client = redis.Redis(unix_socket_path=str(folder / "cache.sock"))
    [key] = client.keys()
    assert b"habilitation" not in key + client.get(key)


def test_without_a_server_nothing_is_shared_and_nothing_said(settings, caplog):
    assert ALIAS not in settings.CACHES
    assert SharedCache().get_or_compute("list", lambda: 1) == 1
    assert not caplog.records


def test_a_server_that_is_away_costs_nothing_but_one_line(folder, client, laid, caplog):
    caplog.set_level(logging.WARNING)
    for _ in range(3):
        another_machine()
        assert client.get("/").status_code == 200
        assert client.get("/actualites/").status_code == 200
        module.shared_cache.away_until = 0.0  # the pause is over
    lines = [each for each in caplog.records if each.name == module.__name__]
    assert len(lines) == 1
    module.shared_cache.quiet_until = 0.0  # a minute later
    another_machine()
    client.get("/")
    assert len([each for each in caplog.records if each.name == module.__name__]) == 2


def test_a_server_that_hangs_is_left_alone_for_a_while(folder):
    with silent_server(folder):
        began = time.monotonic()
        for number in range(50):
            assert get_or_compute(f"list {number}", lambda: "computed") == "computed"
        assert time.monotonic() - began < 2


@needs_cache_server
def test_a_server_that_comes_back_is_asked_again(folder, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 0.1)
    version = get_content_version()
    get_or_compute("list", lambda: "computed", version)
    calls, compute = count_calls("shared")
    with running_cache_server(folder):
        time.sleep(0.2)
        for _ in range(2):
            another_machine()
            assert get_or_compute("list", compute, version) == "shared"
    assert len(calls) == 1


@needs_cache_server
def test_a_server_that_goes_away_between_two_requests(folder):
    with running_cache_server(folder):
        get_or_compute("list", lambda: "shared")
    another_machine()
    assert get_or_compute("list", lambda: "computed") == "computed"
    caches[ALIAS].close()


def test_the_serializer_gives_values_back():
    serializer = SignedSerializer()
    assert serializer.loads(serializer.dumps(("name", {"a": [1]}))) == ("name", {"a": [1]})
