// Buttons, menus and pickers of the app's messages and forms.
import { asked, send } from "./send.js";

const TYPING_PAUSE = 250;
const person = document.body.dataset.person;
let pause;
let refresh;

export function controls(afterwards) {
  refresh = afterwards;
  document.addEventListener("click", clicked);
  document.addEventListener("change", changed);
  document.addEventListener("input", typed);
  document.addEventListener("keydown", entered);
  document.addEventListener("cancel", left, true);
  document.addEventListener("submit", () => clearTimeout(pause));
}

async function clicked(event) {
  if (event.target.closest("[data-close]")) return close();
  const control = event.target.closest("button[data-act], a[data-act]");
  if (!control) return;
  const { url } = control.dataset;
  if (url) window.open(url, "_blank", "noopener");
  if (await asked(control)) use(control, [control.value ?? control.dataset.value].filter(Boolean));
  control.closest("details.overflow")?.removeAttribute("open");
}

function changed(event) {
  const control = event.target.closest("[data-act]");
  if (control && control.dataset.dispatch === "change") use(control, valuesOf(control));
  else if (event.target.dataset.suggest === undefined) keep(event.target);
}

function typed(event) {
  if (event.target.dataset.suggest === undefined && event.target.closest("form[data-keep]")) later(() => keep(event.target));
}

function entered(event) {
  const control = event.target.closest("[data-dispatch=enter]");
  if (!control || event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  use(control, [control.value]);
}

function left(event) {
  if (!event.target.matches("dialog[data-modal]")) return;
  event.preventDefault();
  close();
}

async function close() {
  clearTimeout(pause);
  await send(`/as/${person}/do/close`, new URLSearchParams());
  refresh();
}

async function use(control, values) {
  const fields = fieldsOf(control);
  fields.set("surface", control.closest("[data-surface]").dataset.surface);
  fields.set("block", control.dataset.block);
  fields.set("action", control.dataset.action);
  fields.delete("value");
  for (const value of values) fields.append("value", value);
  if (await send(`/as/${person}/do/act`, fields, control)) refresh();
}

export function fieldsOf(control) {
  const form = control.closest("form");
  return new URLSearchParams(form ? new FormData(form) : undefined);
}

function valuesOf(control) {
  if (control.localName === "select") return [...control.selectedOptions].map((option) => option.value);
  if (control.localName !== "fieldset") return [control.value];
  return [...control.querySelectorAll("input:checked")].map((input) => input.value);
}

function keep(field) {
  if (!field.closest("form[data-keep]")) return;
  fetch(`/as/${person}/do/keep`, { method: "POST", body: fieldsOf(field), headers: { "x-page": "1" } }).catch(() => {});
}

function later(work) {
  clearTimeout(pause);
  pause = setTimeout(work, TYPING_PAUSE);
}
