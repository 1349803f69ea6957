/* The list « Vérifications du portail » of the side panel: of the draft as it was saved last. */

{
  const PAGE = /\/pages\/(\d+)\/edit\//;
  const FIELDS = "[contenteditable=true], input:not([type=hidden]), textarea, select";
  const TAB_OPENS = 300; // milliseconds, in which it goes back to where it was scrolled

  // The field or the block at a path that Wagtail gives to comments: « #:w:contentpath=body.key »
  const find = (hash) => {
    const [, path] = hash.match(/^#:w:contentpath=([\w.-]+)$/) ?? [];
    const form = path && document.querySelector("[data-edit-form]");
    if (!form) return null;
    const parts = path.split(".").map((part) => `[data-contentpath="${part}"]`);
    const rows = form.querySelector(`[id="id_${path}-FORMS"]`); // of contacts: their panel holds them
    return form.querySelector(parts.join(" ")) ?? rows?.closest("[data-panel]");
  };

  // Return whether the element was in another tab
  const open = (element) => {
    const tab = element.closest("[role=tabpanel]");
    const isElsewhere = Boolean(tab?.hidden);
    if (isElsewhere) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    const dialog = element.closest("[data-controller~=w-dialog]"); // of the dates of publication
    if (dialog) document.querySelector(`[data-a11y-dialog-show="${dialog.id}"]`)?.click();
    for (let panel = element.closest("[data-panel]"); panel; ) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      panel = panel.parentElement?.closest("[data-panel]");
    }
    return isElsewhere;
  };

  // On a phone the side panel covers the form
  const uncover = (link, target) => {
    const side = link.closest(".form-side");
    if (side && side.getBoundingClientRect().left <= target.getBoundingClientRect().left) {
      side.querySelector("[data-form-side-close-button]")?.click();
    }
  };

  // A field that stays hidden is led to all the same
  const whenShown = (element, act, frames = 60) => {
    if (frames === 0 || element.checkVisibility()) act();
    else requestAnimationFrame(() => whenShown(element, act, frames - 1));
  };

  const focus = (target, link) => {
    const isVisible = (each) => each.checkVisibility();
    const field =
      [...target.querySelectorAll(FIELDS)].find(isVisible) ??
      [...target.querySelectorAll("button")].find(isVisible);
    if (link) uncover(link, target);
    (field ?? target).scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  };

  const lead = (target, link) => {
    const delay = open(target) ? TAB_OPENS : 0;
    setTimeout(() => whenShown(target, () => focus(target, link)), delay);
  };

  const follow = (event) => {
    const link = event.target.closest?.("[data-finding]");
    const target = link && find(link.hash);
    if (!target) return;
    event.preventDefault();
    lead(target, link);
  };

  // From the report: once the blocks of the body stand, which scripts make
  const arrive = () => {
    const target = find(location.hash);
    if (target) lead(target);
  };

  const show = async () => {
    const list = document.querySelector("[data-content-findings]");
    const [, key] = location.pathname.match(PAGE) ?? [];
    if (!list || !key) return;
    const root = location.pathname.slice(0, location.pathname.indexOf("/pages/"));
    try {
      const response = await fetch(`${root}/verifications/${key}/`);
      if (response.ok) list.innerHTML = await response.text();
    } catch {
      return; // the list stays as it was: the next save asks again
    }
    for (const link of list.querySelectorAll("[data-finding]")) {
      if (!find(link.hash)) link.replaceWith(...link.childNodes); // a date is set elsewhere
    }
  };

  addEventListener("DOMContentLoaded", show);
  addEventListener("w-autosave:success", show);
  addEventListener("click", follow);
  addEventListener("load", arrive);
}
