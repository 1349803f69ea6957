/* The questions and the messages about what is pasted. */

{
  const copyPart = (name) => {
    const template = document.getElementById("paste-parts").content.querySelector(`#${name}`);
    return template.content.firstElementChild.cloneNode(true);
  };

  /** Show a dialog, and answer the value of the button that closes it; "" for Escape. */
  portalPaste.open = (html, prepare = () => {}) =>
    new Promise((resolve) => {
      const dialog = copyPart("paste-dialog");
      const back = document.activeElement;
      dialog.querySelector("form").innerHTML = html;
      document.body.append(dialog);
      dialog.addEventListener("close", () => {
        dialog.remove();
        back?.focus();
        resolve(dialog.returnValue);
      });
      dialog.showModal();
      prepare(dialog);
    });

  /** Say what was done, before an element; « Annuler » and Ctrl+Z there undo it, until one types. */
  portalPaste.notify = (html, before, undo) => {
    document.querySelector(".app-paste-notice")?.remove();
    const notice = copyPart("paste-notice");
    notice.querySelector("[data-paste-words]").innerHTML = html;
    before.before(notice);
    const button = notice.querySelector("[data-paste-undo]");
    const revert = () => {
      if (button.hidden) return;
      notice.remove();
      undo();
    };
    button.hidden = !undo;
    addEventListener("beforeinput", () => (button.hidden = true), { capture: true, once: true });
    button.addEventListener("click", revert);
    notice.querySelector("[data-paste-close]").addEventListener("click", () => notice.remove());
    notice.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        revert();
      }
    });
    notice.focus();
    return notice;
  };

  /** Say, before an element, why nothing was pasted. */
  portalPaste.fail = (error, before) => {
    const words = document.createElement("p");
    words.textContent = error.message;
    portalPaste.notify(words.outerHTML, before);
  };
}
