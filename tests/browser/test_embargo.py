"""A text under embargo, handed over and taken back on the real screens, then public."""

import datetime
import re

from django.core import mail

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, SCREENS, faults
from tests.support.embargoes import (
    embargoed,
    end_of,
    given,
    journalist,
    press_office,
    private_files,
    tick,
)

SECOND = datetime.timedelta(seconds=1)
SECRET = "La signature aura lieu à Bruz."


@pytest.fixture
def office(live_site):
    set_up_sections()
    return press_office()


@pytest.fixture
def waiting(live_site, office):
    """A communiqué that waits, with a picture that nobody may fetch."""
    image = private_files().image
    body = [
        {"type": "paragraph", "value": f"<p>{SECRET}</p>"},
        {"type": "image", "value": {"image": image.pk}},
    ]
    return embargoed(live_site, office, body=body)


def sent_to(reader) -> str:
    """The last address that was sent to this journalist, without the host."""
    bodies = [message.body for message in mail.outbox if message.to == [reader.email]]
    return re.findall(r"/presse/sous-embargo/[\w\-]+/", "".join(bodies))[-1]


def read(page: Page) -> None:
    page.get_by_role("button", name="Lire le communiqué").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un accord majeur")


def test_a_text_is_handed_over_read_taken_back_and_published(
    arrive, visit, live_site, office, waiting
):
    nadia = journalist()
    citizen = visit(waiting.url)
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Page introuvable")

    officer = arrive(office.benoit, path=f"/gestion/pages/{waiting.pk}/edit/")
    officer.locator("header .w-slim-header, .w-slim-header").get_by_role(
        "button", name="Actions"
    ).first.click()
    officer.get_by_role("link", name="Remettre à des journalistes").click()
    officer.get_by_role("checkbox", name="Nadia Belkacem (Le Quotidien)").check()
    officer.get_by_role("button", name="Envoyer").click()
    expect(officer.locator(".messages")).to_contain_text("Remis sous embargo à 1 journaliste.")
    expect(officer.locator("main")).to_contain_text("Pas encore ouvert")

    reader = visit(sent_to(nadia))
    expect(reader.locator("main")).not_to_contain_text("Un accord majeur")
    read(reader)
    expect(reader.get_by_text(SECRET)).to_be_visible()
    expect(reader.locator(".fr-alert__title")).to_contain_text("remis à Nadia Belkacem")
    picture = reader.locator(".block-image img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth")
    assert not reader.context.cookies()
    expect(reader.locator(".app-embargo__mark")).to_be_in_viewport()

    officer.reload()
    expect(officer.locator("main")).to_contain_text("Ouvert le")
    officer.get_by_role("button", name="Retirer à Nadia Belkacem").click()
    expect(officer.locator(".messages")).to_contain_text("1 lien retiré.")
    reader.goto(live_site.url + sent_to(nadia))
    expect(reader.get_by_role("heading", level=1)).to_have_text("Ce lien ne mène à rien")

    officer.get_by_role("checkbox", name="Nadia Belkacem (Le Quotidien)").check()
    officer.get_by_role("button", name="Envoyer").click()
    expect(officer.locator(".messages")).to_contain_text("Remis sous embargo à 1 journaliste.")
    tick(end_of(waiting) + SECOND)
    reader.goto(live_site.url + sent_to(nadia))
    assert reader.url == live_site.url + waiting.url
    citizen.reload()
    expect(citizen.get_by_text(SECRET)).to_be_visible()
    expect(citizen.locator(".app-embargo__mark")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_on_its_screens(arrive, visit, live_site, office, waiting, width, scheme):
    _link, address = given(waiting, journalist(), office.chloe)
    journalist("Omar Diallo")
    reader = visit(address, width, scheme)
    check(reader)
    read(reader)
    check(reader)
    reader.goto(f"{live_site.url}/presse/sous-embargo/inconnu/")
    check(reader)
    officer = arrive(office.benoit, width, scheme, f"/gestion/embargo/{waiting.pk}/")
    check(officer)
    officer.goto(f"{live_site.url}/gestion/calendrier/")
    check(officer)


def check(page: Page) -> None:
    assert not faults(page, rules=ADMIN_RULES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
