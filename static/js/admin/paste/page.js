/* « Importer un texte »: a pasted text or a file, in the fields and the body of a page. */

{
  const byId = (id) => document.getElementById(id);

  const setValue = (input, value) => {
    // The address follows the title; a date would open its calendar.
    if (input.id === "id_title") input.dispatchEvent(new Event("focus"));
    input.value = value;
    for (const type of ["input", "keyup", "change", "blur"]) {
      input.dispatchEvent(new Event(type, { bubbles: type !== "blur" }));
    }
  };

  const getBody = () =>
    portalPaste.getStream(document.querySelector("[name=body-count] + *"));

  const waitFor = (find) =>
    new Promise((resolve) => {
      const look = (tries) => {
        const value = find();
        if (value || !tries) resolve(value);
        else setTimeout(look, 50, tries - 1);
      };
      look(60);
    });

  const getChooser = (id) => byId(`${id}-chooser`)?.widget;

  const addContacts = async (prefix, contacts) => {
    for (const contact of contacts) {
      const number = byId(`id_${prefix}-TOTAL_FORMS`).value;
      byId(`id_${prefix}-ADD`).click();
      const chooser = await waitFor(() => getChooser(`id_${prefix}-${number}-contact`));
      chooser?.setStateFromModalData(contact);
    }
  };

  /** Put the comments of a file on what they are about; return what takes them away. */
  const addComments = (comments, blocks) => {
    const app = window.comments?.commentApp;
    if (!app || !comments.length) return () => {};
    const getAll = () => [...app.store.getState().comments.comments.values()];
    const { id, name, avatarUrl } = app.store.getState().settings.user;
    const former = new Set(getAll().map(({ localId }) => localId));
    app.loadData({
      user: id,
      authors: { [id]: { name, avatar_url: avatarUrl } },
      comments: comments.map(({ field, block, path, position, text }) => ({
        contentpath: field ?? `body.${blocks[block].id}${path}`,
        ...{ position, text, user: id, pk: null, replies: [], created_at: new Date() },
      })),
    });
    return () => {
      for (const { localId } of getAll()) {
        if (!former.has(localId)) app.store.dispatch(app.actions.deleteComment(localId));
      }
    };
  };

  /** What stays in the body: what the page says already, or has no field for. */
  const getSkipped = ({ place, contacts }) => {
    const total = byId(`id_${contacts}-TOTAL_FORMS`)?.value;
    return [
      byId("id_title").value && "title",
      (byId("id_title").value || !place) && "date",
      (byId("id_summary")?.value ?? "none") && "lead",
      total !== "0" && "contacts",
    ].filter(Boolean);
  };

  const fill = async ({ place, contacts }, answer, keepsTypography) => {
    const stream = getBody();
    const fields = { title: answer.title, summary: answer.summary, date: answer.date };
    const former = {};
    for (const [name, value] of Object.entries(fields)) {
      const input = byId(`id_${name}`);
      if (!value || !input) continue;
      former[name] = input.value;
      setValue(input, value);
    }
    const box = byId("id_keeps_typography");
    const wasTicked = box?.checked;
    if (box) box.checked = keepsTypography;
    const chooser = answer.place && getChooser(`id_${place}`);
    const formerPlace = chooser?.getState();
    chooser?.setStateFromModalData(answer.place);
    const first = byId(`id_${contacts}-TOTAL_FORMS`)?.value;
    await addContacts(contacts, answer.contacts);
    const added = portalPaste.insertBlocks(stream, answer.blocks, stream.children.length);
    const removeComments = addComments(answer.comments, added);
    return () => {
      removeComments();
      for (const [name, value] of Object.entries(former)) setValue(byId(`id_${name}`), value);
      chooser?.setState(formerPlace);
      if (box) box.checked = wasTicked;
      answer.contacts.forEach((_contact, index) =>
        byId(`id_${contacts}-${Number(first) + index}-DELETE-button`)?.click(),
      );
      for (const one of added) stream.deleteBlock(one.index);
    };
  };

  /** What was chosen in the preview; its first answer, without choices, takes all there is. */
  const getChoices = (preview) => {
    const names = ["refuses_revisions", "takes_comments", "takes_pictures"];
    const chosen = (name) => preview.querySelector(`[name=${name}]:checked`)?.value ?? "";
    if (!preview.childElementCount) return { takes_comments: "on", takes_pictures: "on" };
    return Object.fromEntries(names.map((name) => [name, chosen(name)]));
  };

  const open = async (panel, dropped = null) => {
    let answer, askAgain, keepsTypography;
    const choice = await portalPaste.open(byId("paste-page").innerHTML, (dialog) => {
      const area = dialog.querySelector("[contenteditable]");
      const input = dialog.querySelector("[type=file]");
      const preview = dialog.querySelector("[data-paste-preview]");
      const button = dialog.querySelector("[value=fill]");
      const skipped = getSkipped(panel.dataset);
      const show = async (asked) => {
        button.disabled = true;
        try {
          answer = await asked;
          preview.innerHTML = answer.preview;
          button.disabled = answer.is_empty;
          if (!answer.is_empty) button.focus();
        } catch (error) {
          preview.textContent = error.message;
        }
      };
      const askFile = (file, extra) => portalPaste.ask("file", { file, skipped, ...extra });
      const showFile = (file) => {
        preview.replaceChildren();
        askAgain = () => askFile(file, { ...getChoices(preview), is_final: "on" });
        preview.onchange = ({ target }) => {
          if (target.name !== "typesets") show(askFile(file, getChoices(preview)));
        };
        show(askFile(file, getChoices(preview)));
      };
      area.addEventListener("paste", (event) => {
        event.preventDefault();
        const [file] = event.clipboardData.files;
        const isText = event.clipboardData.types.some((type) => type.startsWith("text/"));
        if (file && !isText) return showFile(file);
        askAgain = preview.onchange = null;
        show(portalPaste.convert("page", portalPaste.read(event), { skipped }));
      });
      input.addEventListener("change", () => input.files[0] && showFile(input.files[0]));
      takeFiles(dialog, showFile);
      button.addEventListener("click", () => {
        const box = preview.querySelector("[name=typesets]");
        keepsTypography = box ? !box.checked : false;
      });
      area.focus();
      if (dropped) showFile(dropped);
    });
    if (choice !== "fill") return;
    try {
      if (askAgain) answer = await askAgain();
    } catch (error) {
      return portalPaste.fail(error, panel);
    }
    const undo = await fill(panel.dataset, answer, keepsTypography);
    portalPaste.notify(answer.notice, panel, undo);
  };

  /** Hand over the file that is dropped on an element. */
  const takeFiles = (element, take) => {
    const over = "app-paste-panel--over";
    element.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      element.classList.add(over);
    });
    element.addEventListener("dragleave", () => element.classList.remove(over));
    element.addEventListener("drop", (event) => {
      element.classList.remove(over);
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      take(file);
    });
  };

  addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-paste-open]");
    if (button) open(button.closest("[data-paste-panel]"));
  });

  addEventListener("DOMContentLoaded", () => {
    for (const panel of document.querySelectorAll("[data-paste-panel]")) {
      takeFiles(panel, (file) => open(panel, file));
    }
  });
}
