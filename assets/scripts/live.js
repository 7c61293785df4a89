// Regions that keep themselves fresh: [data-live] asks again every few seconds, and a form with
// [data-live-form] redraws its target while one types; [data-beside] within a form asks with all that
// was typed so far (a POST: names belong in no address). An unchanged answer (304) changes nothing.
const EVERY = 15;
const AFTER_INPUT = 150;
const AFTER_NAMES = 500;
const policy = window.trustedTypes?.createPolicy("naru", { createHTML: (text) => text });
const tags = new WeakMap();

export function live(start) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const pause = Number(region.dataset.every || EVERY) * 1000;
    setInterval(() => {
      if (!document.hidden) refresh(region, region.dataset.live || location.href, start);
    }, pause);
  }
  for (const form of document.querySelectorAll("form[data-live-form]")) follow(form, start);
  for (const region of document.querySelectorAll("[data-beside]")) beside(region, start);
}

function beside(region, start) {
  const form = region.closest("form");
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (region.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh(region, region.dataset.beside, start, { method: "POST", body: new FormData(form) });
    }, AFTER_NAMES);
  });
}

function follow(form, start) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const region = document.getElementById(form.dataset.liveForm);
      const url = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
      if (await refresh(region, url, start)) history.replaceState(null, "", url);
    }, AFTER_INPUT);
  });
}

async function refresh(region, url, start, more = {}) {
  if (region.querySelector("input:focus, textarea:focus, select:focus")) return false;
  const headers = { "X-Part": region.id };
  if (tags.has(region)) headers["If-None-Match"] = tags.get(region);
  try {
    const answer = await fetch(url, { ...more, headers, credentials: "same-origin", cache: "no-store" });
    if (answer.status === 304) return true;
    if (answer.status === 401) dispatchEvent(new Event("naru:locked"));
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    swap(region, await answer.text(), start);
    tags.set(region, answer.headers.get("ETag"));
    region.removeAttribute("data-stale");
    return true;
  } catch {
    region.setAttribute("data-stale", "yes");
    return false;
  }
}

function swap(region, text, start) {
  const parsed = new DOMParser().parseFromString(policy?.createHTML(text) ?? text, "text/html");
  const found = parsed.getElementById(region.id);
  if (!found) return;
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.id ? `#${CSS.escape(focused.id)}` : place(focused);
  region.replaceChildren(...found.childNodes);
  if (again) region.querySelector(again)?.focus({ preventScroll: true });
  start(region);
}

function place(element) {
  const href = element?.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : "";
}
