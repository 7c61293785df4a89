// A second press does nothing; the summary of errors takes the focus; menus close as expected.
import { word } from "./words.js";

const RELEASE_AFTER = 8000;

export function once() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.method === "dialog") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    if (button) button.title = word("sending");
    setTimeout(() => release(form, button), RELEASE_AFTER);
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
}

function release(form, button = form.querySelector("[aria-busy]")) {
  delete form.dataset.sent;
  button?.removeAttribute("aria-busy");
  button?.removeAttribute("title");
}

export function summaries() {
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".govuk-error-summary a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".govuk-form-group") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}

export function menus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.kit-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.kit-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
