// A slider below each number that has bounds; the number stays, for typing and for the address.
export function sliders(root) {
  for (const number of root.querySelectorAll("input[data-least]")) {
    if (number.nextElementSibling?.matches("input[type=range]")) continue;
    const row = number.parentElement;
    if (row.querySelector("input[type=range]")) continue;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = number.dataset.least;
    slider.max = number.dataset.most;
    slider.step = number.dataset.step;
    slider.value = number.value;
    slider.setAttribute("aria-label", row.querySelector("label").textContent);
    slider.addEventListener("input", () => {
      number.value = slider.value;
    });
    number.addEventListener("input", () => {
      slider.value = number.value;
    });
    row.append(slider);
  }
}
