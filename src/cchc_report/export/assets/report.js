"use strict";
// Makes the page easier to question. Without this script every figure is a link to the register of sources, whose rows
// lead to the lists of dossiers, and every table stands in its own order.
(() => {
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // ---- A figure shows where it comes from -----------------------------------------------------------------------
  // Everything shown is taken from the page's own tables: the register of sources and the look-up table.

  const groupOf = (row) => {
    while (row && !row.classList.contains("group")) row = row.previousElementSibling;
    return row ? row.textContent.trim() : "";
  };

  const wholeCopyOf = (cell) => {
    const copy = make("dd");
    for (const node of cell.childNodes) copy.append(node.cloneNode(true));
    return copy;
  };

  const copyOf = (cell) => {
    const copy = wholeCopyOf(cell);
    for (const extra of copy.querySelectorAll(".screen-only")) extra.remove();
    return copy;
  };

  const sourceOf = (id) => {
    const [section, ...rest] = id.split(".");
    const series = section === "form" || section === "monthly";
    return document.getElementById(`nguon-${series ? `${section}.${rest.at(-1)}` : id}`);
  };

  const describe = (id, printed) => {
    const own = document.getElementById(`so-${id}`);
    const source = sourceOf(id);
    if (!own && !source) return null;
    const parts = document.createDocumentFragment();
    const row = own ?? source;
    parts.append(make("p", row.cells[0].textContent, "name"));
    const value = own ? own.cells[1].textContent : printed;
    parts.append(make("p", value, "value"));
    const list = make("dl");
    const tell = (name, cell) => list.append(make("dt", name), typeof cell === "string" ? make("dd", cell) : copyOf(cell));
    if (source) tell("Định nghĩa", source.cells[2]);
    if (value.trim() === "*") tell("Không nêu", "Số nhỏ, hoặc số mà từ đó suy ra được số nhỏ.");
    if (source) tell("Phạm vi", groupOf(source));
    if (own) tell("Tệp dữ liệu", groupOf(own));
    if (own?.cells[2]?.textContent) tell("Các dòng phía sau", own.cells[2]);
    parts.append(list);
    if (source) {
      const link = make("a", "Xem trong phụ lục nguồn số liệu");
      link.href = `#${source.id}`;
      parts.append(link);
    }
    return parts;
  };

  // A number of a finding leads to the row that says what the finding rests on.
  const describeFinding = (link) => {
    const source = document.getElementById(link.hash.slice(1));
    if (!source) return null;
    const [, rule, data, rows] = source.cells;
    const [title, why] = rule.children;
    const parts = document.createDocumentFragment();
    parts.append(make("p", title.textContent, "name"), make("p", link.textContent, "value"));
    const list = make("dl");
    for (const [name, cell] of [["Vì sao kiểm tra", why], ["Dữ liệu được xét", data], ["Dòng dữ liệu", rows]]) {
      const said = wholeCopyOf(cell);
      for (const figure of said.querySelectorAll("a.figure")) {
        for (const each of ["data-measure", "aria-haspopup", "aria-expanded"]) figure.removeAttribute(each);
      }
      list.append(make("dt", name), said);
    }
    const more = make("a", "Xem trong bảng nguồn của kết quả kiểm tra");
    more.href = link.hash;
    parts.append(list, more);
    // What the figures are that were compared.
    for (const figure of data.querySelectorAll("a.figure[data-measure]")) parts.append(describe(figure.dataset.measure, figure.textContent) ?? "");
    return parts;
  };

  const panel = make("div", "", "panel screen-only");
  let shownFor = null; // the figure whose source is shown
  let pinned = false; // whether it stays when pointer and focus go elsewhere
  let returning = false;
  let timer = 0;

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const hide = () => {
    clearTimeout(timer);
    if (!shownFor) return;
    shownFor.setAttribute("aria-expanded", "false");
    shownFor = null;
    pinned = false;
    panel.hidePopover();
    panel.remove();
  };

  const place = (figure) => {
    // A figure that goes on in a second line is met at its first.
    const box = figure.getClientRects()[0];
    panel.style.maxHeight = "";
    const own = panel.getBoundingClientRect();
    const room = document.documentElement.clientWidth - own.width - 8;
    const under = innerHeight - box.bottom - 12;
    const above = box.top - 12;
    const below = own.height <= under || under >= above;
    // Where it fits on neither side, it is scrolled on the larger one.
    const height = Math.min(own.height, Math.max(below ? under : above, 160));
    panel.style.maxHeight = `${height}px`;
    panel.style.left = `${scrollX + Math.max(8, Math.min(box.left, room))}px`;
    panel.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - 6 - height)}px`;
    panel.classList.toggle("at-top", box.top > innerHeight / 2);
  };

  const show = (figure) => {
    if (shownFor === figure) return true;
    const ids = figure.dataset.measure?.split(" ");
    const descriptions = (ids ? ids.map((id) => describe(id, figure.textContent)) : [describeFinding(figure)]).filter(Boolean);
    if (!descriptions.length) return false;
    hide();
    const close = make("button", "Đóng", "close");
    close.type = "button";
    close.addEventListener("click", back);
    panel.replaceChildren(...descriptions, close);
    panel.setAttribute("aria-label", `Nguồn của số liệu ${figure.textContent}`);
    figure.after(panel); // so that Tab goes from the figure into it, and on to the next figure
    panel.showPopover();
    place(figure);
    figure.setAttribute("aria-expanded", "true");
    shownFor = figure;
    return true;
  };

  const back = () => {
    const figure = shownFor;
    const held = panel.contains(document.activeElement);
    hide();
    if (!held) return;
    returning = true; // the figure takes the focus again, and does not show its source again
    figure.focus();
    returning = false;
  };

  const figureAt = (target) => (target instanceof Element ? target.closest("a[aria-haspopup]") : null);

  const followFigures = () => {
    panel.popover = "manual";
    panel.tabIndex = -1;
    panel.setAttribute("role", "dialog");
    for (const figure of document.querySelectorAll('a.figure[data-measure], .findings a[href^="#can-cu-kiem-tra-"]')) {
      figure.setAttribute("aria-haspopup", "dialog");
      figure.setAttribute("aria-expanded", "false");
    }
    document.addEventListener("click", (event) => {
      const figure = figureAt(event.target);
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!figure) {
        if (shownFor && event.target.closest?.(".panel a")) hide();
        return;
      }
      const again = pinned && shownFor === figure;
      if (again) event.preventDefault();
      if (again) return hide();
      if (!show(figure)) return;
      event.preventDefault();
      pinned = true;
      panel.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", (event) => {
      if (returning) return;
      const figure = figureAt(event.target);
      if (figure && figure.matches(":focus-visible")) show(figure);
      else if (shownFor && event.target !== shownFor && !panel.contains(event.target)) hide();
    });
    document.addEventListener("focusout", (event) => {
      // Where the focus goes nowhere else: a click beside everything that takes it.
      if (shownFor && !event.relatedTarget) later(() => document.activeElement === document.body && !panel.matches(":hover") && hide(), 0);
    });
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse" || pinned) return;
      const figure = figureAt(event.target);
      if (figure) later(() => show(figure), 120);
      else if (shownFor && panel.contains(event.target)) clearTimeout(timer);
      else if (shownFor) later(() => document.activeElement !== shownFor && hide(), 300);
      else clearTimeout(timer);
    });
    document.addEventListener("pointerdown", (event) => {
      if (shownFor && !panel.contains(event.target) && figureAt(event.target) !== shownFor) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shownFor) back();
    });
    for (const scroller of document.querySelectorAll(".scroller")) scroller.addEventListener("scroll", hide, { passive: true });
    addEventListener("beforeprint", hide);
    addEventListener("resize", hide);
  };

  // ---- A table sorts by the column that is pressed ----------------------------------------------------------------

  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const extra of copy.querySelectorAll(".panel, .screen-only")) extra.remove();
    for (const line of copy.querySelectorAll(".line + .line")) line.prepend("; ");
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const NOTHING = new Set(["", "–"]);
  const NUMBER = /^[-−]?\d+(?:\.\d{3})*(?:,\d+)?%?(?: \(.*\))?$/;
  const toNumber = (text) => {
    const parts = text.match(/\((\d[\d.]*)\/(\d[\d.]*)\)/); // a share is compared by what it is made of
    const plain = (digits) => Number(digits.replaceAll(".", "").replace(",", ".").replace("−", "-"));
    return parts ? plain(parts[1]) / plain(parts[2]) : plain(text.replace(/%.*$/, ""));
  };
  const KINDS = [
    [/^\d{1,2}\/\d{1,2}\/\d{4}$/, (text) => { const [d, m, y] = text.split("/"); return (y * 12 + +m) * 31 + +d; }],
    [/^\d{1,2}\/\d{4}$/, (text) => { const [m, y] = text.split("/"); return y * 12 + +m; }],
    [NUMBER, toNumber],
  ];
  const alphabet = new Intl.Collator("vi", { numeric: true });

  const comparison = (texts) => {
    const told = texts.filter((text) => !NOTHING.has(text));
    const kind = KINDS.find(([pattern]) => told.every((text) => pattern.test(text)));
    return kind ? (a, b) => kind[1](a) - kind[1](b) : alphabet.compare;
  };

  const sortable = (table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const last = original.filter((row) => row.classList.contains("total"));
    const rows = original.filter((row) => !row.classList.contains("total"));
    const heads = [...table.tHead.querySelectorAll("th[data-column]")].filter((head) => head.colSpan === 1);
    const sort = (head, direction) => {
      for (const each of heads) each.removeAttribute("aria-sort");
      if (!direction) return body.append(...original);
      head.setAttribute("aria-sort", direction);
      const keyed = rows.map((row) => [row, textOf(row.cells[head.dataset.column])]);
      const compare = comparison(keyed.map(([, text]) => text));
      const sign = direction === "ascending" ? 1 : -1;
      keyed.sort(([, a], [, b]) => NOTHING.has(a) - NOTHING.has(b) || (NOTHING.has(a) ? 0 : sign * compare(a, b)));
      body.append(...keyed.map(([row]) => row), ...last);
    };
    for (const head of heads) {
      const button = make("button", "", "sort");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(head, now === "ascending" ? "descending" : now === "descending" ? null : "ascending");
      });
    }
  };

  // ---- A table is copied so that Excel set to Vietnamese reads its numbers as numbers --------------------------------

  // What a spreadsheet would take for a date, a number or a formula stays the text that it is.
  const TEMPTING = /^[=+\-@−]|^[\d\s.,:/%()E+−–-]*\d[\d\s.,:/%()E+−–-]*$/i;

  const forSpreadsheet = (cell) => {
    const text = textOf(cell);
    if (NOTHING.has(text) || /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text)) return text;
    if (cell.classList.contains("number") && /^[-−]?\d+(?:\.\d{3})*(?:,\d+)?%?$/.test(text))
      return text.replaceAll(".", "").replace("−", "-");
    const quoted = text.replaceAll('"', '""');
    return TEMPTING.test(text) ? `="${quoted}"` : text.startsWith('"') ? `"${quoted}"` : text;
  };

  const headOf = (table, columns) => {
    const names = Array.from({ length: columns }, () => []);
    for (const cell of table.tHead.querySelectorAll("th[data-column]")) {
      const start = Number(cell.dataset.column);
      for (let column = start; column < start + cell.colSpan; column += 1) names[column].push(textOf(cell));
    }
    return names.map((parts) => parts.join(" – "));
  };

  const asText = (table) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.checkVisibility());
    const columns = Math.max(0, ...rows.map((row) => row.cells.length));
    const lines = rows.map((row) => [...row.cells].map(forSpreadsheet).join("\t"));
    return [[headOf(table, columns).join("\t"), ...lines].join("\r\n"), rows.length];
  };

  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // A page that was opened from disk may be refused; the older way still works there.
      const held = document.activeElement;
      const area = make("textarea", "", "unseen");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      held?.focus();
      return done;
    }
  };

  const copyable = (table) => {
    const tools = make("div", "", "tools screen-only");
    const button = make("button", "Chép bảng");
    const said = make("span", "", "said");
    button.type = "button";
    button.setAttribute("aria-label", `Chép bảng: ${table.caption?.textContent ?? ""}`);
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const [text, count] = asText(table);
      said.textContent = (await toClipboard(text))
        ? `Đã chép ${count} dòng, dán vào Excel được ngay.`
        : "Trình duyệt không cho chép; hãy bôi đen bảng rồi bấm Ctrl+C.";
    });
    tools.append(button, said);
    table.closest(".scroller").before(tools);
    button.addEventListener("blur", () => { said.textContent = ""; });
  };

  if (HTMLElement.prototype.showPopover) followFigures();
  for (const table of document.querySelectorAll(".scroller > table.data")) {
    copyable(table);
    if (table.hasAttribute("data-sortable")) sortable(table);
  }
})();
