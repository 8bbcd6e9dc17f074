"use strict";
// Filter and order of the grid. Without this script the page is the same grid, in the order of the alphabet.
(() => {
  const table = document.getElementById("grid");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const filter = document.getElementById("filter");
  const attention = document.getElementById("attention");
  const key = document.getElementById("key");
  const shown = document.getElementById("shown");
  let column = 0;
  let direction = "ascending";

  const plain = (text) =>
    text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean);

  const show = () => {
    const words = plain(filter.value);
    let count = 0;
    for (const row of rows) {
      const wanted =
        words.every((word) => row.dataset.search.includes(word)) && (!attention.checked || "attention" in row.dataset);
      row.hidden = !wanted;
      if (wanted) count += 1;
    }
    shown.textContent =
      count === rows.length ? `Hiện cả ${count} đơn vị.` : count ? `Hiện ${count}/${rows.length} đơn vị.` : "Không có đơn vị nào khớp.";
  };

  const place = (row) => {
    const text = column ? row.cells[column].dataset[key.value] : row.dataset.place;
    return text === undefined ? null : Number(text);
  };

  const sort = () => {
    const sign = direction === "ascending" ? 1 : -1;
    const ordered = rows
      .map((row) => ({ row, at: place(row), name: Number(row.dataset.place) }))
      .sort((a, b) => {
        if (a.at === null || b.at === null) return (a.at === null) - (b.at === null) || a.name - b.name;
        return sign * (a.at - b.at) || a.name - b.name;
      });
    body.append(...ordered.map((item) => item.row));
    for (const head of table.tHead.rows[0].cells) {
      if (head.cellIndex === column) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    }
  };

  const first = () => (column ? key.selectedOptions[0].dataset.first : "ascending");

  const name = (button, year) => {
    if (year) button.title = `Xếp theo ${key.selectedOptions[0].textContent}, năm ${year}`;
  };

  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    name(button, head.dataset.year);
    button.addEventListener("click", () => {
      const again = column === head.cellIndex;
      column = head.cellIndex;
      direction = again ? (direction === "ascending" ? "descending" : "ascending") : first();
      sort();
    });
  }

  filter.addEventListener("input", show);
  attention.addEventListener("change", show);
  key.addEventListener("change", () => {
    for (const head of table.tHead.rows[0].cells) name(head.firstElementChild, head.dataset.year);
    if (!column) return;
    direction = first();
    sort();
  });
  const controls = document.getElementById("controls");
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.hidden = false;
  controls.reset();
  show();
})();
