// A passkey signs in, unlocks or is enrolled: the server asks, the device answers, the server checks.
import { token } from "./tokens.js";

const BYTES = new Set(["challenge", "first"]);

export function passkeys(root) {
  const named = !/^[\d.]+$|^\[/.test(location.hostname);
  if (!window.PublicKeyCredential || !named) return;
  for (const box of root.querySelectorAll("[data-passkey]")) ready(box);
  for (const told of root.querySelectorAll("[data-no-passkey]")) told.hidden = true;
}

function ready(box) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => run(box));
}

async function run(box) {
  const said = box.querySelector("[role=status]");
  said.textContent = "";
  try {
    let answer = await offer(box, box.dataset);
    if (answer.again) {
      said.textContent = box.dataset.again;
      answer = await offer(box, answer.again);
    }
    if (answer.why) said.textContent = answer.why;
    else if (!box.dispatchEvent(new CustomEvent("proved", { detail: answer, cancelable: true }))) return;
    else location.assign(answer.url);
  } catch {
    said.textContent = box.dataset.refused;
  }
}

/** One round: the server's challenge, the device's answer, what the server makes of it. */
async function offer(box, { ask, use, next = "" }) {
  return send(use, { ...(await prove(box, ask)), next });
}

/** Asks the server for a challenge and the device for its answer to it. */
async function prove(box, ask) {
  const asked = decoded(await send(ask, {}));
  const name = box.querySelector("[name=name]")?.value;
  const made = asked.user
    ? await navigator.credentials.create({ publicKey: asked })
    : await navigator.credentials.get({ publicKey: asked });
  const outputs = made.getClientExtensionResults();
  const secret = outputs.prf?.results?.first;
  return {
    credential: JSON.stringify(plain(made, outputs)),
    ...(secret ? { prf: encode(secret) } : {}),
    ...(name ? { name } : {}),
  };
}

function plain(made, outputs) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[part]) response[part] = encode(made.response[part]);
  }
  return {
    id: made.id,
    rawId: encode(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: { prf: { enabled: outputs.prf?.enabled ?? false } },
  };
}

export async function send(url, said, headers = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token(), Accept: "application/json", ...headers },
    body: new URLSearchParams(said),
    credentials: "same-origin",
  });
  if (answer.status !== 200 && answer.status !== 409) throw new Error(String(answer.status));
  return answer.json();
}

/** The options with their bytes as bytes: challenge, ids and the salt of the extension. */
function decoded(value, name = "") {
  if (Array.isArray(value)) return value.map((item) => decoded(item, name));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item, place(key, name))]));
  }
  const isId = name === "user.id" || name.endsWith("Credentials.id");
  return typeof value === "string" && (isId || BYTES.has(name)) ? decode(value) : value;
}

function place(key, name) {
  return key === "id" && name ? `${name}.id` : key;
}

function encode(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text) {
  const plainText = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plainText, (sign) => sign.charCodeAt(0));
}
