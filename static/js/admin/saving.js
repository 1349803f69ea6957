/* Once it has saved a text that was refused, Wagtail's editor watches it no longer: neither saves
 * what is typed next, nor warns who leaves. Here it begins again. */

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector('[data-w-unsaved-force-value="true"]');
  form?.addEventListener(
    "w-unsaved:clear",
    () => {
      const { controller } = form.dataset;
      form.dataset.controller = controller.replace("w-unsaved", "");
      requestAnimationFrame(() => (form.dataset.controller = controller));
    },
    { once: true },
  );
});
