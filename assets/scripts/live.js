// Regions that keep themselves fresh: [data-live] asks again every few seconds, and a form with
// [data-live-form] redraws its target while one types; [data-beside] within a form asks with all that
// was typed so far (a POST: names belong in no address). An unchanged answer (304) changes nothing.
// A region whose answer holds [data-then] isn't finished yet: it asks there for the rest.
const EVERY = 15;
const AFTER_INPUT = 150;
const AFTER_NAMES = 500;
const AFTER_PART = 250;
const TAB = crypto.randomUUID?.() ?? String(Math.random());
const asking = new WeakMap();
const policy = window.trustedTypes?.createPolicy("naru", { createHTML: (text) => text });
const tags = new WeakMap();

export function live(start) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const pause = Number(region.dataset.every || EVERY) * 1000;
    setInterval(() => {
      if (!document.hidden) refresh(region, region.dataset.live || location.href, start);
    }, pause);
  }
  for (const form of document.querySelectorAll("form[data-live-form]")) {
    follow(form, start);
    goOn(document.getElementById(form.dataset.liveForm), start);
  }
  for (const region of document.querySelectorAll("[data-beside]")) beside(region, start);
}

function beside(region, start) {
  const form = region.closest("form");
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (region.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const typed = { method: "POST", body: new FormData(form) };
      refresh(region, region.dataset.beside, start, { typed });
    }, AFTER_NAMES);
  });
}

function follow(form, start) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const region = document.getElementById(form.dataset.liveForm);
      const url = `${form.action.split("?")[0]}?${said(form)}`;
      if (await refresh(region, url, start)) history.replaceState(null, "", url);
    }, AFTER_INPUT);
  });
}

// What a form says, without the answers that are as usual.
function said(form) {
  const usual = (name, value) => form.elements[name]?.dataset?.usual === value;
  const told = [...new FormData(form)].filter(([name, value]) => value && !usual(name, value));
  return new URLSearchParams(form.querySelector("[data-usual]") ? told : new FormData(form));
}

function goOn(region, start) {
  const next = region?.querySelector("[data-then]")?.dataset.then;
  if (next) setTimeout(() => refresh(region, next, start, { then: next }), AFTER_PART);
}

// A newer question ends an older one; the rest of an answer is asked for only while it is shown.
async function refresh(region, url, start, { then = "", typed = {} } = {}) {
  if (region.querySelector("input:focus, textarea:focus, select:focus")) return false;
  if (then && region.querySelector("[data-then]")?.dataset.then !== then) return false;
  asking.get(region)?.abort();
  const asked = new AbortController();
  asking.set(region, asked);
  const headers = { "X-Part": region.id, "X-Tab": TAB };
  if (tags.has(region)) headers["If-None-Match"] = tags.get(region);
  region.setAttribute("aria-busy", "true");
  try {
    const { signal } = asked;
    const answer = await fetch(url, { ...typed, headers, signal, credentials: "same-origin", cache: "no-store" });
    if (answer.status === 401) dispatchEvent(new Event("naru:locked"));
    const told = answer.status === 422;
    if (answer.status !== 304) {
      if ((!answer.ok && !told) || answer.redirected) throw new Error(String(answer.status));
      swap(region, await answer.text(), start);
      tags.set(region, answer.headers.get("ETag"));
    }
    region.removeAttribute("data-stale");
    region.removeAttribute("aria-busy");
    goOn(region, start);
    return answer.ok || answer.status === 304;
  } catch {
    if (!asked.signal.aborted) {
      region.setAttribute("data-stale", "yes");
      region.removeAttribute("aria-busy");
    }
    return false;
  }
}

function swap(region, text, start) {
  const parsed = new DOMParser().parseFromString(policy?.createHTML(text) ?? text, "text/html");
  const found = parsed.getElementById(region.id);
  if (!found) return;
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.id ? `#${CSS.escape(focused.id)}` : place(focused);
  const open = [...region.querySelectorAll("details[open][id]")].map((each) => each.id);
  region.replaceChildren(...found.childNodes);
  for (const id of open) region.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  if (again) region.querySelector(again)?.focus({ preventScroll: true });
  start(region);
}

function place(element) {
  const href = element?.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : "";
}
