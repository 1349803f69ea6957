/* What is pasted goes to the portal, which answers what the editor can hold of it. */

window.portalPaste = {};

{
  const DRAFTAIL = "data-draftail-content"; // what the editor puts on the clipboard of its own

  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  /** The HTML as browsers read it: tags closed, and without the pictures themselves. */
  const normalize = (tree) => {
    for (const element of tree.querySelectorAll("[src], [srcset]")) {
      element.removeAttribute("src");
      element.removeAttribute("srcset");
    }
    return tree.body.outerHTML;
  };

  /** What the portal answers about a text; an error whose message is for the person. */
  portalPaste.ask = async (place, fields) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) data.append(name, one);
    }
    const { dataset } = document.getElementById("paste-parts");
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    let response;
    try {
      response = await fetch(dataset[place], {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": token },
      });
    } catch {
      throw new Error(dataset.unreachable);
    }
    const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isAnswer ? await response.json() : {};
    if (!response.ok || !isAnswer) throw new Error(answer.error ?? dataset.unreachable);
    return answer;
  };

  portalPaste.convert = (place, clipboard, extra = {}) => {
    const tree = parse(clipboard.html);
    return portalPaste.ask(place, {
      html: clipboard.html ? normalize(tree) : "",
      text: clipboard.text,
      state: tree.querySelector(`[${DRAFTAIL}]`)?.getAttribute(DRAFTAIL) ?? "",
      ...extra,
    });
  };

  portalPaste.read = (event) => ({
    html: event.clipboardData.getData("text/html"),
    text: event.clipboardData.getData("text/plain"),
  });
}
