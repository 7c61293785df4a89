// Two seconds after the last key, the form is kept on the server; files and secrets never are.
import { word } from "./words.js";

const PAUSE = 2000;
const LEFT_OUT = "input[type=file], input[type=password], [data-signature] input";

export function drafts(root) {
  for (const form of root.querySelectorAll("form[data-draft-url]")) watch(form);
}

function watch(form) {
  const state = document.createElement("p");
  state.className = "kit-draft";
  state.setAttribute("role", "status");
  form.append(state);
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form, state), PAUSE);
  };
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  form.addEventListener("submit", () => clearTimeout(timer));
}

async function keep(form, state) {
  const data = new FormData(form);
  for (const input of form.querySelectorAll(LEFT_OUT)) data.delete(input.name);
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { "X-Draft": "yes" },
      credentials: "same-origin",
    });
    if (answer.status === 401) dispatchEvent(new Event("naru:locked"));
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    state.textContent = `${word("saved")} ${clock()}`;
  } catch {
    state.textContent = word("unsaved");
  }
}

function clock() {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
