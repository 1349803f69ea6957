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

/* Rich text editors, and other scripts, write their fields anew once they are drawn: on a slow machine,
 * after Wagtail began to watch the form. Nothing is saved in the name of somebody who touched nothing. */

{
  let isTouched = false;
  for (const type of ["input", "keydown", "click", "pointerdown", "paste", "drop"])
    addEventListener(type, ({ isTrusted }) => (isTouched ||= isTrusted), true);

  addEventListener(
    "w-autosave:save",
    (event) => {
      const { target: form } = event;
      if (isTouched || form.dataset.wUnsavedForceValue === "true") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved")?.clear();
    },
    true,
  );
}

/* Who submits a text while the editor saves it by itself waits for the answer: the first save of a
 * new page makes it, and two at once would make it twice. Once somebody has submitted a text, or
 * acted on it, it saves itself no more: it would act again. */

{
  const LONGEST_WAIT = 20_000; // milliseconds
  let saving = Promise.resolve();
  let answered = null; // ends the wait; null when nothing is being saved
  let leaves = false;

  addEventListener("w-autosave:save", (event) => {
    const acts = event.detail.formData.has("action-workflow-action");
    if (leaves || acts) event.preventDefault();
    if (event.defaultPrevented) return;
    saving = new Promise((resolve) => {
      answered = resolve;
      setTimeout(resolve, LONGEST_WAIT);
    });
  });
  for (const type of ["success", "error", "deactivated"]) {
    addEventListener(`w-autosave:${type}`, () => {
      answered?.();
      answered = null;
    });
  }

  addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (!form.matches("[data-controller~=w-autosave]")) return;
      leaves = true;
      if (!answered || !submitter) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      saving.then(() => {
        answered = null;
        submitter.disabled = false; // or its name would not be sent
        form.requestSubmit(submitter);
      });
    },
    true,
  );
}
