/* The list « Vérifications du portail » of the side panel: of the draft as it was saved last. */

{
  const PAGE = /\/pages\/(\d+)\/edit\//;

  const show = async () => {
    const list = document.querySelector("[data-content-findings]");
    const [, key] = location.pathname.match(PAGE) ?? [];
    if (!list || !key) return;
    const root = location.pathname.slice(0, location.pathname.indexOf("/pages/"));
    try {
      const response = await fetch(`${root}/verifications/${key}/`);
      if (response.ok) list.innerHTML = await response.text();
    } catch {
      // The list stays as it was: the next save asks again
    }
  };

  addEventListener("DOMContentLoaded", show);
  addEventListener("w-autosave:success", show);
}
