// A pad to sign on with pen, finger or mouse; what is drawn becomes a PNG in a hidden field.
const LINE = 3;

export function signatures(root) {
  for (const box of root.querySelectorAll("[data-signature]")) {
    if (!box.dataset.ready) prepare(box);
  }
}

function prepare(box) {
  box.dataset.ready = "yes";
  const canvas = box.querySelector("canvas");
  const input = box.querySelector("input[type=hidden]");
  const state = box.querySelector("[data-signature-state]");
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: LINE, lineCap: "round", lineJoin: "round", strokeStyle: "#14262a" });
  box.querySelector("[data-signature-pad]").hidden = false;

  const say = () => {
    state.textContent = input.value ? state.dataset.signed : state.dataset.empty;
  };
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    const grow = canvas.width / frame.width;
    return [(event.clientX - frame.left) * grow, (event.clientY - frame.top) * grow];
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...at(step));
    pen.stroke();
  });
  const stop = () => {
    if (!drawing) return;
    drawing = false;
    input.value = canvas.toDataURL("image/png");
    input.dispatchEvent(new Event("change", { bubbles: true }));
    say();
  };
  canvas.addEventListener("pointerup", stop);
  canvas.addEventListener("pointercancel", stop);
  box.querySelector("[data-signature-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    input.value = "";
    say();
  });
  if (input.value) restore(pen, input.value);
  say();
}

function restore(pen, url) {
  const image = new Image();
  image.onload = () => pen.drawImage(image, 0, 0);
  image.src = url;
}
