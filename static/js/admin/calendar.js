/* The calendar of a date stands above its field when it would hide a button below it. Where it would
 * hide another there, what stands below makes room for it. It never begins beyond the left of a phone.
 * Escape closes it, and nothing else. */

{
  const RELEASE = 300; // milliseconds, in which a tap ends
  const { defaults } = jQuery.fn.datetimepicker;
  const open = new WeakSet(); // the inputs whose calendar shows
  let isPressed = false;
  for (const type of ["pointerdown", "pointerup", "pointercancel"])
    addEventListener(type, () => (isPressed = type === "pointerdown"), true);

  const place = (calendar, input) => {
    const hides = (control) => {
      const [a, b] = [calendar, control].map((element) => element.getBoundingClientRect());
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
      return b.width && !apart;
    };
    if (calendar.getBoundingClientRect().left < 0) calendar.style.left = 0;
    const scope = input.closest("[role=dialog], form") ?? document;
    const controls = [...scope.querySelectorAll(".button, [type=submit], [role=tab]")];
    if (!controls.some(hides)) return;
    const below = calendar.style.top;
    const top = input.getBoundingClientRect().top - calendar.offsetHeight;
    calendar.style.top = `${top + (calendar.style.position === "fixed" ? 0 : scrollY)}px`;
    if (top > 0 && !controls.some(hides)) return;
    calendar.style.top = below;
    input.parentElement.style.marginBlockEnd = `${calendar.offsetHeight}px`;
  };

  /** Take the room back once who presses something below has let go of it: it would move away. */
  const takeRoomBack = (input) => {
    if (isPressed) setTimeout(takeRoomBack, RELEASE, input);
    else if (!open.has(input)) input.parentElement.style.marginBlockEnd = "";
  };

  defaults.onShow = function (_date, [input]) {
    open.add(input);
    requestAnimationFrame(() => place(this[0], input));
  };
  defaults.onClose = (_date, [input]) => {
    open.delete(input);
    setTimeout(takeRoomBack, RELEASE, input);
  };
}

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
