/* The calendar of a date stands above its field when it would hide a button below it. */

jQuery.fn.datetimepicker.defaults.onShow = function (_date, field) {
  const [calendar] = this;
  const [input] = field;
  const hides = (button) => {
    const [a, b] = [calendar, button].map((element) => element.getBoundingClientRect());
    return b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  };
  requestAnimationFrame(() => {
    const scope = input.closest("[role=dialog], form") ?? document;
    if (![...scope.querySelectorAll("button, [type=submit]")].some(hides)) return;
    const top = input.getBoundingClientRect().top - calendar.offsetHeight;
    if (top > 0) calendar.style.top = `${top + (calendar.style.position === "fixed" ? 0 : scrollY)}px`;
  });
};
