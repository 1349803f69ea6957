/* Buttons that ask the browser for a passkey, then send its answer in their form. The options come
 * with the page, or from the address of the form for who is not logged in yet. */

const PROBLEMS = { AbortError: "cancelled", InvalidStateError: "known", NotAllowedError: "cancelled" };
const isSupported = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

const readOptions = async (form) => {
  const inPage = form.querySelector("script[type='application/json']");
  if (inPage) return JSON.parse(inPage.textContent).publicKey;
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).request_options.publicKey;
};

const create = (form, options) => {
  if (form.elements.passwordless?.checked) {
    options.authenticatorSelection.residentKey = "required";
    options.authenticatorSelection.requireResidentKey = true;
    options.authenticatorSelection.userVerification = "required";
  }
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return navigator.credentials.create({ publicKey });
};

const get = (options) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

const ask = async (form) => {
  const button = form.querySelector("button[type='submit']");
  const alert = form.querySelector("[role='alert']");
  alert.textContent = "";
  button.disabled = true;
  try {
    const options = await readOptions(form);
    const isNew = form.dataset.passkey === "create";
    const credential = await (isNew ? create(form, options) : get(options));
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    alert.textContent = alert.dataset[PROBLEMS[error.name] ?? "failed"];
    button.disabled = false;
    button.focus();
  }
};

if (isSupported) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const text of document.querySelectorAll("[data-without-passkeys]")) text.hidden = true;
}
