/* A form that was refused opens on the first tab that holds an error. */

document.addEventListener("w-tabs:ready", ({ target }) => {
  const panels = [...target.querySelectorAll("[role=tabpanel]")];
  const faulty = panels.filter((panel) => panel.querySelector(".error-message"));
  if (!faulty.length || faulty.some((panel) => !panel.hidden)) return;
  target.querySelector(`[aria-controls="${faulty[0].id}"]`)?.click();
});
