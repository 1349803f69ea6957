/* The list of all themes narrows as one types, blind to accents and capitals. What is ticked stays
 * in view. Without this script, the list is whole. */

addEventListener("DOMContentLoaded", () => {
  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .trim();

  const count = (number) => (number > 1 ? `${number} thèmes` : number ? "1 thème" : "Aucun thème");

  function addFilter(list) {
    const rows = [...list.children].map((row) => ({ row, box: row.querySelector("input") }));
    const name = ({ row }) => row.textContent.trim();
    const label = document.createElement("label");
    label.className = "app-themes__filter";
    label.textContent = "Filtrer la liste";
    const field = document.createElement("input");
    Object.assign(field, { type: "search", autocomplete: "off", id: `${list.id}-filter` });
    label.append(field);
    const status = document.createElement("p");
    status.className = "app-themes__status";
    status.setAttribute("role", "status");
    list.before(label, status);
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", "Thèmes");

    const found = () => rows.filter((each) => fold(name(each)).includes(fold(field.value)));
    function update() {
      const matches = found();
      rows.forEach((each) => (each.row.hidden = !each.box.checked && !matches.includes(each)));
      const chosen = rows.filter(({ box }) => box.checked).map(name);
      const sentences = [chosen.length ? `Choisis : ${chosen.join(", ")}.` : "Aucun thème choisi."];
      if (field.value.trim())
        sentences.unshift(
          matches.length
            ? `${count(matches.length)} de ce nom.`
            : "Aucun thème de ce nom : l’administration du portail en ajoute dans « Référentiels ».",
        );
      status.textContent = sentences.join(" ");
    }
    // What is typed here is no change of the text: nothing is to be saved.
    for (const type of ["input", "change", "keyup"])
      field.addEventListener(type, (event) => event.stopPropagation());
    field.addEventListener("input", update);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") field.value = "";
      else if (event.key !== "Enter") return;
      event.preventDefault(); // the form is not sent
      const [only, ...others] = event.key === "Enter" && field.value.trim() ? found() : [];
      if (only && !others.length) {
        only.box.click();
        field.value = "";
      }
      update();
    });
    list.addEventListener("change", update);
    update();
  }

  document.querySelectorAll("div.app-themes").forEach(addFilter);
});
