/* The address that a title proposes, by the rules of portal/core/slugs.py: the server would write the
 * same. It takes the place of Wagtail's own controller. */

const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th" };

const proposeSlug = (text, maxLength = 255) =>
  text
    .toLowerCase()
    .replace(/[œæßøłđðþ]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, maxLength)
    .replace(/-$/, "");

class SlugController extends window.StimulusModule.Controller {
  propose(text) {
    const { maxLength } = this.element;
    return proposeSlug(text, maxLength > 0 ? maxLength : undefined);
  }

  write(slug) {
    if (slug === this.element.value) return;
    this.element.value = slug;
    this.dispatch("change", { prefix: "", cancelable: false });
  }

  // From the title.
  urlify({ detail }) {
    this.write(this.propose(detail?.value ?? ""));
  }

  // What was typed here.
  slugify() {
    const typed = this.element.value.trim();
    this.write(/^[-\w]+$/.test(typed) ? typed.toLowerCase() : this.propose(typed));
  }

  // Whether the address is still that of the title, with a number where another page has it.
  compare(event) {
    const proposal = this.propose(event.detail?.value ?? "");
    const slug = this.element.value;
    if (slug !== proposal && slug.replace(/-\d{1,3}$/, "") !== proposal) event.preventDefault();
  }
}

window.proposeSlug = proposeSlug;
window.wagtail.app.register("w-slug", SlugController);
