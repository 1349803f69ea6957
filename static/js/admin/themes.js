/* The tab key leaves the field of the themes, which keeps it to itself; and what was typed there is
 * asked for, though nobody chose it in the list: an unknown theme is for the form to refuse. */

const typedIn = ({ target }) => target.closest?.(".tagit-new input");

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && typedIn(event)) event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("focusout", (event) => {
  const field = typedIn(event);
  const name = field?.value.trim();
  if (name) jQuery(field.closest(".tagit").previousElementSibling).tagit("createTag", name);
});

// What a screen reader says of the list; jQuery UI says it in English.
jQuery.ui.autocomplete.prototype.options.messages = {
  noResults: "Aucun thème de ce nom.",
  results: (count) =>
    count > 1 ? `${count} thèmes proposés, à parcourir avec les flèches.` : "1 thème proposé.",
};
