// Keys outside fields: / to search, ? for the list, g and a second key to go somewhere.
// Keys are read by place when a Korean keyboard gives no Latin letter. They can be switched off.
const OFF = "naru-keys-off";
const GO_WITHIN = 1200;

export function keys() {
  let goingUntil = 0;
  prepare();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
    if (busy(event) || off()) return;
    const key = letter(event);
    if (Date.now() < goingUntil) {
      goingUntil = 0;
      return go(key, event);
    }
    if (key === "g") goingUntil = Date.now() + GO_WITHIN;
    if (key === "/") focus("[data-search]", event);
    if (key === "?") list(event);
  });
}

function busy(event) {
  const field = event.target.closest("input, textarea, select, [contenteditable], dialog, canvas");
  return field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
}

function letter(event) {
  if (/^[a-z0-9/?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.code.replace(/^(Key|Digit)/, "").toLowerCase();
}

function go(key, event) {
  if (key === "h") document.querySelector(".kit-brand")?.click();
  if (key === "c") focus("#content", event);
  if (/^[1-9]$/.test(key)) document.querySelectorAll(".kit-nav__link")[key - 1]?.click();
}

function focus(selector, event) {
  const target = document.querySelector(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select?.();
}

function list(event) {
  const dialog = document.querySelector("[data-keys]");
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
}

function send(event) {
  const form = event.target.closest("form[method=post]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

function off() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function prepare() {
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.querySelector("[data-keys]").showModal());
  }
  const box = document.querySelector("[data-keys-switch]");
  if (!box) return;
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "no" : "yes"));
}
