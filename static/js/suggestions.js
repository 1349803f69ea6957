// Suggestions in the header's search box: the ARIA guide's combobox with a list.
// Whatever fails leaves a plain form.
const input = document.querySelector("#portail-q");
const list = document.querySelector("#portail-suggestions");
const status = list.nextElementSibling;
let items = [];
let active, timer, request;

const make = (name, ...content) => {
  const node = document.createElement(name);
  node.append(...content);
  return node;
};
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The title, with what was typed in bold.
const marked = (title) => {
  const typed = plain(input.value).split(/[^\p{L}\p{N}]+/u);
  return title.split(/([\p{L}\p{N}]+)/u).flatMap((part) => {
    const end = Math.max(...typed.map((word) => plain(part).startsWith(word) && word.length));
    return end ? [make("b", part.slice(0, end)), part.slice(end)] : part;
  });
};

const choose = (index) => {
  active = index;
  [...list.children].forEach((option, i) => { option.ariaSelected = i === index; });
  list.children[index]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", list.children[index]?.id ?? "");
};
const show = (open) => {
  list.hidden = !open;
  input.ariaExpanded = open;
  choose(-1);
};
const stop = () => {
  clearTimeout(timer);
  request?.abort();
  show(false);
};
const go = (index) => {
  stop();
  location.assign(items[index].url);
};

const ask = async () => {
  request = new AbortController();
  try {
    const url = `${list.dataset.url}?q=${encodeURIComponent(input.value)}`;
    items = await (await fetch(url, { signal: request.signal })).json();
  } catch {
    return; // overtaken, or no answer
  }
  list.replaceChildren(...items.map(({ label, kind }, index) => {
    const option = make("li", ...marked(label), " ", make("small", kind));
    option.onclick = () => go(index);
    return Object.assign(option, { id: `${list.id}-${index}`, role: "option" });
  }));
  show(items.length > 0);
  const { none, one, many } = status.dataset;
  status.textContent = [none, one][items.length] ?? many.replace("#", items.length);
};

show(false);
input.onblur = stop;
input.oninput = () => {
  stop();
  items = [];
  status.textContent = "";
  if (input.value.trim().length > 2) timer = setTimeout(ask, 180);
};
input.onkeydown = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing) return;
  if (step && items.length) {
    const from = active < 0 && step < 0 ? 0 : active;
    if (list.hidden) show(true);
    choose((from + step + items.length) % items.length);
  } else if (event.key === "Escape" && !list.hidden) stop();
  else if (event.key === "Enter" && active >= 0) go(active);
  else return;
  event.preventDefault(); // the caret, the popover and the form stay
};
list.onmousedown = (event) => event.preventDefault(); // the box keeps the focus
if (input.value) input.oninput(); // typed before this script came
