"""The end of a session in a real browser, and the way in from another site."""

import re

from django.contrib.sessions.models import Session
from django.utils import timezone

import pytest
from playwright.sync_api import expect

from portal.core.session_store import BEGAN, LAST_ACT, SessionStore
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import leave
from tests.support.people import draft, writer
from tests.support.second_factors import PASSWORD, with_password

LINK = "<a href='{}'>le texte</a>"
FORM = "<form method='post' action='{}'><button>Envoyer</button></form>"
ELSEWHERE = ["http://attacker.localhost/", "http://127.0.0.1/", "https://autre.exemple/"]


@pytest.fixture
def paul(live_site, settings):
    settings.SESSION_IDLE_MINUTES = 30
    return with_password(writer("paul"))


def age(minutes: int) -> None:
    """Let time pass for the only session, as the server counts it."""
    row = Session.objects.get()
    store = SessionStore(row.session_key)
    for name in (BEGAN, LAST_ACT):
        store[name] -= minutes * 60
    store.save()


def wait(page, minutes: int) -> None:
    """Let time pass on both sides."""
    age(minutes)
    page.clock.fast_forward(minutes * 60_000)


@pytest.fixture
def editor(arrive, paul, live_site):
    """The editor of a draft, in a page of which the clock can be moved."""
    text = draft(live_site, paul)
    page = arrive(paul)
    page.clock.install()
    page.goto(f"{live_site.url}/gestion/pages/{text.pk}/edit/")
    return page


def is_stay(response) -> bool:
    return response.request.method == "POST" and "/sessions/etat/" in response.url


def soon(page):
    return page.get_by_role("dialog", name="Êtes-vous toujours là")


def over(page):
    return page.get_by_role("dialog", name="Votre session est terminée")


def test_a_page_that_lies_open_is_warned_then_left(editor):
    wait(editor, 24)
    expect(soon(editor)).to_be_hidden()
    wait(editor, 2)
    expect(soon(editor)).to_be_visible()
    expect(editor.get_by_role("button", name="Rester connecté")).to_be_focused()
    wait(editor, 5)
    expect(over(editor)).to_be_visible()
    assert Session.objects.get().expire_date < timezone.now()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_warnings_are_sound(arrive, paul, width, scheme):
    page = arrive(paul, width, scheme, "/gestion/sessions/")
    page.clock.install()
    page.reload()
    for dialog in (soon, over):
        wait(page, 26)
        expect(dialog(page)).to_be_visible()
        assert faults(page, rules=ADMIN_RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_whoever_asks_stays(editor):
    wait(editor, 26)
    editor.get_by_role("button", name="Rester connecté").click()
    expect(soon(editor)).to_be_hidden()
    wait(editor, 20)
    expect(soon(editor)).to_be_hidden()
    assert Session.objects.get().expire_date > timezone.now()


def test_whoever_types_is_not_disturbed(editor):
    title = editor.get_by_label("Titre", exact=False).first
    wait(editor, 23)
    title.press("End")
    title.press_sequentially(" et un mot")
    with editor.expect_response(is_stay):
        wait(editor, 3)
    expect(soon(editor)).to_be_hidden()
    wait(editor, 20)
    expect(soon(editor)).to_be_hidden()
    assert Session.objects.get().expire_date > timezone.now()


def test_the_end_of_the_day_is_told_and_not_put_off(arrive, paul):
    page = arrive(paul)
    store = SessionStore(Session.objects.get().session_key)
    store[BEGAN] -= (7 * 60 + 45) * 60
    store.save()
    page.clock.install()
    page.goto(page.url)
    wait(page, 11)
    last = page.get_by_role("dialog", name="Votre session se termine bientôt")
    expect(last).to_be_visible()
    page.keyboard.press("Escape")
    expect(last).to_be_hidden()
    wait(page, 5)
    expect(over(page)).to_be_visible()


def test_what_was_typed_is_saved_after_a_login_in_another_tab(editor, paul, live_site):
    wait(editor, 26)
    expect(soon(editor)).to_be_visible()
    wait(editor, 5)
    expect(over(editor)).to_be_visible()
    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="Me connecter dans un autre onglet").click()
    login = opened.value
    login.locator("[name=username]").fill("paul")
    login.locator("[name=password]").fill(PASSWORD)
    login.get_by_role("button", name="Se connecter", exact=True).click()
    expect(login).to_have_url(re.compile(r"/gestion/$"))
    login.close()
    editor.bring_to_front()
    editor.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(over(editor)).to_be_hidden()
    title = editor.locator("[name=title]")
    title.fill("Un titre tapé avant la fin")
    editor.clock.resume()
    leave(editor, editor.get_by_role("button", name="Enregistrer le brouillon"))
    text = paul.owned_pages.get().get_latest_revision_as_object()
    assert text.title == "Un titre tapé avant la fin"


