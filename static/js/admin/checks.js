/* The list « Vérifications du portail » of the side panel: of the draft as it was saved last. */

{
  const PAGE = /\/pages\/(\d+)\/edit\//;

  // The field or the block of a finding, by the path that Wagtail gives to comments
  const find = (link) => {
    const [field, ...blocks] = link.hash.slice(link.hash.indexOf("=") + 1).split(".");
    const form = document.querySelector("[data-edit-form]");
    const parts = [field, ...blocks].map((part) => `[data-contentpath="${CSS.escape(part)}"]`);
    const list = `[id$="-${CSS.escape(field)}-section"]`; // of contacts and other rows
    return form?.querySelector(parts.join(" ")) ?? form?.querySelector(list);
  };

  const open = (element) => {
    const tab = element.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    for (let panel = element.closest("[data-panel]"); panel; ) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      panel = panel.parentElement?.closest("[data-panel]");
    }
  };

  const lead = (event) => {
    const link = event.target.closest("[data-finding]");
    const target = link && find(link);
    if (!target) return;
    event.preventDefault();
    open(target);
    target.scrollIntoView({ block: "center" });
    target
      .querySelector("[contenteditable=true], input:not([type=hidden]), textarea, select, button")
      ?.focus({ preventScroll: true });
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
      if (!find(link)) link.replaceWith(...link.childNodes); // a date is set elsewhere
    }
  };

  addEventListener("DOMContentLoaded", show);
  addEventListener("w-autosave:success", show);
  addEventListener("click", lead);
}
