// Copying: the page's address, its text, one of its quotations. Comfort only: a sheet of style
// hides these buttons where there is no script.
const status = document.querySelector(".app-copied");

// What a button copies: words that it holds, words to be fetched, or where one is.
async function words({ copy, copyFrom }) {
  if (!copyFrom) return copy ?? location.origin + location.pathname;
  const answer = await fetch(copyFrom);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function copied(button) {
  const text = words(button.dataset).then((found) => new Blob([found], { type: "text/plain" }));
  try {
    // The promise itself: waiting for the text first would outlast the visitor's click.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return button.dataset.copied;
  } catch {
    return status.dataset.failed;
  }
}

for (const button of document.querySelectorAll("[data-copied]")) {
  button.hidden = !window.ClipboardItem;
  button.addEventListener("click", async () => {
    button.focus(); // not every browser does
    status.textContent = ""; // or the same words would not be said again
    status.textContent = await copied(button);
  });
  button.addEventListener("blur", () => (status.textContent = ""));
}
