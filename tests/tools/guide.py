"""What `make guide` does: the pictures of the administration's guide, taken of a demonstration.

It is made for them and thrown away: the editor saves by itself what is typed.
"""

import io
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import django

import PIL.Image
from playwright.sync_api import Page, sync_playwright

from portal.development.database import ROOT, run, running_database
from portal.development.database.console import say
from portal.development.serve import gunicorn
from tests.support import chromium

FOLDER = ROOT / "static" / "img" / "guide"
SEEN = {"width": 1200, "height": 750}
PICTURE_SIZE = (960, 600)
HEAVIEST = 60_000  # bytes
PRESS, NEWS, RECRUITMENT = "demo-presse", "demo-actualites", "demo-recrutement"


def nothing(page: Page) -> None:
    """The screen as it opens."""


def scroll_to(selector: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.locator(selector).first.evaluate("node => node.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(300)

    return scroll


def select_words(page: Page) -> None:
    """Some words of a paragraph, below the bar of the editor."""
    text = page.locator("[data-block-key], .public-DraftEditor-content").first
    text.scroll_into_view_if_needed()
    text.dblclick()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(400)


def open_actions(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").click()
    page.wait_for_timeout(400)


class Shot(NamedTuple):
    name: str
    account: str
    path: str
    act: Callable[[Page], None] = nothing


def shots() -> Iterator[Shot]:
    from news.models import NewsArticlePage
    from portal.models import AgencyPage, Image
    from press.models import PressReleasePage
    from recruitment.models import JobOfferPage, RecruitmentIndexPage

    draft, reviewed = texts()
    waiting = PressReleasePage.objects.exclude(embargo_until=None).get(live=False)
    public = PressReleasePage.objects.filter(live=True).order_by("-pk").first()
    article = NewsArticlePage.objects.filter(live=True).order_by("-pk").first()
    offer = JobOfferPage.objects.filter(live=True).order_by("-pk").first()
    jobs = RecruitmentIndexPage.objects.get()
    editor = "/gestion/pages/{}/edit/".format

    yield Shot("arriver", f"{PRESS}-relecture", "/gestion/")
    yield Shot("facteurs", f"{PRESS}-relecture", "/gestion/facteurs/")
    yield Shot("confirmer", "demo-comptes-2", f"/gestion/comptes/demandes/{request().pk}/")
    yield Shot("langue", f"{PRESS}-redaction", editor(draft.pk), select_words)
    yield Shot("soumettre", f"{PRESS}-redaction", editor(draft.pk), open_actions)
    yield Shot("relire", f"{PRESS}-relecture", f"/gestion/relecture/{reviewed.pk}/")
    yield Shot("embargo", f"{PRESS}-relecture", f"/gestion/embargo/{waiting.pk}/")
    yield Shot("corriger", f"{PRESS}-redaction", editor(public.pk), scroll_to("#id_change_kind"))
    yield Shot("retirer", f"{PRESS}-relecture", f"/gestion/retrait/{public.pk}/")
    yield Shot("article", f"{NEWS}-redaction", editor(article.pk))
    own = Image.objects.filter(collection__name="Actualités").first() or Image.objects.first()
    yield Shot("image", "admin", f"/gestion/images/{own.pk}/", scroll_to("#id_alt"))
    agency = editor(AgencyPage.objects.get().pk)
    yield Shot("chiffres", "admin", agency, scroll_to("[name*=as_of]"))
    yield Shot("offres", f"{RECRUITMENT}-redaction", "/gestion/recrutement/offres/")
    yield Shot("importer", f"{RECRUITMENT}-redaction", f"/gestion/offres/importer/?page={jobs.pk}")
    yield Shot("prolonger", f"{RECRUITMENT}-redaction", f"/gestion/recrutement/offres/{offer.pk}/")


def request():
    """A request for more rights, which awaits a second person."""
    from django.contrib.auth.models import Group

    from portal.admin.accounts import acts
    from portal.core.users import User
    from press.models import PRESS as SECTION

    account, asker = (
        User.objects.get(username=name) for name in (f"{NEWS}-redaction", "demo-comptes-1")
    )
    return acts.ask(account, asker, [Group.objects.get(name=SECTION.writers)])


def texts() -> tuple:
    """A communiqué that somebody writes, and one that awaits its review."""
    from portal.core.users import User
    from press.models import PressIndexPage, PressReleasePage

    writer = User.objects.get(username=f"{PRESS}-redaction")
    sentence = "<p>Un <i>large language model</i> ouvert aide les équipes à lire et à trier.</p>"
    made = []
    for title in ("Un assistant de lecture pour les équipes", "Un laboratoire ouvre à Bruz"):
        page = PressReleasePage(title=title, summary="L’essentiel en deux phrases.", live=False)
        page.body = [("paragraph", sentence)]
        page.owner = writer
        PressIndexPage.objects.get().add_child(instance=page)
        page.save_revision(user=writer)
        made.append(page)
    made[1].get_workflow().start(made[1], writer)
    return tuple(made)


def photograph(site: str, browser_path: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken = list(shots())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=chromium.FLAGS)
        for shot in taken:
            cookie = {"name": "sessionid", "value": session_of(shot.account), "url": site}
            context = browser.new_context(viewport=SEEN, locale="fr-FR", reduced_motion="reduce")
            context.add_cookies([cookie])
            page = context.new_page()
            answer = page.goto(site + shot.path, wait_until="networkidle")
            if answer.status != 200:
                sys.exit(f"{shot.path} répond {answer.status}.")
            shot.act(page)
            keep(shot.name, page.screenshot())
            context.close()
        browser.close()


def session_of(account: str) -> str:
    from django.test import Client

    from portal.core.users import User

    client = Client()
    client.force_login(User.objects.get(username=account))
    return client.cookies["sessionid"].value


def keep(name: str, png: bytes) -> None:
    picture = PIL.Image.open(io.BytesIO(png)).convert("RGB").resize(PICTURE_SIZE)
    path = Path(FOLDER / f"{name}.webp")
    picture.save(path, "WEBP", quality=72, method=6)
    if (weight := path.stat().st_size) > HEAVIEST:
        sys.exit(f"{name} pèse {weight} octets.")
    say(f"{path.relative_to(ROOT)} : {weight} octets")


def main() -> None:
    browser_path = chromium.require()
    with tempfile.TemporaryDirectory(prefix="guide-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        site = f"http://localhost:{port}"
        os.environ |= {"VAR_DIR": folder, "DEVELOPMENT": "1", "SITE_URL": site}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop here
        with running_database():
            if failure := run([sys.executable, "manage.py", "prepare"]):
                sys.exit(failure)
            with gunicorn(port):
                django.setup()
                photograph(site, browser_path)


if __name__ == "__main__":
    main()
