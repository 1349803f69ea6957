"""Where passwords are closed: the provider, and break-glass accounts."""

import pytest

from portal.models import PendingAct
from portal.site.checks import check_break_glass
from press.models import PRESS
from tests.support.accounts import create_account, manager
from tests.support.identity_provider import enter
from tests.support.people import logged_in, writer
from tests.support.second_factors import (
    SECOND_STEP,
    add_application,
    code_of,
    give_password,
    is_in,
    with_password,
)

BREAK_GLASS = "/gestion/login/secours/"
RESET = "/gestion/password_reset/"


@pytest.fixture
def rescue(site, closed_passwords):
    return with_password(manager("secours"))


def test_the_page_of_logins_has_the_button_alone(site, closed_passwords, client):
    page = client.get("/gestion/login/?next=/gestion/account/").text
    assert "Se connecter avec ProConnect" in page
    assert "/gestion/login/sso/?next=%2Fgestion%2Faccount%2F" in page
    assert 'type="password"' not in page
    assert BREAK_GLASS in page
    assert "data-passkey" not in page


def test_beside_passwords_the_button_is_there_too(site, provider, client):
    page = client.get("/gestion/login/").text
    assert "Se connecter avec ProConnect" in page
    assert 'type="password"' in page
    assert client.get(BREAK_GLASS).status_code == 404


def test_a_right_password_is_refused_as_a_wrong_one(site, closed_passwords):
    paul = with_password(writer("paul"))
    client, right = give_password(paul)
    assert not is_in(client)
    _, wrong = give_password(paul, password="autre chose de long")
    parts = [
        page.text.partition('class="messages"')[2].partition("</ul>")[0] for page in (right, wrong)
    ]
    assert parts[0] == parts[1]
    lines = [row.act for row in PendingAct.objects.all() if row.act["action"] == "portal.login"]
    assert [(line["user_id"], line["outcome"]) for line in lines] == [(paul.pk, "failure")] * 2
    assert "ne correspondent à aucun" in parts[0]


def test_a_passkey_of_the_portal_opens_nothing_either(site, closed_passwords, rf, monkeypatch):
    from allauth.account.internal.flows.login import perform_login
    from allauth.account.models import Login

    client = logged_in(paul := writer("paul"))
    request = client.get("/gestion/").wsgi_request
    response = perform_login(request, Login(user=paul))
    assert response.url == "/gestion/login/"
    assert not request.user.is_authenticated


def test_a_break_glass_account_enters_and_all_administrators_are_told(rescue, chief, mailoutbox):
    ada = manager("ada")
    secret = add_application(rescue)
    client, response = give_password(rescue)
    assert response.url == SECOND_STEP
    assert not mailoutbox
    client.post(SECOND_STEP, {"code": code_of(secret)})
    assert is_in(client)
    assert {address for mail in mailoutbox for address in mail.to} >= {ada.email, chief.email}
    assert "secours" in mailoutbox[0].body
    lines = [
        row.act for row in PendingAct.objects.all() if row.act["action"] == "portal.break_glass"
    ]
    assert [line["user_id"] for line in lines] == [rescue.pk]


def test_its_form_says_so(rescue, client):
    page = client.get(BREAK_GLASS).text
    assert 'type="password"' in page
    assert "compte de secours" in page


def test_it_enters_while_the_provider_is_away(rescue, provider, client):
    provider.broken["/.well-known/openid-configuration"] = ("", 500)
    page = client.get("/gestion/login/sso/")
    assert page.status_code == 503
    assert BREAK_GLASS in page.text
    browser, _ = give_password(rescue)
    assert is_in(browser)


def test_nobody_resets_or_changes_a_password(rescue, client):
    assert client.get(RESET).status_code == 404
    assert client.post(RESET, {"email": rescue.email}).status_code == 404
    browser = logged_in(writer("paul"))
    assert "password-new_password1" not in browser.get("/gestion/account/").text


def test_invitations_lead_to_the_provider(site, chief, closed_passwords, mailoutbox):
    create_account(chief, "nouvelle", PRESS.writers)
    body = mailoutbox[-1].body
    assert "ProConnect" in body
    assert "password" not in body
    assert "/gestion/login/" in body


def test_no_link_for_a_password_is_offered(site, chief, closed_passwords):
    paul, client = writer("paul"), logged_in(chief)
    assert "mot de passe" not in client.get(f"/gestion/users/edit/{paul.pk}/").text
    assert client.get(f"/gestion/comptes/{paul.pk}/lien/").status_code == 404


def test_nobody_is_sent_to_a_password_that_is_closed(
    site, closed_passwords, provider, settings, mailoutbox
):
    paul = writer("paul")
    provider.add_person("sub", email=paul.email, email_verified=True)
    client, _ = enter("sub")
    screens = [client.get(url).text for url in ("/gestion/account/", "/gestion/sessions/")]
    for _ in range(settings.LOGIN_ATTEMPTS + 1):
        _, answer = give_password(paul, password="autre chose de long")
    assert answer.status_code == 429
    subjects = [mail.subject for mail in mailoutbox]
    assert len(subjects) == 3, subjects  # another way in, a new device, wrong passwords
    for text in (*screens, answer.text):
        assert "otre mot de passe suffit" not in text
        assert "changez aussi" not in text
        assert "nouveau mot de passe" not in text
    for mail in mailoutbox:
        assert "password" not in mail.body
        assert "choisissez" not in mail.body
        assert "changez" not in mail.body


def test_what_opens_a_break_glass_account_comes_by_no_mail(rescue, chief, settings):
    add_application(rescue)
    settings.LOCAL_PASSWORDS = True
    client = logged_in(chief)
    for name in ("lien", "facteurs"):
        assert client.get(f"/gestion/comptes/{rescue.pk}/{name}/").status_code == 404
    assert "Facteurs perdus" not in client.get(f"/gestion/users/edit/{rescue.pk}/").text


def test_the_check_wants_one_that_is_active_and_has_a_factor(rescue, settings):
    def is_warned_of() -> bool:
        return [message.id for message in check_break_glass(None, ["default"])] == ["portal.W007"]

    assert is_warned_of()
    add_application(rescue)
    assert not is_warned_of()
    rescue.is_active = False
    rescue.save()
    assert is_warned_of()
    settings.LOCAL_PASSWORDS = True
    assert not is_warned_of()
