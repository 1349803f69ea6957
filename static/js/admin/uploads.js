/* A refused upload loses nothing of what was typed and chosen. */

/* Wagtail draws the form of a window anew, and the browser puts no file in it. Those that nobody refused
 * stay chosen. */

{
  let chosen = new Map(); // the files of the last form that was sent, by the names of their fields

  addEventListener(
    "submit",
    ({ target: form }) => {
      const fields = [...form.querySelectorAll(".modal [type=file]")];
      chosen = new Map(fields.map(({ name, files }) => [name, files]));
    },
    true,
  );
  jQuery(document).on("ajaxComplete", (_event, _answer, { type }) => {
    if (type !== "POST") return;
    for (const field of document.querySelectorAll(".modal [type=file]:not([aria-invalid=true])")) {
      if (!field.files.length && chosen.has(field.name)) field.files = chosen.get(field.name);
    }
    chosen = new Map(); // the next window is another upload
  });
}

/* The window of videos and sounds would come back without its title, its search, and what was chosen:
 * the errors alone are taken of it. Where the server answers nothing, it would say nothing. */

addEventListener("DOMContentLoaded", () => {
  const steps = window.MEDIA_CHOOSER_MODAL_ONLOAD_HANDLERS;
  if (!steps) return;
  const getForms = (scope) => [...scope.querySelectorAll("form.media-upload")];

  const showErrors = (form, answer) => {
    const [fields, others] = [form, answer].map((one) => one.querySelectorAll("[data-field]"));
    fields.forEach((field, index) => {
      const other = others[index];
      field.classList.toggle("w-field--error", other.classList.contains("w-field--error"));
      const errors = other.querySelector("[data-field-errors]");
      field.querySelector("[data-field-errors]").replaceChildren(...errors.childNodes);
      const [input, refused] = [field, other].map((one) => one.querySelector("[name]"));
      if (refused?.ariaInvalid) input.ariaInvalid = "true";
      else input?.removeAttribute("aria-invalid");
    });
    form.parentElement.querySelector(".messages")?.remove();
    form.before(...answer.parentElement.querySelectorAll(".messages"));
  };

  const stopWaiting = (form) => {
    const button = form.querySelector("[type=submit]");
    button.dataset.wProgressLoadingValue = "false";
    (form.querySelector("[aria-invalid=true]") ?? button).focus();
  };

  const { chooser } = steps;
  steps.chooser = (modal, data) => {
    chooser(modal, data);
    const load = modal.loadResponseText;
    modal.loadResponseText = (text) => {
      const { step, html } = JSON.parse(text);
      if (step !== "chooser") return load(text);
      const answers = getForms(new DOMParser().parseFromString(html, "text/html"));
      for (const form of getForms(modal.body[0])) {
        const action = form.getAttribute("action");
        showErrors(form, answers.find((one) => one.getAttribute("action") === action));
        stopWaiting(form);
      }
    };
  };

  jQuery(document).on("ajaxError", (_event, { status }, { type, url }) => {
    const form = getForms(document).find(({ action }) => type === "POST" && action === url);
    if (!form) return;
    const note = form.querySelector(".app-failure") ?? document.createElement("p");
    note.className = "app-failure error-message";
    note.setAttribute("role", "alert");
    note.textContent =
      `Le fichier n’a pas été transféré (erreur ${status}). ` +
      "Rien de ce que vous avez écrit n’est perdu : essayez de nouveau.";
    form.append(note);
    stopWaiting(form);
  });
});

/* The title of a recording is the name of its file, unless one is typed. */
document.addEventListener("change", ({ target }) => {
  const title = document.getElementById(target.dataset?.titleField);
  if (title && !title.value) title.value = target.files[0]?.name.replace(/\.[^.]+$/, "") ?? "";
});
