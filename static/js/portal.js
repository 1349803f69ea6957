// Comfort only: every page reads, searches and filters without it.
const KEY = "scheme";
const root = document.documentElement;

for (const radio of document.querySelectorAll('[name="theme-choisi"]')) {
  radio.checked = radio.value === (root.dataset.frTheme ?? "system");
  radio.addEventListener("change", () => {
    if (radio.value === "system") {
      delete root.dataset.frTheme;
    } else {
      root.dataset.frTheme = radio.value;
    }
    try {
      if (radio.value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, radio.value);
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
  });
}

for (const choice of document.querySelectorAll("[data-needs-script]")) {
  choice.hidden = false;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}
