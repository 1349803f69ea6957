// Comfort only: every page reads, searches and filters without it.
const KEY = "scheme";
const root = document.documentElement;

for (const radio of document.querySelectorAll('[name="theme-choisi"]')) {
  radio.checked = radio.value === (root.dataset.frTheme ?? "system");
  radio.addEventListener("change", () => {
    if (radio.value === "system") {
      delete root.dataset.frTheme;
    } else {
      root.dataset.frTheme = radio.value;
    }
    try {
      if (radio.value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, radio.value);
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
  });
}

for (const choice of document.querySelectorAll("[data-needs-script]")) {
  choice.hidden = false;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    const url = location.origin + location.pathname;
    navigator.share({ title: button.dataset.share, url }).catch(() => {}); // given up
  });
}

// A dialog keeps the keyboard: Tab goes round in it.
for (const dialog of document.querySelectorAll("[role=dialog]")) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll("button, input:checked")];
    if (event.shiftKey) stops.reverse();
    if (document.activeElement !== stops.at(-1)) return;
    event.preventDefault();
    stops[0].focus();
  });
}

// A panel over the page closes when the keyboard leaves it, which would go on out of sight.
if (HTMLElement.prototype.hidePopover) {
  addEventListener("focusin", ({ target }) => {
    if (target.closest(":popover-open")) return;
    for (const panel of document.querySelectorAll(":popover-open")) {
      // A click inside it, between its fields, gives the focus to `main`, which holds it.
      if (!target.contains(panel)) panel.hidePopover();
    }
  });
}

for (const panel of document.querySelectorAll("[popover]")) {
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") panel.querySelector("#portail-q")?.focus();
    // Browsers give the focus back to what opened the first panel, not to what opened one over it.
    else if (panel.contains(document.activeElement))
      document.querySelector(`:popover-open [popovertarget="${panel.id}"]`)?.focus();
  });
}

// Copying: the page's address, its text, one of its quotations.
const said = document.querySelector(".app-copied");

// What a button copies: words that it holds, words to be fetched, or where one is.
async function words({ copy, copyFrom }) {
  if (!copyFrom) return copy ?? location.origin + location.pathname;
  const answer = await fetch(copyFrom);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function copied(button) {
  const text = words(button.dataset).then((found) => new Blob([found], { type: "text/plain" }));
  try {
    // The promise itself: waiting for the text first would outlast the visitor's click.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return button.dataset.copied;
  } catch {
    return said.dataset.failed;
  }
}

for (const button of document.querySelectorAll("[data-copied]")) {
  button.hidden = !window.ClipboardItem;
  button.addEventListener("click", async () => {
    button.focus(); // not every browser does
    said.textContent = ""; // or the same words would not be said again
    said.textContent = await copied(button);
  });
  button.addEventListener("blur", () => (said.textContent = ""));
}

// What suggests comes with the visitor to the search box, who may be there before us.
const box = document.querySelector("#portail-q");
const { script } = document.querySelector("#portail-suggestions").dataset;
Object.assign(box, { role: "combobox", ariaAutoComplete: "list", autocomplete: "off" });
box.ariaExpanded = false;
for (const event of ["focus", "input"]) {
  box.addEventListener(event, () => import(script).catch(() => {}), { once: true }); // a plain form
}
