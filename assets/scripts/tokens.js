// The token of the page's forms: read from one of them, and renewed in all when a session is.
const BOXES = "input[name=csrfmiddlewaretoken]";

export function token() {
  return document.querySelector(BOXES)?.value ?? "";
}

export function renew(value) {
  for (const box of document.querySelectorAll(BOXES)) box.value = value;
}
