"""What a first visit weighs on a telephone, served as in production; kB = 1,000 bytes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.conf import settings
from django.core.files.base import ContentFile

import pytest

from portal.demo.illustrations import generate
from portal.demo.illustrations.canvas import encode_png
from tests.support.serving import served

PAGES = {
    "home": "/",
    "agency": "/l-agence/",
    "list": "/actualites/",
    "article": "/actualites/un-article/",
    "release": "/presse/un-communique/",
    "jobs": "/recrutement/",
    "offer": "/recrutement/une-offre/",
    "search": "/recherche/?q=forces",
}
ILLUSTRATED = {"home", "agency", "list", "article", "release", "offer"}
LIGHT = {"list", "article", "release", "jobs", "offer", "search"}
TELEPHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "fr-FR",
}
# Of good quality: how far below the screen a picture is fetched depends on it.
NETWORK = {
    "offline": False,
    "latency": 5,  # ms
    "downloadThroughput": 12_500_000,  # bytes/s
    "uploadThroughput": 12_500_000,
    "connectionType": "cellular4g",
}
SEEN = """[...new Set([...document.images].filter((one) => one.currentSrc)
  .filter((one) => one.getBoundingClientRect().top < innerHeight).map((one) => one.currentSrc))]"""
SHIFTS = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Weight:
    """What a visit fetched: bytes that travelled and requests, by type of resource."""

    bytes: Counter = field(default_factory=Counter)
    requests: Counter = field(default_factory=Counter)
    problems: list = field(default_factory=list)
    seen: int = 0  # bytes of the pictures on the first screen

    @property
    def total(self) -> int:
        return self.bytes.total()

    @property
    def without_pictures(self) -> int:
        return self.total - self.bytes["Image"]

    @property
    def on_the_first_screen(self) -> int:
        return self.without_pictures + self.seen


def redraw(image, content: bytes) -> None:
    """Give another picture to all that shows this one."""
    image.renditions.all().delete()
    image.file.save("image.png", ContentFile(content), save=False)
    rows = type(image)._base_manager.filter(pk=image.pk)  # it is frozen
    rows.update(**{name: getattr(image, name) for name in ("file", "width", "height")})


@pytest.fixture(scope="module")
def real_picture(shared_site, django_db_blocker) -> Iterator[None]:
    """One as large and as fine as the demonstration's, where the tests have a flat colour."""
    image = shared_site.article.illustration
    with django_db_blocker.unblock():
        plain = image.file.read()
        redraw(image, encode_png(generate("dots", 3)))
        yield
        redraw(image, plain)


@pytest.fixture(scope="module")
def sites(shared_site, real_picture):
    """The same content, on a site that is not the State's and on one that is."""
    with served() as draft, served(SITE_OFFICIAL="1") as official:
        yield SimpleNamespace(draft=draft, official=official)


@pytest.fixture
def telephone(browser):
    context = browser.new_context(**TELEPHONE)
    yield context
    context.close()


def weigh(context, site: str, path: str) -> Weight:
    """One visit, with whatever the context has kept of the others."""
    weight, kinds, addresses, sizes = Weight(), {}, {}, Counter()
    page = context.new_page()
    network = context.new_cdp_session(page)

    def received(event):
        kinds[event["requestId"]] = event["type"]
        addresses[event["requestId"]] = event["response"]["url"]
        if not event["response"]["url"].startswith((site, "data:")):
            weight.problems.append(event["response"]["url"])

    def finished(event):
        if length := event["encodedDataLength"]:  # none: kept from another visit, or data:
            weight.bytes[kinds[event["requestId"]]] += int(length)
            weight.requests[kinds[event["requestId"]]] += 1
            sizes[addresses[event["requestId"]]] += int(length)

    network.on("Network.responseReceived", received)
    network.on("Network.loadingFinished", finished)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", NETWORK)
    page.on(
        "console", lambda message: message.type == "error" and weight.problems.append(message.text)
    )
    page.goto(site + path, wait_until="networkidle")  # pictures below the first screen too
    weight.seen = sum(sizes[address] for address in page.evaluate(SEEN))
    page.close()
    return weight


