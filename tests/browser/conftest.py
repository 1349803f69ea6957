"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import threading
import time
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from types import SimpleNamespace

from django.db import connection
from django.test import Client

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support.chromium import FLAGS

REQUEST_TIMEOUT = 30  # seconds
CONNECTION = ThreadingMixIn.process_request_thread.__name__  # in the names of its threads


@pytest.fixture(scope="session", autouse=True)
def synchronous_database():
    """Playwright runs an event loop in the thread that also talks to the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(address) -> Iterator[Browser]:
    """Closed before the server stops, which waits for whoever is connected."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(django_db_setup) -> Iterator[str]:
    """Of the site, served over HTTP whatever it holds at the moment."""
    assert connection.settings_dict["NAME"].startswith("test_")  # which tests empty
    server = LiveServer("localhost")
    with server._live_server_modified_settings:
        yield server.url
        server.stop()


@pytest.fixture
def live_site(address, laid, transactional_db) -> Iterator[SimpleNamespace]:
    """The small site, for a test that changes it.

    The server goes on with the last requests of pages that are closed. Each connection has its
    thread, which is waited for: a request that has not yet reached the database is not seen there,
    and would meet the tables while they are emptied.
    """
    yield SimpleNamespace(**vars(laid), url=address)
    end = time.monotonic() + REQUEST_TIMEOUT
    while is_serving() and time.monotonic() < end:
        time.sleep(0.05)


def is_serving() -> bool:
    """Whether a connection is open, on which a request may be answered."""
    return any(CONNECTION in thread.name for thread in threading.enumerate())


@pytest.fixture
def visit(browser, address, request):
    """Open an address in a fresh context: `visit("/", width=320, scheme="dark", js=False)`.

    All are closed before a site of the test's own is emptied: open editors go on asking and saving.
    Nothing that the content policy refuses may be asked for.
    """
    if "live_site" in request.fixturenames:
        request.getfixturevalue("live_site")
    contexts, refusals = [], []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text and "[Report Only]" not in message.text:
            refusals.append(message.text)

    def open_page(path: str, width: int = 1280, scheme: str = "light", js: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=js,
            reduced_motion="reduce",
            locale="fr-FR",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.goto(address + path)
        return page

    open_page.refusals = refusals
    yield open_page
    for context in contexts:
        context.close()
    assert not refusals


@pytest.fixture
def arrive(visit, address):
    """Show the landing page, or another one, to somebody who is logged in."""

    def show(user, width: int = 1280, scheme: str = "light", path: str = "/gestion/") -> Page:
        client = Client()
        client.force_login(user)
        page = visit("/health/live", width, scheme)
        session = client.cookies["sessionid"].value
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": address}],
        )
        page.goto(address + path)
        return page

    return show
