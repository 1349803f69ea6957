// Comfort for lists: their filters, and what is ticked in them.

// How many results the ticked filters would leave.
for (const place of document.querySelectorAll("[data-count-of]")) {
  let last = 0;
  place.closest("form").addEventListener("change", async ({ currentTarget }) => {
    const turn = ++last;
    place.textContent = "";
    const address = `${location.pathname}?${new URLSearchParams(new FormData(currentTarget))}`;
    const answer = await fetch(address, { headers: { Purpose: "prefetch" } }); // nobody searched
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn === last) place.textContent = page.querySelector(place.dataset.countOf).textContent;
  });
}

// Three offers at most stand side by side.
const picks = [...document.querySelectorAll(".app-pick input")];

function limit() {
  const full = picks.filter((pick) => pick.checked).length >= 3;
  for (const pick of picks) pick.disabled = full && !pick.checked;
  takeAlong();
}

// To the other pages of the list; its form sends what is ticked without us.
function takeAlong() {
  const ticked = new URLSearchParams(new FormData(picks[0]?.form)).getAll("offre");
  for (const link of document.querySelectorAll(".fr-pagination [href], .app-chips [href]")) {
    const address = new URL(link.href);
    address.searchParams.delete("offre");
    for (const reference of ticked) address.searchParams.append("offre", reference);
    link.href = address;
  }
}

for (const pick of picks) pick.addEventListener("change", limit);
addEventListener("pageshow", limit); // the browser may bring back what was ticked