@pytest.mark.parametrize("mode", ["draft", "official"])
def test_budgets_of_a_first_visit_and_of_the_next(browser, sites, mode):
    site = getattr(sites, mode)
    over = []
    for kind, path in PAGES.items():
        context = browser.new_context(**TELEPHONE)
        first, again = weigh(context, site, path), weigh(context, site, path)
        context.close()
        limits = {
            "HTML": (first.bytes["Document"], 15_000),
            "CSS": (first.bytes["Stylesheet"], 25_000),
            "sheets": (first.requests["Stylesheet"], 1),
            "JS": (first.bytes["Script"], 5_000),
            "fonts": (first.requests["Font"], 3),
            "without pictures": (first.without_pictures, 170_000 if kind in LIGHT else 300_000),
            "first screen": (first.on_the_first_screen, 230_000),
            "total": (first.total, 300_000),
            "requests": (first.requests.total(), 12 if kind in LIGHT else 15),
            "again": (again.total, 15_000),
        }
        assert first.bytes["Document"] > 1_000  # it was counted
        assert kind not in ILLUSTRATED or first.bytes["Image"] > 5_000
        assert first.problems + again.problems == []
        over += [(kind, name, *pair) for name, pair in limits.items() if pair[0] > pair[1]]
    assert over == []


@pytest.mark.parametrize("path", ["/", "/presse/un-communique/", "/recrutement/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_fonts_come(browser, sites, path, width):
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    page = context.new_page()
    late = []
    page.route("**/*.woff2", lambda route: late.append(route))
    page.add_init_script(SHIFTS)
    page.goto(sites.draft + path, wait_until="domcontentloaded")
    page.wait_for_function("performance.getEntriesByType('paint').length")
    page.wait_for_timeout(200)  # drawn with the font of the machine
    assert not page.evaluate("document.fonts.check('1em Marianne')")
    for route in late:
        route.continue_()
    page.wait_for_function("document.fonts.check('1em Marianne')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") <= 0.02
    context.close()


def test_fonts_are_asked_for_first_and_hide_no_text(telephone, sites):
    page = telephone.new_page()
    page.goto(sites.draft, wait_until="networkidle")
    first = page.evaluate("[...document.querySelectorAll('link[as=font]')].map((one) => one.href)")
    fetched = page.evaluate("""performance.getEntriesByType('resource')
        .map(({ name }) => name).filter((name) => name.endsWith('.woff2'))""")
    assert len(first) == 3
    assert sorted(first) == sorted(fetched)
    displays = page.evaluate("""[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSFontFaceRule && rule.cssText.includes('.woff2'))
        .map((rule) => rule.style.getPropertyValue('font-display'))""")
    assert len(displays) >= 3
    assert set(displays) == {"swap"}


@pytest.mark.parametrize(("path", "scripts"), [("/l-agence/", 2), ("/recrutement/", 3)])
def test_a_page_takes_the_scripts_that_it_needs(telephone, sites, path, scripts):
    """The theme's and everyone's; a list's on lists; the search box's when a visitor is in it."""
    assert weigh(telephone, sites.draft, path).requests["Script"] == scripts


def test_a_sheet_is_never_asked_for_again(telephone, sites):
    weigh(telephone, sites.draft, "/")
    elsewhere = weigh(telephone, sites.draft, "/mentions-legales/")
    assert elsewhere.requests["Stylesheet"] == elsewhere.requests["Font"] == 0


def test_the_fonts_are_three_and_as_they_were_made():
    from portal.stylesheet.design_system import FONTS, ROOT

    carried = {path.stem: path.read_bytes() for path in settings.STYLESHEET_DIR.glob("fonts/*")}
    assert carried.keys() == FONTS.keys()
    assert len(carried) <= 3
    for name, content in carried.items():
        assert content == (ROOT / "fonts" / f"{name}.woff2").read_bytes()
