/* « Coller un texte »: the whole of a text, in the fields and the body of a new page. */

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

  const fill = async ({ place, contacts }, answer) => {
    const stream = getBody();
    const fields = { title: answer.title, summary: answer.summary, date: answer.date };
    const former = {};
    for (const [name, value] of Object.entries(fields)) {
      const input = byId(`id_${name}`);
      if (!value || !input) continue;
      former[name] = input.value;
      setValue(input, value);
    }
    const chooser = answer.place && getChooser(`id_${place}`);
    const formerPlace = chooser?.getState();
    chooser?.setStateFromModalData(answer.place);
    const first = byId(`id_${contacts}-TOTAL_FORMS`)?.value;
    await addContacts(contacts, answer.contacts);
    const added = portalPaste.insertBlocks(stream, answer.blocks, stream.children.length);
    return () => {
      for (const [name, value] of Object.entries(former)) setValue(byId(`id_${name}`), value);
      chooser?.setState(formerPlace);
      answer.contacts.forEach((_contact, index) =>
        byId(`id_${contacts}-${Number(first) + index}-DELETE-button`)?.click(),
      );
      for (const one of added) stream.deleteBlock(one.index);
    };
  };

  const ask = async (panel) => {
    let answer;
    const choice = await portalPaste.open(byId("paste-page").innerHTML, (dialog) => {
      const area = dialog.querySelector("[contenteditable]");
      const preview = dialog.querySelector("[data-paste-preview]");
      const button = dialog.querySelector("[value=fill]");
      area.addEventListener("paste", async (event) => {
        event.preventDefault();
        const skipped = getSkipped(panel.dataset);
        try {
          answer = await portalPaste.convert("page", portalPaste.read(event), { skipped });
          preview.innerHTML = answer.preview;
          button.disabled = answer.is_empty;
          if (!answer.is_empty) button.focus();
        } catch (error) {
          preview.textContent = error.message;
        }
      });
      area.focus();
    });
    if (choice !== "fill") return;
    const undo = await fill(panel.dataset, answer);
    portalPaste.notify(answer.preview, panel, undo);
  };

  addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-paste-open]");
    if (button) ask(button.closest("[data-paste-panel]"));
  });
}
