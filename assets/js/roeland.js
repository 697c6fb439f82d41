// Everything works without this file; it only makes it smoother. All listeners sit on the document, so that parts
// that htmx swaps in need nothing of their own.
const root = document.documentElement;
root.classList.add("js");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const narrow = matchMedia("(max-width: 860px)");

const foldFilters = () => {
  if (narrow.matches) all("details.rl-facetwrap").forEach((filters) => (filters.open = false));
};

// The menu button of a narrow screen.
const toggleMenu = (button) => {
  const open = document.getElementById(button.getAttribute("aria-controls")).classList.toggle("is-open");
  button.setAttribute("aria-expanded", open);
};

const openDialog = (opener) => {
  const dialog = document.getElementById(opener.dataset.opens);
  if (dialog?.showModal) dialog.showModal();
};

document.addEventListener("click", (event) => {
  const target = event.target.closest?.(".rl-menuknop, [data-opens], [data-closes], [data-prints]");
  all("details.rl-menu[open], details.rl-facet[open]").forEach((popup) => {
    // Enter in a field of a popup presses the first button of its form: whoever is in it stays there.
    if (!popup.contains(event.target) && !popup.contains(document.activeElement)) popup.open = false;
  });
  if (!target) return;
  if (target.matches(".rl-menuknop")) toggleMenu(target);
  else if ("opens" in target.dataset) {
    event.preventDefault();
    openDialog(target);
  } else if ("prints" in target.dataset) window.print();
  else if (target.closest("dialog")) {
    event.preventDefault();
    target.closest("dialog").close();
  } else target.closest(".rl-toast")?.remove();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  all("details.rl-menu[open], details.rl-facet[open]").forEach((popup) => {
    popup.open = false;
    popup.querySelector("summary").focus();
  });
});

// A form marked data-guard asks before typed text is lost.
let unsaved = null;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-guard")) unsaved = form;
});
document.addEventListener("submit", () => (unsaved = null));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.elt.closest?.("form") === unsaved) unsaved = null;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved?.isConnected) event.preventDefault();
});

// A form marked data-typed remembers, in this tab alone, what was typed and not kept yet: after a lost connection or a
// page that was closed it stands in the fields again. What the server kept is forgotten here.
const typedOf = (form) => `typed ${form.dataset.typed}`;
const typedIn = (form) => JSON.parse(sessionStorage.getItem(typedOf(form)) ?? "{}");
const written = (field) => field.matches?.("textarea, input:not([type=hidden], [type=checkbox], [type=radio])");
document.addEventListener("input", ({ target }) => {
  if (!target.form?.dataset.typed || !target.id || !written(target)) return;
  sessionStorage.setItem(typedOf(target.form), JSON.stringify({ ...typedIn(target.form), [target.id]: target.value }));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("form[data-typed]");
  if (!form || !detail.successful) return;
  const sent = detail.requestConfig.formData;
  const left = Object.entries(typedIn(form)).filter(([id, text]) => sent.get(document.getElementById(id)?.name) !== text);
  sessionStorage.setItem(typedOf(form), JSON.stringify(Object.fromEntries(left)));
});
const typeAgain = (form) => {
  const lost = Object.entries(typedIn(form))
    .map(([id, text]) => [document.getElementById(id), text])
    .filter(([field, text]) => field && field.value !== text);
  lost.forEach(([field, text]) => (field.value = text));
  if (!lost.length) return sessionStorage.removeItem(typedOf(form));
  const words = document.querySelector("template[data-typed-words]");
  form.querySelector("[data-typed-here]")?.replaceChildren(words.content.cloneNode(true));
  form.dispatchEvent(new Event("change", { bubbles: true }));
};
window.addEventListener("online", () =>
  all("form[data-typed]").forEach((form) => form.dispatchEvent(new Event("change", { bubbles: true })))
);

// A request that fails says so; what was typed stays where it is.
const sayFailed = () => {
  const place = document.getElementById("rl-failed-here");
  const words = document.getElementById("rl-failed");
  if (place && words) place.replaceChildren(words.content.cloneNode(true));
};
document.addEventListener("htmx:responseError", sayFailed);
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:afterSwap", () => {
  document.getElementById("rl-failed-here")?.replaceChildren();
});

// A select or box marked data-submits sends its form at once (filters); its button stays for who has no script.
document.addEventListener("change", (event) => {
  if (event.target.closest?.("[data-submits]")) event.target.form?.requestSubmit();
});

// Paper shows what is folded, and folds it again after.
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = all("main details:not([open])");
  unfolded.forEach((part) => (part.open = true));
});
window.addEventListener("afterprint", () => unfolded.forEach((part) => (part.open = false)));

document.addEventListener("DOMContentLoaded", () => {
  foldFilters();
  all("form[data-typed]").forEach(typeAgain);
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
});
