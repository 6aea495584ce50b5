// The composer: Enter sends, Shift+Enter breaks the line, and /, @ and # are completed.
const OFFERED = 8;

export function compose(root) {
  const completions = JSON.parse(document.getElementById("completions").textContent);
  root.addEventListener("input", (event) => {
    const field = event.target.closest("[data-composer] textarea");
    if (field) {
      grow(field);
      offer(field, completions);
    }
  });
  root.addEventListener("keydown", (event) => {
    const field = event.target.closest("[data-composer] textarea");
    if (field) press(field, event);
  });
  root.addEventListener("pointerdown", (event) => {
    const option = event.target.closest(".offers [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest("form").elements.text, option);
  });
  root.addEventListener("focusout", (event) => {
    const field = event.target.closest("[data-composer] textarea");
    if (field) hide(field);
  });
}

function press(field, event) {
  const list = listOf(field);
  if (!list.hidden) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) return step(field, list, steps[event.key], event);
    if (event.key === "Escape") return hide(field);
    if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) {
      event.preventDefault();
      return take(field, list.querySelector("[aria-selected=true]"));
    }
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    field.form.requestSubmit();
  }
}

function offer(field, completions) {
  const typed = wordBefore(field);
  const known = typed && (completions[typed[0]] ?? []);
  const found = known ? known.filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()) && text !== typed) : [];
  const list = listOf(field);
  list.replaceChildren(...found.slice(0, OFFERED).map((one, place) => option(list.id, one, place)));
  list.hidden = !found.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  select(field, list, 0);
}

function wordBefore(field) {
  const before = field.value.slice(0, field.selectionStart);
  if (before.startsWith("/") && !before.includes(" ")) return before;
  return /(?:^|\s)([@#][\p{L}\p{N}_-]*)$/u.exec(before)?.[1];
}

function option(listId, { text, hint }, place) {
  const item = document.createElement("li");
  item.id = `${listId}-${place}`;
  item.role = "option";
  item.dataset.text = text;
  item.append(text, " ", Object.assign(document.createElement("span"), { className: "dim", textContent: hint }));
  return item;
}

function step(field, list, by, event) {
  event.preventDefault();
  const items = [...list.children];
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  select(field, list, (now + by + items.length) % items.length);
}

function select(field, list, place) {
  [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
  if (list.hidden) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", list.children[place].id);
}

function take(field, item) {
  const end = field.selectionStart;
  const start = end - wordBefore(field).length;
  field.setRangeText(`${item.dataset.text} `, start, end, "end");
  hide(field);
}

function hide(field) {
  listOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function listOf(field) {
  return document.getElementById(field.getAttribute("aria-controls"));
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 240)}px`;
}
