// Blocking, in the head: the chosen theme is set before anything is drawn.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.frTheme = chosen;
  }
} catch {
  // Storage refused: the system's theme stays.
}