def test_what_is_sent_after_the_session_was_closed_elsewhere_stays_in_the_page(editor, paul):
    title = editor.locator("[name=title]")
    title.fill("Un titre tapé avant la fin")
    Session.objects.all().delete()
    editor.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(over(editor)).to_be_visible()
    expect(editor).to_have_url(re.compile(r"/edit/$"))
    expect(title).to_have_value("Un titre tapé avant la fin")
    over(editor).get_by_role("button", name="Revenir à la page").click()
    expect(editor.get_by_role("button", name="Enregistrer le brouillon")).to_be_enabled()


def test_sessions_are_closed_without_script_on_a_small_screen(visit, paul, address):
    page = visit("/gestion/login/", width=390, scheme="dark", js=False)
    page.locator("[name=username]").fill("paul")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.goto(f"{address}/gestion/sessions/")
    expect(page.get_by_text("(cette session)")).to_be_visible()
    page.get_by_role("button", name="Me déconnecter partout").click()
    expect(page.get_by_text("déconnecté partout")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_list_is_sound(arrive, paul, width, scheme):
    page = arrive(paul, width, scheme, "/gestion/sessions/")
    assert faults(page, rules=ADMIN_RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def follow(page, site: str, body: str) -> None:
    """Open a page of another site, and follow its link or send its form."""
    page.route(f"{site}**", lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(site)
    page.locator("a, button").click()


def same_site(page, name: str) -> None:
    """Give the cookies of the page the present rule."""
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.context.add_cookies([each | {"sameSite": name} for each in cookies])


@pytest.mark.parametrize("rule", ["Lax", "Strict"])
@pytest.mark.parametrize("site", ELSEWHERE)
def test_a_link_of_another_site_finds_the_session(arrive, paul, settings, address, site, rule):
    settings.SESSION_COOKIE_SAMESITE = settings.CSRF_COOKIE_SAMESITE = rule
    page = arrive(paul)
    same_site(page, rule)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    target = f"{address}/gestion/account/?x=1"
    follow(page, site, LINK.format(target))
    expect(page).to_have_title(re.compile("Compte"))
    assert page.url.partition("#")[0] == target
    assert asked.count(target) == {"Lax": 1, "Strict": 2}[rule]


def test_a_link_leads_a_visitor_to_the_login_once(visit, live_site, settings, address):
    settings.SESSION_COOKIE_SAMESITE = settings.CSRF_COOKIE_SAMESITE = "Strict"
    page = visit("/health/live")
    follow(page, ELSEWHERE[0], LINK.format(f"{address}/gestion/account/"))
    expect(page).to_have_url(re.compile(r"/gestion/login/\?next=/gestion/account/$"))


@pytest.mark.parametrize("rule", ["Lax", "Strict"])
@pytest.mark.parametrize("site", ELSEWHERE)
def test_a_form_of_another_site_is_refused(arrive, paul, settings, address, site, rule):
    settings.SESSION_COOKIE_SAMESITE = settings.CSRF_COOKIE_SAMESITE = rule
    page = arrive(paul)
    same_site(page, rule)
    with page.expect_response(f"{address}/gestion/sessions/") as answered:
        follow(page, site, FORM.format(f"{address}/gestion/sessions/"))
    assert answered.value.status == 403
    assert Session.objects.get().expire_date > timezone.now()
