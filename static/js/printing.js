// Printing: comfort only, a sheet of style hides the button where there is no script.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}
