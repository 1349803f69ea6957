/* What Wagtail starts by inline scripts, which the content policy refuses: an element names one of these
 * functions, the id of its field, and options. */

const FUNCTIONS = new Set([
  "Chooser",
  "DocumentChooser",
  "ImageChooser",
  "InlinePanel",
  "MultipleChooserPanel",
  "PageChooser",
  "SnippetChooser",
  "createMediaChooser",
  "createTaskChooser",
  "initDateChooser",
  "initDateTimeChooser",
  "initTimeChooser",
]);

class InitialiseWidget extends HTMLElement {
  connectedCallback() {
    const name = this.getAttribute("function");
    if (!FUNCTIONS.has(name)) return;
    const values = [];
    if (this.hasAttribute("target")) values.push(this.getAttribute("target"));
    if (this.hasAttribute("options")) values.push(JSON.parse(this.getAttribute("options")));
    this.remove(); // or a row that is moved would start again
    const isClass = name[0] === name[0].toUpperCase();
    if (isClass) Reflect.construct(window[name], values);
    else window[name](...values);
  }
}

customElements.define("initialise-widget", InitialiseWidget);
