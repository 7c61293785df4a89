// After idle minutes the page is covered; whoever sat here proves who they are and goes on, in place.
import { send } from "./passkeys.js";
import { renew } from "./tokens.js";

const ALIVE_EVERY = 60_000;

export function lock() {
  const box = document.querySelector("dialog[data-lock]");
  if (!box) return;
  const state = { box, timer: 0, touched: false };
  const again = () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => cover(state), Number(box.dataset.seconds) * 1000);
  };
  again();
  for (const event of ["keydown", "pointerdown"]) {
    document.addEventListener(event, () => (state.touched = true), { passive: true });
  }
  setInterval(() => stay(state, again), ALIVE_EVERY);
  box.addEventListener("cancel", (event) => event.preventDefault());
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    unlock(state, event.target, again);
  });
  box.querySelector("[data-passkey]")?.addEventListener("proved", (event) => {
    event.preventDefault();
    uncover(state, event.detail, again);
  });
  addEventListener("naru:locked", () => cover(state));
}

/** Work at the page keeps the session; a page that lies open doesn't. */
async function stay(state, again) {
  if (!state.touched || state.box.open) return;
  state.touched = false;
  const answer = await fetch(state.box.dataset.stay, { headers: { "X-Draft": "no" }, credentials: "same-origin" }).catch(() => null);
  if (answer?.status === 401) cover(state);
  else if (answer?.status === 204) again();
}

function cover(state) {
  if (state.box.open) return;
  document.documentElement.dataset.locked = "yes";
  state.box.showModal();
  state.box.querySelector("input[type=password]").focus();
}

async function unlock(state, form, again) {
  const said = state.box.querySelector("[data-said]");
  said.textContent = "";
  try {
    const answer = await send(form.action, { password: form.elements.password.value }, { "X-In-Place": "yes" });
    if (answer.why) said.textContent = answer.why;
    else uncover(state, answer, again);
  } catch {
    location.reload();
  }
}

function uncover(state, answer, again) {
  renew(answer.token);
  state.box.querySelector("form").reset();
  state.box.close();
  delete document.documentElement.dataset.locked;
  again();
}

/** A page brought back by the browser after signing out is asked for anew. */
export function forget() {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
