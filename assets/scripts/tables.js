// A table with [data-sortable] is sorted by pressing a column's heading.
export function tables(root) {
  for (const table of root.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent.trim();
      button.addEventListener("click", () => sort(table, heads, column));
      head.replaceChildren(button);
    });
  }
}

function sort(table, heads, column) {
  const up = heads[column].getAttribute("aria-sort") !== "ascending";
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", up ? "ascending" : "descending");
  const body = table.tBodies[0];
  const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows].sort((a, b) => order.compare(key(a), key(b)) * (up ? 1 : -1));
  body.append(...rows);
}
