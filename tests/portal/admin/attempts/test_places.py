"""Who entered an account is not locked out of it by what others do elsewhere."""

from django.core import signing
from django.utils import timezone

from portal.admin.attempts.places import SALT
from portal.models import AttemptCounter, KnownPlace
from tests.support.attempts import (
    AWAY,
    FAR,
    HOME,
    addresses,
    browser,
    enters,
    guess,
    later,
    log_in,
)
from tests.support.second_factors import (
    LOGIN,
    SECOND_STEP,
    add_application,
    code_of,
    is_in,
)


def attack(name: str) -> None:
    """Lock the account out for all addresses that are not known."""
    for address in addresses(20):
        guess(name, address=address)


def test_a_known_browser_keeps_its_own_counter(camille):
    client = browser(HOME)
    log_in(camille, client)
    client.post("/gestion/logout/")
    attack("camille")
    guess("camille", 5, address=FAR)
    client.defaults["REMOTE_ADDR"] = FAR  # the person is on the way, even where others guess
    assert log_in(camille, client).status_code == 302
    assert is_in(client)


def test_a_known_address_keeps_its_own_counter(camille):
    assert enters(camille, HOME)
    attack("camille")
    assert not enters(camille, FAR)
    assert enters(camille, HOME)
    for number in range(20):
        guess(f"personne{number}", address=HOME)
    assert enters(camille, HOME)


def test_a_known_place_is_slowed_too(camille):
    client = browser(HOME)
    log_in(camille, client)
    assert guess("camille", 6, client=client).status_code == 429
    assert log_in(camille, client).status_code == 429
    assert enters(camille, HOME)  # in another browser, at the same address
    assert guess("camille", 6, address=HOME).status_code == 429


def test_the_cookie_is_of_one_account(camille, paul):
    client = browser(HOME)
    log_in(paul, client)
    attack("camille")
    client.defaults["REMOTE_ADDR"] = FAR
    assert log_in(camille, client).status_code == 429


def test_two_people_share_a_browser(camille, paul):
    client = browser(HOME)
    for person in (paul, camille):
        log_in(person, client)
        client.post("/gestion/logout/")
    attack("camille")
    attack("paul")
    client.defaults["REMOTE_ADDR"] = FAR
    assert log_in(camille, client).status_code == 302
    client.post("/gestion/logout/")
    assert log_in(paul, client).status_code == 302


def test_a_forged_cookie_is_nothing(camille):
    attack("camille")
    for value in (
        "x",
        signing.dumps({"device": "a", "accounts": [camille.pk]}),
        signing.dumps({"device": "a", "accounts": [camille.pk]}, key="autre", salt=SALT),
    ):
        client = browser(FAR)
        client.cookies["device"] = value
        assert log_in(camille, client).status_code == 429


def test_the_cookie_is_safe_and_names_nobody(camille, settings):
    client = browser(HOME)
    log_in(camille, client)
    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert signing.loads(cookie.value, salt=SALT)["accounts"] == [camille.pk]
    settings.SESSION_COOKIE_SECURE = True
    other = browser(HOME)
    log_in(camille, other)
    assert other.cookies["__Host-device"]["secure"]


def test_visitors_and_who_fails_get_no_cookie(camille, client):
    client.get("/presse/")
    guess("camille", client=client)
    assert "device" not in client.cookies


def test_the_password_alone_makes_nothing_known(camille):
    secret = add_application(camille)
    client = browser(HOME)
    assert log_in(camille, client).url == SECOND_STEP
    assert "device" not in client.cookies
    assert not KnownPlace.objects.exists()
    client.post(SECOND_STEP, {"code": code_of(secret)})
    assert "device" in client.cookies
    assert KnownPlace.objects.get().account == camille


def test_places_are_forgotten(camille, stop_clock):
    assert enters(camille, HOME)
    stop_clock(timezone.now())
    stop_clock(later(days=91))
    attack("camille")
    assert not enters(camille, HOME)


def test_without_an_address_people_do_not_lock_each_other_out(camille):
    client = browser("")
    for number in range(30):
        client.post(LOGIN, {"username": f"personne{number}", "password": "faux"})
    assert enters(camille, "")
    assert not AttemptCounter.objects.filter(scope="network").exists()
    assert not KnownPlace.objects.exists()


def test_addresses_are_kept_as_digests(camille):
    enters(camille, AWAY)
    assert AWAY not in str(list(KnownPlace.objects.values()))
