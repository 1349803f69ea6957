"""Contact sheets of the catalogue: its specimens one below the other, six times smaller.

A cell of a sheet is the mean of 36 pixels, so that how a machine smooths the edges of letters
leaves little trace in it, and what moves by a pixel or changes its colour does.
"""

import base64
import io
import json
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browser.pixels import differing

REDUCTION = 6
STEP = 8  # levels of a channel that a reference does not tell apart: it is lighter for it
# A specimen differs if more than one of these shares of its cells is beyond that tolerance, of 255.
# Letters smoothed otherwise, in colours, without hinting or by another build of the browser, were
# measured at 0.0012 beyond 32, 0.013 beyond 20 and 0.1 beyond 8; one pixel of shift at 0.03 beyond
# 20, an author in another colour at 0.004 beyond 32, a background one shade darker at 0.6 beyond 8.
LIMITS = {32: 0.002, 20: 0.02, 8: 0.25}
STRIP = 2400  # pixels of height, of one screenshot: a whole number of cells

# Nothing but the specimens, each beginning at a cell whatever the height of those before it.
ALIGN = """
step => {
  const main = document.querySelector("main");
  const shown = [...main.querySelectorAll("[data-specimen]")];
  main.replaceChildren(...shown);
  document.body.replaceChildren(main);
  document.body.style.pointerEvents = "none"; // wherever the mouse is, it is over nothing
  document.body.style.paddingBottom = innerHeight + "px"; // so that each strip may come on top
  main.style.padding = main.style.marginBlock = 0;
  for (const image of document.images) Object.assign(image, { loading: "eager", decoding: "sync" });
  for (const video of document.querySelectorAll("video")) video.controls = false;
  for (const one of shown) one.style.height = "";
  const tops = {};
  let top = 0;
  for (const one of shown) {
    const height = Math.ceil(one.getBoundingClientRect().height / step + 1) * step;
    one.style.height = height + "px";
    tops[one.dataset.specimen] = [top, height];
    top += height;
  }
  return tops;
}
"""
# Two frames later, all of what came into sight is drawn.
SCROLL = """
top => new Promise(resolve => {
  scrollTo(0, top);
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})
"""
READY = "Promise.all([document.fonts.ready, ...[...document.images].map(i => i.decode())])"


class Sheet:
    """The specimens at one width, in one scheme."""

    def __init__(self, image: Image.Image, places: dict[str, list[int]]) -> None:
        self.image, self.places = image, places  # top and height of each, in cells

    @classmethod
    def shot(cls, page: Page, width: int) -> "Sheet":
        page.set_viewport_size({"width": width, "height": STRIP})
        places = page.evaluate(ALIGN, REDUCTION)
        page.evaluate(READY)
        height = sum(size for _top, size in places.values())
        image = Image.new("RGB", (-(-width // REDUCTION), height // REDUCTION))
        for top in range(0, height, STRIP):
            page.evaluate(SCROLL, top)
            image.paste(screen(page), (0, top // REDUCTION))
        cells = {slug: [side // REDUCTION for side in box] for slug, box in places.items()}
        return cls(image, cells)

    @classmethod
    def read(cls, path: Path) -> "Sheet":
        with Image.open(path) as image:
            return cls(image.convert("RGB"), json.loads(image.info["xmp"]))

    def write(self, path: Path) -> None:
        coarse = self.image.point(lambda level: min(255, round(level / STEP) * STEP))
        coarse.save(
            path, lossless=True, quality=100, method=6, xmp=json.dumps(self.places).encode()
        )

    def specimen(self, slug: str) -> Image.Image | None:
        if slug not in self.places:
            return None
        top, height = self.places[slug]
        return self.image.crop((0, top, self.image.width, top + height))

    def differences(self, expected: "Sheet", folder: Path) -> list[Path]:
        """Where three pictures of each specimen that is not as expected are left."""
        folders = []
        for slug in self.places.keys() | expected.places.keys():
            got, wanted = self.specimen(slug), expected.specimen(slug)
            if got and wanted and alike(got, wanted):
                continue
            folders.append(folder / slug)
            leave(folder / slug, got, wanted)
        return sorted(folders)


def screen(page: Page) -> Image.Image:
    """What is on the screen, reduced, once it does not change: a slow machine draws it in parts.

    By the protocol itself, which Playwright makes slower.
    """
    session = page.context.new_cdp_session(page)
    capture, before = "", None
    while capture != before:
        before = capture
        capture = session.send("Page.captureScreenshot", {"optimizeForSpeed": True})["data"]
    session.detach()
    return Image.open(io.BytesIO(base64.b64decode(capture))).convert("RGB").reduce(REDUCTION)


def alike(got: Image.Image, expected: Image.Image) -> bool:
    one, other = png(got), png(expected)
    return all(differing(one, other, level) <= share for level, share in LIMITS.items())


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def leave(folder: Path, got: Image.Image | None, expected: Image.Image | None) -> None:
    folder.mkdir(parents=True)
    pictures = {"obtenu": got, "attendu": expected}
    if got and expected:
        pictures["difference"] = ImageChops.difference(got, expected).point(
            lambda v: min(255, v * 4)
        )
    for name, picture in pictures.items():
        if picture:
            larger = (picture.width * REDUCTION, picture.height * REDUCTION)
            picture.resize(larger, Image.Resampling.NEAREST).save(folder / f"{name}.png")
