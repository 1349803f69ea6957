/* A picture without a description is asked for it before it is sent: once it was refused, the browser
 * would no longer hold the file. At the click, which Enter makes too: Wagtail's button would stay
 * disabled after a submission that is stopped. */

document.addEventListener(
  "click",
  (event) => {
    const form = event.target.closest?.("[type=submit]")?.form;
    if (!form) return;
    const field = (name) => form.querySelector(`[name$="${name}"]`);
    const [alt, decorative, file] = ["alt", "is_decorative", "file"].map(field);
    if (!alt || !decorative || file?.type !== "file") return;
    if (alt.value.trim() || decorative.checked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const id = `${alt.id}-missing`;
    const note = document.getElementById(id) ?? document.createElement("p");
    Object.assign(note, { id, className: "error-message" });
    note.setAttribute("role", "alert");
    note.textContent = "Décrivez l’image, ou cochez « décorative » si elle n’apprend rien.";
    alt.after(note);
    alt.setAttribute("aria-describedby", id);
    alt.focus();
  },
  true,
);
