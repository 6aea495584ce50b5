// Menus whose options the app looks up: a box to type in, and a list of what was found.
import { fieldsOf } from "./controls.js";
import { say } from "./send.js";

const TYPING_PAUSE = 200;
let pause;

export function lookups(refresh) {
  document.addEventListener("input", ({ target }) => {
    if (target.dataset.suggest === undefined) return;
    clearTimeout(pause);
    if (!target.value) forget(target);
    pause = setTimeout(() => look(target, refresh), TYPING_PAUSE);
  });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest(".lookup-list [role=option]");
    if (!option) return;
    event.preventDefault();
    choose(option);
  });
  document.addEventListener("keydown", press);
  document.addEventListener("focusout", ({ target }) => target.closest?.(".lookup") && show(target.closest(".lookup"), false));
}

async function look(field, refresh) {
  const place = field.closest("[data-block]");
  if (field.value.length < Number(field.dataset.min ?? place.dataset.min ?? 0)) return;
  const fields = fieldsOf(field);
  fields.set("block", place.dataset.block);
  fields.set("action", place.dataset.action);
  fields.set("typed", field.value);
  const response = await fetch(`/as/${document.body.dataset.person}/suggest`, {
    method: "POST", body: fields, headers: { "x-page": "1" },
  });
  if (!response.ok) return say((await response.json()).said);
  if (place.matches(".lookup")) offer(place, await response.json());
  else refresh();
}

function offer(lookup, options) {
  const list = lookup.querySelector("[role=listbox]");
  list.replaceChildren(...options.map(({ text, value }, number) => {
    const item = document.createElement("li");
    item.id = `${list.id}/${number}`;
    item.role = "option";
    item.dataset.value = value;
    item.textContent = text.text;
    item.setAttribute("aria-selected", "false");
    return item;
  }));
  show(lookup, options.length > 0);
}

function press(event) {
  const lookup = event.target.closest?.(".lookup");
  const list = lookup?.querySelector("[role=listbox]");
  if (!list || list.hidden) return;
  const items = [...list.children];
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "Escape" || (event.key === "Enter" && now < 0)) {
    show(lookup, false);
  } else if (event.key === "Enter") {
    choose(items[now]);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = event.key === "ArrowDown" ? now + 1 : now < 0 ? items.length - 1 : now - 1;
    select(event.target, items, (next + items.length) % items.length);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function select(field, items, place) {
  items.forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
  field.setAttribute("aria-activedescendant", items[place].id);
}

function choose(option) {
  const lookup = option.closest(".lookup");
  lookup.querySelector("[data-suggest]").value = option.textContent;
  const held = lookup.querySelector(".lookup-value");
  held.value = option.dataset.value;
  show(lookup, false);
  held.dispatchEvent(new Event("change", { bubbles: true }));
}

function forget(field) {
  const held = field.closest(".lookup")?.querySelector(".lookup-value");
  if (!held) return;
  held.value = "";
  held.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(lookup, open) {
  const field = lookup.querySelector("[data-suggest]");
  lookup.querySelector("[role=listbox]").hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.removeAttribute("aria-activedescendant");
}
