// A day in the house: moves the dots of a page that shows it in still pictures without a script.
const MINUTES = 1440;
const SVG = "http://www.w3.org/2000/svg";
const day = document.getElementById("day-data");
if (day) play(JSON.parse(day.textContent));

function play(data) {
  const $ = (id) => document.getElementById(id);
  const floor = $("floor").querySelector("svg");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const boxes = new Map(data.rooms.map((room) => [room.id, room]));
  for (const path of floor.querySelectorAll(".plan-dots")) path.remove();
  const dots = data.tracks.map(() => {
    const dot = document.createElementNS(SVG, "circle");
    dot.setAttribute("r", "4.6");
    floor.append(dot);
    return { dot, x: -9, y: -9, toX: -9, toY: -9, room: "" };
  });
  const state = { minute: Number($("time").value), running: false, last: 0 };

  function aim() {
    const inside = new Map(data.order.map((id) => [id, []]));
    data.tracks.forEach((track, number) => {
      const room = roomAt(track, state.minute, data.order);
      if (room) inside.get(room).push(number);
      enter(dots[number], room);
    });
    for (const [id, numbers] of inside) {
      const box = boxes.get(id);
      const places = slots(box, numbers.length, data);
      numbers.forEach((number, place) => {
        [dots[number].toX, dots[number].toY] = places[place];
        if (dots[number].x < 0) [dots[number].x, dots[number].y] = places[place];
      });
      floor.querySelector(`[data-count="${id}"]`).textContent = numbers.length;
    }
    $("time").value = state.minute;
    $("time").setAttribute("aria-valuetext", clock(state.minute));
    $("clock").textContent = clock(state.minute);
  }

  function paint(share) {
    for (const one of dots) {
      one.x += (one.toX - one.x) * share;
      one.y += (one.toY - one.y) * share;
      one.dot.setAttribute("cx", one.x.toFixed(1));
      one.dot.setAttribute("cy", one.y.toFixed(1));
    }
  }

  function frame(now) {
    if (!state.running) return;
    const passed = Math.min(now - state.last, 100) / 1000;
    state.last = now;
    const before = Math.floor(state.minute);
    state.minute += passed * Number($("speed").value);
    if (state.minute >= MINUTES - 1) stop(MINUTES - 1);
    if (Math.floor(state.minute) !== before) aim();
    paint(calm.matches ? 1 : Math.min(1, passed * 6));
    requestAnimationFrame(frame);
  }

  function stop(minute) {
    state.minute = minute;
    state.running = false;
    $("play").textContent = $("play").dataset.play;
    aim();
    paint(1);
  }

  $("play").addEventListener("click", () => {
    if (state.running) return stop(state.minute);
    if (state.minute >= MINUTES - 1) state.minute = 0;
    state.running = true;
    $("play").textContent = $("play").dataset.pause;
    requestAnimationFrame((now) => {
      state.last = now;
      frame(now);
    });
  });
  $("back").addEventListener("click", () => stop(Math.max(0, state.minute - 10)));
  $("ahead").addEventListener("click", () => stop(Math.min(MINUTES - 1, state.minute + 10)));
  $("time").addEventListener("input", () => stop(Number($("time").value)));
  $("controls").hidden = false;
  stop(state.minute);
}

function enter(one, room) {
  if (one.room === room && one.dot.classList.length) return;
  one.room = room;
  const look = ["hall", "living", "isolation"].includes(room) ? room : "served";
  one.dot.setAttribute("class", `plan-dots--${look}`);
  one.dot.style.setProperty("display", room ? "" : "none");
  if (!room) one.x = -9;
}

function roomAt(track, minute, order) {
  let room = -1;
  for (const [at, where] of track) {
    if (at > minute) break;
    room = where;
  }
  return room < 0 ? "" : order[room];
}

function slots(box, count, { pitch: widest, padding, head }) {
  const width = box.w - 2 * padding;
  const height = box.h - head - padding;
  const pitch = Math.min(widest, Math.sqrt((width * height) / Math.max(count, 1)));
  const across = Math.max(Math.floor(width / pitch), 1);
  return Array.from({ length: count }, (_, n) => [
    box.x + padding + pitch / 2 + (n % across) * pitch,
    box.y + head + pitch / 2 + Math.floor(n / across) * pitch,
  ]);
}

function clock(minute) {
  const whole = Math.floor(minute);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}
