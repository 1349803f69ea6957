/* Warn five minutes before the session ends; when it has ended, say how to keep what was typed.
 *
 * The server decides: to ask it how much is left prolongs nothing. It hears of an act when the person
 * asks to stay, or has just typed or clicked here without loading a page. */

const WARNING = 5 * 60_000; // milliseconds
const PAUSE = 20_000; // between two questions, while a warning is shown
document.body.append(document.getElementById("app-session").content); // after the page's own links
const dialog = document.querySelector(".app-session");
const { url, user } = dialog.dataset;
let timer;
let touched = -Infinity;
let noticed = false; // the person knows of an end that nothing puts off

for (const type of ["input", "keydown", "pointerdown"])
  addEventListener(type, ({ isTrusted }) => isTrusted && (touched = Date.now()), true);

/** Return what the server says of the session; null when there is none. */
async function ask(method) {
  const headers = { Accept: "application/json", "X-CSRFToken": wagtailConfig.CSRF_TOKEN };
  const response = await fetch(url, { method, headers, redirect: "manual" });
  if (response.status >= 500) throw new Error(response.statusText);
  const state = response.ok ? await response.json() : null;
  return String(state?.user) === user ? state : null;
}

/** Return « 9 h 05 ». */
const clock = (date) =>
  `${date.getHours()}\u00a0h\u00a0${String(date.getMinutes()).padStart(2, "0")}`;

function show(name, end) {
  const parts = [...dialog.querySelectorAll("[data-part]")];
  const part = parts.find((each) => each.dataset.part === name);
  if (dialog.open && !part.hidden) return;
  for (const each of parts) each.hidden = each !== part;
  dialog.setAttribute("aria-labelledby", `app-session-${name}`);
  const time = part.querySelector("[data-time]");
  if (time) time.textContent = clock(new Date(end));
  dialog.close();
  dialog.showModal();
}

/** A login in another tab changes the token that forms send. */
function renew(token) {
  wagtailConfig.CSRF_TOKEN = token;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
}

async function check(method = "GET") {
  clearTimeout(timer);
  let state;
  try {
    state = await ask(method);
  } catch {
    timer = setTimeout(check, PAUSE); // the network is away
    return;
  }
  if (!state) {
    show("over");
    return;
  }
  renew(state.token);
  const left = state.seconds * 1000;
  if (left > WARNING) {
    noticed = false;
    dialog.close();
    timer = setTimeout(check, left - WARNING);
  } else if (state.may_stay && method === "GET" && Date.now() - touched < WARNING) {
    await check("POST");
  } else {
    if (!noticed) show(state.may_stay ? "soon" : "last", Date.now() + left);
    timer = setTimeout(check, Math.min(left + 1000, PAUSE));
  }
}

function leave() {
  const is = (name) => !dialog.querySelector(`[data-part=${name}]`).hidden;
  if (is("soon")) check("POST");
  if (is("last")) noticed = true;
  if (!is("soon")) dialog.close();
}

dialog.addEventListener("click", ({ target }) => {
  if (target.matches("[data-stay], [data-close]")) leave();
});
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
/** Return whether the server still knows the session. Whoever sends a form cannot wait for a promise. */
function hasSession() {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.setRequestHeader("Accept", "application/json");
  try {
    request.send();
  } catch {
    return true; // the network is away: the browser will say so
  }
  if (request.status >= 500) return true;
  const isState = request.getResponseHeader("Content-Type")?.includes("json"); // not a page of logins
  const state = isState ? JSON.parse(request.responseText) : null;
  if (String(state?.user) !== user) return false;
  renew(state.token);
  return true;
}

/* What is sent without a session is lost, and the page with it. */
addEventListener(
  "submit",
  (event) => {
    if (event.target.method !== "post" || hasSession()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show("over");
  },
  true,
);
dialog.addEventListener("close", () => {
  for (const button of document.querySelectorAll("[data-w-progress-loading-value=true]"))
    button.dataset.wProgressLoadingValue = false; // its form was held back: it may be pressed again
});
addEventListener("visibilitychange", () => document.hidden || check());
timer = setTimeout(check, Math.max(0, dialog.dataset.seconds * 1000 - WARNING));
