/* A panel of some natures of texts (`data-kinds`) shows for these alone. One that holds something
 * stays, and says so: nothing that was typed is hidden or lost. */

addEventListener("DOMContentLoaded", () => {
  function follow(panel, kind) {
    const note = document.createElement("p");
    note.className = "help-block help-warning";
    note.setAttribute("role", "status");
    panel.querySelector(".w-panel__content")?.prepend(note);
    const isFilled = () => [...panel.querySelectorAll("input, textarea")].some(({ value }) => value);
    const update = () => {
      const belongs = panel.dataset.kinds.split(" ").includes(kind.value);
      panel.hidden = !belongs && !isFilled();
      note.textContent = belongs ? "" : panel.dataset.misplaced;
      note.hidden = belongs;
    };
    kind.addEventListener("change", update);
    update();
  }

  const kind = document.querySelector("#id_kind");
  if (kind) document.querySelectorAll("[data-kinds]").forEach((panel) => follow(panel, kind));

  // A title is one line, however many it takes on the screen.
  document.querySelector("textarea#id_title")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
});
