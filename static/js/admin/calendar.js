/* The calendar of a date stands above its field when it would hide a button below it, unless it would
 * hide another there. It never begins beyond the left of a phone. Escape closes it, and nothing else. */

jQuery.fn.datetimepicker.defaults.onShow = function (_date, field) {
  const [calendar] = this;
  const [input] = field;
  const hides = (control) => {
    const [a, b] = [calendar, control].map((element) => element.getBoundingClientRect());
    const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return b.width && !apart;
  };
  requestAnimationFrame(() => {
    if (calendar.getBoundingClientRect().left < 0) calendar.style.left = 0;
    const scope = input.closest("[role=dialog], form") ?? document;
    const controls = [...scope.querySelectorAll(".button, [type=submit], [role=tab]")];
    if (!controls.some(hides)) return;
    const below = calendar.style.top;
    const top = input.getBoundingClientRect().top - calendar.offsetHeight;
    calendar.style.top = `${top + (calendar.style.position === "fixed" ? 0 : scrollY)}px`;
    if (top <= 0 || controls.some(hides)) calendar.style.top = below;
  });
};

addEventListener(
  "keydown",
  (event) => {
    const calendar = jQuery(".xdsoft_datetimepicker:visible");
    if (event.key !== "Escape" || !calendar.length) return;
    event.stopImmediatePropagation();
    calendar.trigger("close.xdsoft");
  },
  true,
);
