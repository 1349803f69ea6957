"""What a reader loses when a page is enlarged, spaced out or printed."""

from playwright.sync_api import Page

# Text outside the screen, or outside a box that hides what does not fit.
LOST = """
const lost = () => {
  const found = new Set();
  const said = (node, why) => found.add(`${why}: ${node.data.trim().slice(0, 40)}`);
  if (document.documentElement.scrollWidth > innerWidth) {
    found.add(`wider than the screen: ${document.documentElement.scrollWidth}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  // What is for ears alone: labels of icons, of search boxes, and what is not there yet.
  const unseen = `.fr-sr-only, [aria-hidden="true"], option, .fr-skiplinks, .fr-share .fr-btn,
    .fr-search-bar :is(.fr-label, .fr-btn), .fr-header__navbar .fr-btn,
    .fr-pagination :is(.fr-pagination__link--prev, .fr-pagination__link--next)`;
  const seen = { opacityProperty: true, visibilityProperty: true };
  const outside = ({ x, y, edges }, { left, right, top, bottom }) =>
    x !== "visible" && (right > edges.right + 1 || left < edges.left - 1) ||
    y !== "visible" && (bottom > edges.bottom + 1 || top < edges.top - 1);
  // Most texts are in the same boxes, and a style is long to ask for.
  const known = new Map();
  const measured = (box) => {
    if (!known.has(box)) {
      const { overflowX: x, overflowY: y } = getComputedStyle(box);
      const hides = x !== "visible" || y !== "visible";
      const scrolls = /auto|scroll/.test(x + y);
      known.set(box, { x, y, hides, scrolls, edges: hides && box.getBoundingClientRect() });
    }
    return known.get(box);
  };
  for (let node; (node = texts.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility(seen)) continue;
    if (parent.closest(unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
    for (let box = parent; box && box !== document.body; box = box.parentElement) {
      const part = measured(box);
      if (part.scrolls) { boxes.length = 0; break; }
      if (part.hides && boxes.some((each) => outside(part, each))) said(node, "cut");
    }
    if (boxes.some(({ left, right }) => right > innerWidth + 1 || left < -1)) said(node, "outside");
    // A word that sticks out of what holds it, over its neighbour.
    const block = parent.closest(":not(a, b, strong, em, i, span, small, sup, time, mark, code)");
    const { right } = block.getBoundingClientRect();
    if (boxes.some((each) => each.right > right + 1)) said(node, "sticks out");
  }
  return [...found];
};
"""
# Then with a style sheet of the reader's own (WCAG 1.4.12); built, as the policy refuses one
# written.
TWICE_LOST = f"""() => {{
  {LOST}
  const found = lost();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {{ line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; }} p {{ margin-bottom: 2em !important; }}`);
  document.adoptedStyleSheets = [sheet];
  found.push(...lost().map((fault) => `spaced out, ${{fault}}`));
  document.adoptedStyleSheets = [];
  return found;
}}"""

# What one cannot press on paper.
PRESSABLE = """() => [...document.querySelectorAll(
  "button, input, select, textarea, video, [popover], .fr-skiplinks, .fr-pagination, .fr-share")]
  .filter((node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((node) => `printed: ${node.outerHTML.slice(0, 80)}`)"""


def lost(page: Page, width: int) -> list[str]:
    """What does not fit, with the portal's spacing and with the reader's."""
    page.set_viewport_size({"width": width, "height": 900})
    return [f"{width} px, {fault}" for fault in page.evaluate(TWICE_LOST)]


def printed(page: Page) -> list[str]:
    page.emulate_media(media="print")
    problems = page.evaluate(PRESSABLE)
    page.emulate_media(media="screen")
    return problems
